#include "model/assess/drift.h"

#include "model/core/names.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

class DriftSearch
{
public:
    DriftSearch(const AnalysisSession &modelled, const AnalysisSession &found,
                const ModelDiff &changes)
        : m_modelled(modelled)
        , m_found(found)
        , m_model(modelled.input().model)
        , m_files(found.input().model)
        , m_changes(changes)
    {
    }

    Drift run();

private:
    void add(DriftKind kind, const RecordDifference &record, const QString &detail,
             const QString &where);
    void lookAtAdded(const RecordDifference &record);
    void lookAtChanged(const RecordDifference &record);
    void lookAtVanished(const RecordDifference &record);
    void lookAtThreats();
    QString contradiction(const Threat &threat, const QString &key) const;
    bool isModelled(RecordKind kind, const IdText &id) const;
    template <typename T>
    const T *inFiles(const RecordDifference &record) const
    {
        return m_files.tableOf<T>().find(typename T::IdType(record.after));
    }
    QString placeOf(const SourceKey &key) const;

    const AnalysisSession &m_modelled;
    const AnalysisSession &m_found;
    const ThreatModel &m_model;
    const ThreatModel &m_files;
    const ModelDiff &m_changes;
    // Elements with a port or mount that the model does not know: threats about these are no
    // contradiction.
    QSet<IdText> m_extended;
    QList<DriftFinding> m_findings;
};

QString DriftSearch::placeOf(const SourceKey &key) const
{
    const Source *source = m_files.sources.find(key.source);
    if (!source)
        return {};
    const int line = source->lines.value(key.key);
    return line > 0 ? source->path + u':' + QString::number(line) : source->path;
}

void DriftSearch::add(DriftKind kind, const RecordDifference &record, const QString &detail,
                      const QString &where)
{
    m_findings.append({kind, record.record, record.after, record.name, detail, where});
}

void DriftSearch::lookAtAdded(const RecordDifference &record)
{
    if (record.record == RecordKind::Element) {
        const Element *element = inFiles<Element>(record);
        if (element && !element->implied)
            add(DriftKind::UnmodelledService, record, {}, placeOf(element->sourceKey));
    } else if (record.record == RecordKind::Boundary) {
        const TrustBoundary *boundary = inFiles<TrustBoundary>(record);
        if (boundary && boundary->kind == BoundaryKind::Network)
            add(DriftKind::UnmodelledNetwork, record, {}, placeOf(boundary->sourceKey));
    } else if (record.record == RecordKind::Interface) {
        const Interface *interface = inFiles<Interface>(record);
        if (!interface || !m_model.elements.contains(interface->owner))
            return;
        const Element *owner = m_files.elements.find(interface->owner);
        if (owner && owner->implied)
            return;
        m_extended.insert(interface->owner);
        add(DriftKind::UnmodelledPort, record, {}, placeOf(interface->sourceKey));
    }
}

void DriftSearch::lookAtChanged(const RecordDifference &record)
{
    if (record.record != RecordKind::Element)
        return;
    for (const FieldDifference &field : record.fields) {
        if (field.after.isEmpty() || field.after == field.before)
            continue;
        const bool isPort = field.isProperty && field.name == u"publishedPorts";
        const bool isMount = field.isProperty && field.name == u"mounts";
        if (isPort || isMount) {
            m_extended.insert(record.after);
            add(isPort ? DriftKind::UnmodelledPort : DriftKind::UnmodelledMount, record,
                field.after, field.afterSource);
        } else if (!field.isProperty && field.name == u"networks") {
            const Element *element = inFiles<Element>(record);
            add(DriftKind::UnmodelledNetwork, record, field.after,
                element ? placeOf(element->sourceKey) : QString());
        }
    }
}

void DriftSearch::lookAtVanished(const RecordDifference &record)
{
    bool counts = false;
    if (record.record == RecordKind::Element) {
        const Element *element = inFiles<Element>(record);
        counts = element && !element->implied;
    } else if (record.record == RecordKind::Boundary) {
        const TrustBoundary *boundary = inFiles<TrustBoundary>(record);
        counts = boundary && !boundary->implied;
    } else if (record.record == RecordKind::Interface) {
        const Interface *interface = inFiles<Interface>(record);
        const Element *owner = interface ? m_files.elements.find(interface->owner) : nullptr;
        // The ports of what is gone go with it.
        counts = owner && !owner->vanished && !owner->implied;
    }
    if (counts)
        add(DriftKind::ElementGone, record, nameOf(record.record), {});
}

bool DriftSearch::isModelled(RecordKind kind, const IdText &id) const
{
    bool found = kind == RecordKind::Project;
    forEachTable(m_model, [&](const auto &table) {
        using Record = std::decay_t<decltype(*table.begin())>;
        if (recordKind<Record> != kind)
            return;
        const Record *record = table.find(typename Record::IdType(id));
        found = record != nullptr;
        if constexpr (requires { record->vanished; })
            found = found && !record->vanished;
    });
    return found;
}

static bool isImplemented(const Threat &threat, int mitigation)
{
    return std::any_of(threat.mitigations.begin(), threat.mitigations.end(),
                       [mitigation](const MitigationResult &result) {
                           return result.index == mitigation
                               && result.state == MitigationState::Implemented;
                       });
}

static bool isOpen(const Threat &threat)
{
    return threat.status == ThreatStatus::Open || threat.status == ThreatStatus::PartiallyMitigated
        || threat.toBeReviewed || threat.expired;
}

// Why the files contradict what the model says of a threat; empty when they do not.
QString DriftSearch::contradiction(const Threat &threat, const QString &key) const
{
    const Threat *before = m_modelled.find(key);
    const RuleInfo *rule = threat.rule >= 0 ? &m_found.input().rules->info(threat.rule) : nullptr;
    for (const MitigationResult &result : threat.mitigations) {
        const bool now = result.state == MitigationState::Implemented;
        const bool lost = before && !now && isImplemented(*before, result.index);
        const bool denied = now && result.evidence == EvidenceGrade::Contradicted;
        if (rule && (lost || denied))
            return rule->mitigations.at(result.index).title;
    }
    if (before && before->status == ThreatStatus::Mitigated && isOpen(threat))
        return QStringLiteral("no longer mitigated");
    if (before && !before->toBeReviewed && threat.toBeReviewed)
        return QStringLiteral("what was decided rests on other facts");
    const bool isNew = !before && isOpen(threat) && isModelled(threat.targetKind, threat.target)
        && !m_extended.contains(threat.target);
    return isNew ? QStringLiteral("not exposed in the model") : QString();
}

void DriftSearch::lookAtThreats()
{
    for (qsizetype i = 0; i < m_found.size(); ++i) {
        const Threat &threat = m_found.at(i);
        const QString reason = contradiction(threat, m_found.keyOf(threat));
        if (reason.isEmpty())
            continue;
        QString where;
        for (const BecauseItem &item : m_found.because(threat)) {
            if (where.isEmpty() && item.source.contains(u':'))
                where = item.source;
        }
        m_findings.append({DriftKind::MitigationContradicted, threat.targetKind, threat.target,
                           differenceName(m_files, threat.targetKind, threat.target),
                           m_found.title(threat) + QStringLiteral(": ") + reason, where});
    }
}

Drift DriftSearch::run()
{
    for (const RecordDifference &record : m_changes.records) {
        switch (record.kind) {
        case DifferenceKind::Added:
        case DifferenceKind::Returned:
            lookAtAdded(record);
            break;
        case DifferenceKind::Changed:
            lookAtChanged(record);
            break;
        case DifferenceKind::Vanished:
        case DifferenceKind::Removed:
            lookAtVanished(record);
            break;
        }
    }
    lookAtThreats();
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [](const DriftFinding &a, const DriftFinding &b) { return a.kind < b.kind; });
    return {std::move(m_findings), m_changes};
}

} // namespace

qsizetype Drift::count(DriftKind kind) const
{
    return std::count_if(findings.begin(), findings.end(),
                         [kind](const DriftFinding &finding) { return finding.kind == kind; });
}

Drift findDrift(const AnalysisSession &modelled, const AnalysisSession &found,
                const ModelDiff &changes)
{
    return DriftSearch(modelled, found, changes).run();
}

} // namespace drawbridge
