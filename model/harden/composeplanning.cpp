#include "model/harden/composeplanning.h"

namespace drawbridge {

PlannedMeasure plannedFor(const ComposeServiceView &service, const QString &id,
                          HardeningLevel level, const QString &summary)
{
    PlannedMeasure planned;
    planned.measure.id = id;
    planned.measure.target = service.target();
    planned.measure.records = {service.element->id};
    planned.measure.level = level;
    planned.measure.summary = summary;
    planned.measure.basis = service.basis();
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = service.where;
    return planned;
}

void leaveManual(HardeningPlan &plan, const ComposeServiceView &service, const QString &id,
                 const QString &reason, const QString &proposal)
{
    plan.manual.append({id, service.target(), service.where, reason, proposal});
}

} // namespace drawbridge
