#include "model/export/statuscounts.h"

#include "model/export/threatwords.h"

namespace drawbridge {

void StatusCounts::add(const Threat &threat)
{
    if (threat.toBeReviewed || threat.expired) {
        ++open;
        return;
    }
    switch (threat.status) {
    case ThreatStatus::Open:
    case ThreatStatus::NeedsAnswer:
        ++open;
        break;
    case ThreatStatus::PartiallyMitigated:
        ++partial;
        break;
    case ThreatStatus::Mitigated:
        ++mitigated;
        break;
    case ThreatStatus::Accepted:
        ++accepted;
        break;
    case ThreatStatus::Transferred:
    case ThreatStatus::Avoided:
    case ThreatStatus::NotApplicable:
        ++other;
        break;
    }
}

StatusCounts &StatusCounts::operator+=(const StatusCounts &more)
{
    open += more.open;
    partial += more.partial;
    mitigated += more.mitigated;
    accepted += more.accepted;
    other += more.other;
    return *this;
}

static QHash<QString, StatusCounts>
countByIds(const ExportInput &input, QStringList (*idsOf)(const ExportInput &, const Threat &))
{
    QHash<QString, StatusCounts> counts;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        const QStringList ids = idsOf(input, threat);
        for (const QString &id : ids)
            counts[id].add(threat);
    }
    return counts;
}

QHash<QString, StatusCounts> countByTechnique(const ExportInput &input)
{
    return countByIds(input, attackOf);
}

QHash<QString, StatusCounts> countByControl(const ExportInput &input)
{
    return countByIds(input, nistOf);
}

} // namespace drawbridge
