#include "model/export/threatwords.h"

#include "model/core/names.h"

#include <algorithm>

namespace drawbridge {

QString nameOf(ThreatStatus status)
{
    switch (status) {
    case ThreatStatus::Open:
        return QStringLiteral("open");
    case ThreatStatus::NeedsAnswer:
        return QStringLiteral("needs-answer");
    case ThreatStatus::PartiallyMitigated:
        return QStringLiteral("partially-mitigated");
    case ThreatStatus::Mitigated:
        return QStringLiteral("mitigated");
    case ThreatStatus::Accepted:
        return QStringLiteral("accepted");
    case ThreatStatus::Transferred:
        return QStringLiteral("transferred");
    case ThreatStatus::Avoided:
        return QStringLiteral("avoided");
    case ThreatStatus::NotApplicable:
        return QStringLiteral("not-applicable");
    }
    return {};
}

QString nameOf(MitigationState state)
{
    switch (state) {
    case MitigationState::NotImplemented:
        return QStringLiteral("not-implemented");
    case MitigationState::Unknown:
        return QStringLiteral("unknown");
    case MitigationState::Planned:
        return QStringLiteral("planned");
    case MitigationState::Implemented:
        return QStringLiteral("implemented");
    }
    return {};
}

QString nameOf(EvidenceGrade grade)
{
    switch (grade) {
    case EvidenceGrade::None:
        return QStringLiteral("none");
    case EvidenceGrade::Asserted:
        return QStringLiteral("asserted");
    case EvidenceGrade::Declared:
        return QStringLiteral("declared");
    case EvidenceGrade::Observed:
        return QStringLiteral("observed");
    case EvidenceGrade::Contradicted:
        return QStringLiteral("contradicted");
    case EvidenceGrade::Stale:
        return QStringLiteral("stale");
    }
    return {};
}

QString nameOf(MitigationEffect effect)
{
    switch (effect) {
    case MitigationEffect::Prevents:
        return QStringLiteral("prevents");
    case MitigationEffect::LowersLikelihood:
        return QStringLiteral("lowers-likelihood");
    case MitigationEffect::LowersImpact:
        return QStringLiteral("lowers-impact");
    case MitigationEffect::Detects:
        return QStringLiteral("detects");
    case MitigationEffect::Recovers:
        return QStringLiteral("recovers");
    }
    return {};
}

static QString sentenceCase(QString word)
{
    word.replace(u'-', u' ');
    if (!word.isEmpty())
        word[0] = word[0].toUpper();
    return word;
}

QString displayName(ThreatStatus status)
{
    return sentenceCase(nameOf(status));
}

QString displayName(MitigationState state)
{
    return sentenceCase(nameOf(state));
}

QString displayName(EvidenceGrade grade)
{
    return sentenceCase(nameOf(grade));
}

QString displayName(MitigationEffect effect)
{
    return sentenceCase(nameOf(effect));
}

QString targetKindName(const ThreatModel &model, RecordKind kind, const IdText &id)
{
    if (kind != RecordKind::Element)
        return nameOf(kind);
    const Element *element = model.elements.find(ElementId(id));
    return element ? nameOf(element->kind) : nameOf(kind);
}

bool needsAttention(const Threat &threat)
{
    return threat.status == ThreatStatus::Open || threat.status == ThreatStatus::NeedsAnswer
        || threat.status == ThreatStatus::PartiallyMitigated || threat.toBeReviewed
        || threat.expired;
}

static const QStringList &mapped(const ExportInput &input, const Threat &threat,
                                 QStringList RuleInfo::*ofRule, QStringList ManualThreat::*ofManual)
{
    static const QStringList nothing;
    if (threat.rule >= 0)
        return input.rules->info(threat.rule).*ofRule;
    const ManualThreat *manual = input.model->manualThreats.find(threat.manual);
    return manual ? manual->*ofManual : nothing;
}

QStringList attackOf(const ExportInput &input, const Threat &threat)
{
    return mapped(input, threat, &RuleInfo::attack, &ManualThreat::attack);
}

QStringList capecOf(const ExportInput &input, const Threat &threat)
{
    return mapped(input, threat, &RuleInfo::capec, &ManualThreat::capec);
}

QStringList cweOf(const ExportInput &input, const Threat &threat)
{
    return mapped(input, threat, &RuleInfo::cwe, &ManualThreat::cwe);
}

QStringList nistOf(const ExportInput &input, const Threat &threat)
{
    return mapped(input, threat, &RuleInfo::nist, &ManualThreat::nist);
}

QString ruleKeyOf(const ExportInput &input, const Threat &threat)
{
    return threat.rule >= 0 ? input.rules->info(threat.rule).key : QStringLiteral("manual");
}

QList<const Threat *> bySeverity(const AnalysisSession &session)
{
    QList<const Threat *> threats;
    threats.reserve(session.size());
    for (qsizetype i = 0; i < session.size(); ++i)
        threats += &session.at(i);
    std::stable_sort(threats.begin(), threats.end(),
                     [](const Threat *a, const Threat *b) { return a->severity < b->severity; });
    return threats;
}

QString qualifiedName(const ThreatModel &model, RecordKind kind, const IdText &id)
{
    const QString name = recordName(model, kind, id);
    if (kind != RecordKind::Interface)
        return name;
    const Interface *interface = model.interfaces.find(InterfaceId(id));
    if (!interface)
        return name;
    return recordName(model, RecordKind::Element, interface->owner) + QStringLiteral(": ") + name;
}

} // namespace drawbridge
