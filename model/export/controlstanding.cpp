#include "model/export/controlstanding.h"

#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {

QStringList ControlStanding::inPlace() const
{
    QStringList titles;
    for (const ControlMeasure &measure : measures) {
        if (measure.inPlace > 0)
            titles += measure.title;
    }
    return titles;
}

// What weakens a claim most comes first.
static EvidenceGrade weaker(EvidenceGrade a, EvidenceGrade b)
{
    for (const EvidenceGrade grade :
         {EvidenceGrade::Contradicted, EvidenceGrade::Stale, EvidenceGrade::Asserted,
          EvidenceGrade::Declared, EvidenceGrade::Observed}) {
        if (a == grade || b == grade)
            return grade;
    }
    return EvidenceGrade::None;
}

static void count(ControlMeasure &measure, const MitigationResult &result)
{
    switch (result.state) {
    case MitigationState::Implemented:
        ++measure.inPlace;
        break;
    case MitigationState::Planned:
        ++measure.planned;
        break;
    case MitigationState::Unknown:
        ++measure.unknown;
        break;
    case MitigationState::NotImplemented:
        ++measure.missing;
        break;
    }
    // Scanners may contradict what nobody claims any longer.
    if (result.state == MitigationState::Implemented
        || result.evidence == EvidenceGrade::Contradicted)
        measure.evidence = weaker(measure.evidence, result.evidence);
}

static ControlMeasure &measureCalled(ControlStanding &standing, const QString &title)
{
    for (ControlMeasure &measure : standing.measures) {
        if (measure.title == title)
            return measure;
    }
    standing.measures.append({title, {}});
    return standing.measures.last();
}

static void addMeasure(ControlStanding &standing, const RuleInfo &rule,
                       const MitigationResult &result)
{
    ControlMeasure &measure = measureCalled(standing, rule.mitigations.at(result.index).title);
    count(measure, result);
    if (!measure.rules.contains(rule.key))
        measure.rules += rule.key;
}

static void addMitigations(QHash<QString, ControlStanding> &standings, const RuleInfo &rule,
                           const Threat &threat)
{
    for (const MitigationResult &result : threat.mitigations) {
        const RuleMitigation &mitigation = rule.mitigations.at(result.index);
        for (const QString &control : mitigation.nist)
            addMeasure(standings[control], rule, result);
    }
}

static void finish(ControlStanding &standing)
{
    for (ControlMeasure &measure : standing.measures) {
        measure.rules.sort();
        standing.evidence = weaker(standing.evidence, measure.evidence);
    }
    std::sort(standing.measures.begin(), standing.measures.end(),
              [](const ControlMeasure &a, const ControlMeasure &b) {
                  return a.inPlace != b.inPlace ? a.inPlace > b.inPlace : a.title < b.title;
              });
}

QHash<QString, ControlStanding> controlStandings(const ExportInput &input)
{
    QHash<QString, ControlStanding> standings;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        const QStringList controls = nistOf(input, threat);
        for (const QString &control : controls)
            standings[control].counts.add(threat);
        if (threat.rule >= 0)
            addMitigations(standings, input.rules->info(threat.rule), threat);
    }
    for (ControlStanding &standing : standings)
        finish(standing);
    return standings;
}

QList<ControlMeasure>
measuresAgainst(const ExportInput &input,
                const std::function<bool(const QStringList &techniques)> &concerns)
{
    ControlStanding all;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        if (threat.rule < 0 || !concerns(attackOf(input, threat)))
            continue;
        const RuleInfo &rule = input.rules->info(threat.rule);
        for (const MitigationResult &result : threat.mitigations)
            addMeasure(all, rule, result);
    }
    finish(all);
    return all.measures;
}

QString measureInWords(const ControlMeasure &measure)
{
    const auto of = [&measure](const QString &words, int count) {
        return QStringLiteral("%1 for %2 of %3 threats").arg(words).arg(count).arg(measure.total());
    };
    QStringList parts;
    if (measure.inPlace > 0)
        parts += of(QStringLiteral("in place"), measure.inPlace);
    if (measure.planned > 0)
        parts += of(QStringLiteral("planned"), measure.planned);
    if (parts.isEmpty())
        parts += QStringLiteral("not in place");
    if (measure.unknown > 0)
        parts += of(QStringLiteral("unknown"), measure.unknown);
    if (measure.evidence != EvidenceGrade::None)
        parts += nameOf(measure.evidence);
    return parts.join(QStringLiteral(", "));
}

} // namespace drawbridge
