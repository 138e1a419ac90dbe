#include "model/harden/startinglimits.h"

namespace drawbridge {

StartingLimits startingLimits(const QString &technology, const ImageFacts *facts)
{
    static const struct
    {
        const char *technology;
        const char *memory;
        const char *cpus;
        const char *pids;
    } known[] = {
        {"database", "1g", "1.0", "256"},      {"cache", "256m", "0.5", "64"},
        {"search-engine", "2g", "1.0", "512"}, {"message-broker", "1g", "1.0", "256"},
        {"queue", "1g", "1.0", "256"},         {"reverse-proxy", "128m", "0.5", "128"},
    };
    StartingLimits limits {QStringLiteral("512m"), QStringLiteral("0.5"), QStringLiteral("128")};
    for (const auto &each : known) {
        if (technology == QLatin1String(each.technology))
            limits = {QString::fromLatin1(each.memory), QString::fromLatin1(each.cpus),
                      QString::fromLatin1(each.pids)};
    }
    if (facts && !facts->memory.isEmpty())
        limits.memory = facts->memory;
    return limits;
}

} // namespace drawbridge
