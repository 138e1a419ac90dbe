#include "model/harden/composeplanning.h"

namespace drawbridge {

static void planRestart(const ComposeView &file, const ComposeServiceView &service,
                        HardeningPlan &plan)
{
    const QString key = QStringLiteral("restart");
    if (!service.all[key].isSilent() || file.isJob(service.name)
        || service.all[QStringLiteral("deploy")].contains(QStringLiteral("restart_policy")))
        return;
    PlannedMeasure planned =
        plannedFor(service, QStringLiteral("restart-on-failure"), HardeningLevel::Recommended,
                   QStringLiteral("is started again when it fails, five times"));
    planned.measure.basis = QStringLiteral("the file: no restart policy");
    planned.caution = QStringLiteral("a service that must not run twice could be started again");
    planned.changes = {{service.path(key), PlainValue::text(QStringLiteral("on-failure:5"))}};
    plan.measures.push_back(std::move(planned));
}

static void planLogs(const ComposeServiceView &service, HardeningPlan &plan)
{
    const QString key = QStringLiteral("logging");
    const PlainValue &logging = service.all[key];
    if (!logging.isSilent())
        return;
    PlannedMeasure planned =
        plannedFor(service, QStringLiteral("log-limit"), HardeningLevel::Recommended,
                   QStringLiteral("its logs take at most 30 MB"));
    planned.measure.basis = QStringLiteral("the file: no logging settings");
    planned.caution = QStringLiteral("the daemon may send logs elsewhere by default");
    planned.changes = {
        {service.path(key),
         PlainValue::map(
             {{QStringLiteral("driver"), PlainValue::text(QStringLiteral("json-file"))},
              {QStringLiteral("options"),
               PlainValue::map(
                   {{QStringLiteral("max-size"), PlainValue::text(QStringLiteral("10m"))},
                    {QStringLiteral("max-file"), PlainValue::text(QStringLiteral("3"))}})}})}};
    plan.measures.push_back(std::move(planned));
}

void planOperation(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services) {
        planRestart(file, service, plan);
        planLogs(service, plan);
    }
}

} // namespace drawbridge
