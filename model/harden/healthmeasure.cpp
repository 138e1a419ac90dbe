#include "model/harden/composeplanning.h"

#include "model/core/defaults.h"

namespace drawbridge {

static bool imageIsChecked(const ComposeServiceView &service)
{
    if (!service.image)
        return false;
    const auto health =
        effectiveValue(*service.schema, *service.image,
                       service.schema->find(RecordKind::Image, QStringLiteral("healthCheck")));
    return health && health->claim.value == Value(u"defined");
}

static void planHealthOf(const ComposeView &file, const ComposeServiceView &service,
                         HardeningPlan &plan)
{
    const QString key = QStringLiteral("healthcheck");
    const QString id = QStringLiteral("health-check");
    if (!service.all[key].isSilent() || imageIsChecked(service) || file.isJob(service.name))
        return;
    if (!service.facts || service.facts->healthTest.isEmpty()) {
        leaveManual(
            plan, service, id,
            service.isBuilt()
                ? QStringLiteral("what its image can be asked with stands in its Dockerfile")
                : QStringLiteral("the image table knows no command that tells whether it "
                                 "is healthy"),
            service.isBuilt()
                ? QStringLiteral("harden its Dockerfile too, or add HEALTHCHECK there")
                : QStringLiteral("add 'healthcheck' with a command that the image holds"));
        return;
    }
    PlannedMeasure planned = plannedFor(service, id, HardeningLevel::Recommended,
                                        QStringLiteral("its health is checked"));
    planned.caution = QStringLiteral("whether the check fits its settings has to be tested");
    planned.changes = {
        {service.path(key),
         PlainValue::map(
             {{QStringLiteral("test"), PlainValue::list(service.facts->healthTest)},
              {QStringLiteral("interval"), PlainValue::text(QStringLiteral("30s"))},
              {QStringLiteral("timeout"), PlainValue::text(QStringLiteral("5s"))},
              {QStringLiteral("retries"), PlainValue::number(QStringLiteral("3"))},
              {QStringLiteral("start_period"), PlainValue::text(QStringLiteral("30s"))}})}};
    plan.measures.push_back(std::move(planned));
}

void planHealth(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        planHealthOf(file, service, plan);
}

} // namespace drawbridge
