#include "model/harden/hardeningplan.h"

#include "model/harden/yamltext.h"

namespace drawbridge {

QString hardeningLevelWord(HardeningLevel level)
{
    switch (level) {
    case HardeningLevel::Safe:
        return QStringLiteral("safe");
    case HardeningLevel::Recommended:
        return QStringLiteral("recommended");
    case HardeningLevel::Strict:
        break;
    }
    return QStringLiteral("strict");
}

std::optional<HardeningLevel> hardeningLevelOf(const QString &word)
{
    for (const HardeningLevel level :
         {HardeningLevel::Safe, HardeningLevel::Recommended, HardeningLevel::Strict}) {
        if (hardeningLevelWord(level) == word)
            return level;
    }
    return {};
}

QString proposalText(const std::vector<ValueChange> &changes)
{
    QStringList parts;
    for (const ValueChange &change : changes) {
        const QString path = change.path.join(u'.');
        parts += change.value.isMissing()
            ? QStringLiteral("remove %1").arg(path)
            : path + QStringLiteral(": ") + QString::fromUtf8(yamlFlow(change.value, false));
    }
    return parts.join(QStringLiteral("; "));
}

void HardeningPlan::leave(const PlannedMeasure &planned, const QString &reason)
{
    manual.append({planned.measure.id, planned.measure.target, planned.where, reason,
                   proposalText(planned.changes)});
}

} // namespace drawbridge
