#include "app/panels/statuscounting.h"

#include "model/export/threatwords.h"

namespace drawbridge {

static void count(StatusCounts &counts, const Threat &threat)
{
    if (threat.toBeReviewed || threat.expired) {
        ++counts.open;
        return;
    }
    switch (threat.status) {
    case ThreatStatus::Open:
    case ThreatStatus::NeedsAnswer:
        ++counts.open;
        break;
    case ThreatStatus::PartiallyMitigated:
        ++counts.partial;
        break;
    case ThreatStatus::Mitigated:
        ++counts.mitigated;
        break;
    case ThreatStatus::Accepted:
        ++counts.accepted;
        break;
    case ThreatStatus::Transferred:
    case ThreatStatus::Avoided:
    case ThreatStatus::NotApplicable:
        ++counts.other;
        break;
    }
}

static QHash<QString, StatusCounts>
countBy(const PanelContext &context, QStringList (*idsOf)(const ExportInput &, const Threat &))
{
    const ExportInput input = exportInputOf(context);
    QHash<QString, StatusCounts> counts;
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        const QStringList ids = idsOf(input, threat);
        for (const QString &id : ids)
            count(counts[id], threat);
    }
    return counts;
}

QHash<QString, StatusCounts> countByTechnique(const PanelContext &context)
{
    return countBy(context, attackOf);
}

QHash<QString, StatusCounts> countByControl(const PanelContext &context)
{
    return countBy(context, nistOf);
}

ExportInput exportInputOf(const PanelContext &context)
{
    ExportInput input;
    input.model = &context.document->model();
    input.session = &context.document->session();
    input.catalog = &context.catalog;
    input.schema = input.session->input().schema.get();
    input.rules = input.session->input().rules.get();
    return input;
}

} // namespace drawbridge
