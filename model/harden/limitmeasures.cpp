#include "model/harden/composeplanning.h"

namespace drawbridge {

namespace {

// Where to start for a kind of service; what it really needs shows under load.
struct StartingLimits
{
    const char *technology;
    const char *memory;
    const char *cpus;
    const char *pids;
};

constexpr StartingLimits startingLimits[] = {
    {"database", "1g", "1.0", "256"},      {"cache", "256m", "0.5", "64"},
    {"search-engine", "2g", "1.0", "512"}, {"message-broker", "1g", "1.0", "256"},
    {"queue", "1g", "1.0", "256"},         {"reverse-proxy", "128m", "0.5", "128"},
};
constexpr StartingLimits usualLimits {"", "512m", "0.5", "128"};

const StartingLimits &limitsFor(const ComposeServiceView &service)
{
    for (const StartingLimits &limits : startingLimits) {
        if (service.element && service.element->technology == QLatin1String(limits.technology))
            return limits;
    }
    return usualLimits;
}

class LimitPlanner
{
public:
    LimitPlanner(const ComposeServiceView &service, HardeningPlan &plan)
        : m_service(service)
        , m_plan(plan)
        , m_limits(limitsFor(service))
        , m_deployed(service.all.at(
              {QStringLiteral("deploy"), QStringLiteral("resources"), QStringLiteral("limits")}))
    {
    }

    void planAll()
    {
        const QString memory = m_service.facts && !m_service.facts->memory.isEmpty()
            ? m_service.facts->memory
            : QString::fromLatin1(m_limits.memory);
        if (reservesMemory())
            leaveManual(m_plan, m_service, QStringLiteral("memory-limit"),
                        QStringLiteral("it reserves memory, and a limit has to be above that"),
                        QStringLiteral("set mem_limit above its reservation"));
        else
            plan("memory-limit", QStringLiteral("mem_limit"), QStringLiteral("memory"),
                 PlainValue::text(memory), QStringLiteral("at most %1 of memory").arg(memory));
        const QString cpus = QString::fromLatin1(m_limits.cpus);
        if (!m_service.all.contains(QStringLiteral("cpu_quota")))
            plan("cpu-limit", QStringLiteral("cpus"), QStringLiteral("cpus"),
                 PlainValue::number(cpus), QStringLiteral("at most %1 processor cores").arg(cpus));
        const QString pids = QString::fromLatin1(m_limits.pids);
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
    const StartingLimits &m_limits;
    const PlainValue &m_deployed;
};

} // namespace

void planLimits(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        LimitPlanner(service, plan).planAll();
}

} // namespace drawbridge
