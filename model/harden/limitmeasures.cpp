#include "model/harden/composeplanning.h"
#include "model/harden/startinglimits.h"

namespace drawbridge {

namespace {

class LimitPlanner
{
public:
    LimitPlanner(const ComposeServiceView &service, HardeningPlan &plan)
        : m_service(service)
        , m_plan(plan)
        , m_limits(startingLimits(service.element ? service.element->technology : QString(),
                                  service.facts))
        , m_deployed(service.all.at(
              {QStringLiteral("deploy"), QStringLiteral("resources"), QStringLiteral("limits")}))
    {
    }

    void planAll()
    {
        const QString &memory = m_limits.memory;
        if (reservesMemory())
            leaveManual(m_plan, m_service, QStringLiteral("memory-limit"),
                        QStringLiteral("it reserves memory, and a limit has to be above that"),
                        QStringLiteral("set mem_limit above its reservation"));
        else
            plan("memory-limit", QStringLiteral("mem_limit"), QStringLiteral("memory"),
                 PlainValue::text(memory), QStringLiteral("at most %1 of memory").arg(memory));
        const QString &cpus = m_limits.cpus;
        if (!m_service.all.contains(QStringLiteral("cpu_quota")))
            plan("cpu-limit", QStringLiteral("cpus"), QStringLiteral("cpus"),
                 PlainValue::number(cpus), QStringLiteral("at most %1 processor cores").arg(cpus));
        const QString &pids = m_limits.pids;
        plan("pids-limit", QStringLiteral("pids_limit"), QStringLiteral("pids"),
             PlainValue::number(pids), QStringLiteral("at most %1 processes").arg(pids));
    }

private:
    bool reservesMemory() const
    {
        const bool isLimited = m_service.all.contains(QStringLiteral("mem_limit"))
            || m_deployed.contains(QStringLiteral("memory"));
        return !isLimited
            && (m_service.all.contains(QStringLiteral("mem_reservation"))
                || !m_service.all
                        .at({QStringLiteral("deploy"), QStringLiteral("resources"),
                             QStringLiteral("reservations"), QStringLiteral("memory")})
                        .isMissing());
    }

    void plan(const char *id, const QString &key, const QString &deployKey, PlainValue value,
              const QString &summary)
    {
        const PlainValue &present = m_service.all[key];
        if (!present.isSilent() || m_deployed.contains(deployKey))
            return;
        PlannedMeasure planned =
            plannedFor(m_service, QString::fromLatin1(id), HardeningLevel::Recommended, summary);
        planned.measure.basis =
            QStringLiteral("a figure to start from for %1")
                .arg(m_service.element && !m_service.element->technology.isEmpty()
                         ? m_service.element->technology
                         : QStringLiteral("a service"));
        planned.caution = QStringLiteral("how much it needs has to be measured");
        planned.mark = ": starting figure, measure under load";
        planned.changes = {{m_service.path(key), std::move(value)}};
        m_plan.measures.push_back(std::move(planned));
    }

    const ComposeServiceView &m_service;
    HardeningPlan &m_plan;
    const StartingLimits m_limits;
    const PlainValue &m_deployed;
};

} // namespace

void planLimits(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        LimitPlanner(service, plan).planAll();
}

} // namespace drawbridge
