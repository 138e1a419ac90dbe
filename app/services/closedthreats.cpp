#include "app/services/closedthreats.h"

namespace drawbridge {

// Beyond this, what single measures do is not tried one by one.
static constexpr int MostSingleTrials = 60;

ClosedThreatSearch::ClosedThreatSearch(const Services &services, const QStringList &paths,
                                       const HardeningOptions &options, const QDate &date,
                                       const WhatIf &whole)
    : m_services(services)
    , m_paths(paths)
    , m_options(options)
    , m_date(date)
    , m_whole(whole)
{
}

static bool isClosed(const ComparedThreat &threat)
{
    return threat.outcome == ComparisonOutcome::Fixed
        || threat.outcome == ComparisonOutcome::Settled;
}

Result<QSet<QString>> ClosedThreatSearch::closedWith(const Wants &wants,
                                                     ProgressSink &progress) const
{
    HardeningOptions options = m_options;
    options.wants = [&](qsizetype file, const HardeningMeasure &measure) {
        return (!m_options.wants || m_options.wants(file, measure)) && wants(file, measure);
    };
    const auto hardened = hardenFiles(m_services, m_paths, options, progress);
    if (!hardened)
        return hardened.error();
    LoadedProject project;
    project.model = hardened->after;
    if (m_options.scans)
        project.evidence = {m_options.scans, QStringLiteral("present"), {}};
    const auto after = Analysis::of(m_services, project, m_date);
    if (!after)
        return after.error();
    QSet<QString> keys;
    const Comparison comparison = compareThreats(m_whole.before.session, after->session);
    for (const ComparedThreat &threat : comparison.threats) {
        if (isClosed(threat))
            keys.insert(threat.keyBefore);
    }
    return keys;
}

QList<ClosedThreatSearch::Place> ClosedThreatSearch::placesOf(const QString &id) const
{
    QList<Place> places;
    const QList<HardenedFile> &files = m_whole.hardened.files;
    for (qsizetype file = 0; file < files.size(); ++file) {
        for (qsizetype i = 0; i < files[file].done.size(); ++i) {
            if (files[file].done[i].id == id)
                places.append({file, i});
        }
    }
    return places;
}

// The threat is about a record of the measure, or about what belongs to one.
bool ClosedThreatSearch::concerns(const HardeningMeasure &measure, const Threat &threat) const
{
    const ThreatModel &model = m_whole.before.model;
    for (const ThreatTarget &target : m_whole.before.session.targets(threat)) {
        QList<IdText> records {target.id};
        if (const Interface *interface = model.interfaces.find(InterfaceId(target.id)))
            records += interface->owner;
        if (const DataFlow *flow = model.flows.find(FlowId(target.id)))
            records << flow->source << flow->target;
        for (const IdText &record : std::as_const(records)) {
            if (measure.records.contains(record))
                return true;
            const Element *element = model.elements.find(ElementId(record));
            if (element && measure.records.contains(element->image))
                return true;
        }
        for (const IdText &record : measure.records) {
            const Element *element = model.elements.find(ElementId(record));
            if (element && element->image == target.id)
                return true;
        }
    }
    return false;
}

// Which of several measures of one kind closes a threat that the kind closes.
Result<QList<ClosedThreatSearch::Place>>
ClosedThreatSearch::responsible(const QString &id, const QString &key, ProgressSink &progress) const
{
    const QList<Place> places = placesOf(id);
    if (places.size() <= 1)
        return places;
    const Threat *threat = m_whole.before.session.find(key);
    QList<Place> found;
    for (const Place &place : places) {
        if (threat && concerns(m_whole.hardened.files[place.file].done[place.measure], *threat))
            found += place;
    }
    if (found.size() == 1 || places.size() > MostSingleTrials)
        return found;
    const QList<Place> tried = found.isEmpty() ? places : found;
    QList<Place> closing;
    for (const Place &place : tried) {
        const HardeningMeasure &single = m_whole.hardened.files[place.file].done[place.measure];
        const auto closed = closedWith(
            [&](qsizetype file, const HardeningMeasure &measure) {
                return file == place.file && measure.id == single.id
                    && measure.target == single.target;
            },
            progress);
        if (!closed)
            return closed.error();
        if (closed->contains(key))
            closing += place;
    }
    // Only together.
    return closing.isEmpty() ? tried : closing;
}

Result<void> ClosedThreatSearch::nameIn(QList<HardenedFile> &files, ProgressSink &progress) const
{
    QMap<QString, const ComparedThreat *> open;
    for (const ComparedThreat &threat : m_whole.report.comparison.threats) {
        if (isClosed(threat))
            open.insert(threat.keyBefore, &threat);
    }
    QStringList kinds;
    for (const HardenedFile &file : std::as_const(files)) {
        for (const HardeningMeasure &measure : file.done) {
            if (!kinds.contains(measure.id))
                kinds += measure.id;
        }
    }
    QSet<QString> named;
    for (const bool alone : {true, false}) {
        for (const QString &kind : std::as_const(kinds)) {
            if (progress.cancelled())
                return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {}};
            if (named.size() == open.size())
                return {};
            progress.report(double(kinds.indexOf(kind)) / double(kinds.size()), kind);
            const auto closed = closedWith(
                [&](qsizetype, const HardeningMeasure &measure) {
                    return (measure.id == kind) == alone;
                },
                progress);
            if (!closed)
                return closed.error();
            for (auto it = open.cbegin(); it != open.cend(); ++it) {
                // Alone it closes it; or it is not closed without.
                if ((!alone && named.contains(it.key())) || closed->contains(it.key()) != alone)
                    continue;
                const auto places = responsible(kind, it.key(), progress);
                if (!places)
                    return places.error();
                for (const Place &place : *places)
                    files[place.file].done[place.measure].closes.append(
                        {it.key(), (*it)->title, nameOf((*it)->how)});
                if (alone && !places->isEmpty())
                    named.insert(it.key());
            }
        }
    }
    return {};
}

} // namespace drawbridge
