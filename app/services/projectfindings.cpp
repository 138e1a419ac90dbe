#include "app/services/projectfindings.h"

namespace drawbridge {

Result<Findings> findingsIn(const Services &services, const ThreatModel &model,
                            const ProjectEvidence &evidence, const QDate &today,
                            const QString &projectPath)
{
    if (!evidence.scans || evidence.scans->isEmpty())
        return Findings();
    const auto table = services.scannerTable();
    if (!table)
        return table.error();
    const auto rules = services.rules(projectPath);
    if (!rules)
        return rules.error();
    FindingInput input;
    input.evidence = evidence.scans;
    input.model = &model;
    input.table = table->get();
    input.rules = rules->get();
    input.schema = services.schema().get();
    input.today = today;
    input.digests = evidence.digests;
    input.isKnown = evidence.status != u"stale";
    return Findings::find(input);
}

} // namespace drawbridge
