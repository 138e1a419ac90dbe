#include "model/core/records.h"

#include <QCryptographicHash>

#include <algorithm>

namespace drawbridge {

static auto placementBound(const QList<Placement> &placements, const IdText &record)
{
    return std::lower_bound(
        placements.cbegin(), placements.cend(), record,
        [](const Placement &placement, const IdText &wanted) { return placement.record < wanted; });
}

const Placement *Diagram::placement(const IdText &record) const
{
    const auto it = placementBound(placements, record);
    return it != placements.cend() && it->record == record ? &*it : nullptr;
}

void Diagram::place(const IdText &record, const QRect &rect)
{
    const qsizetype position = placementBound(placements, record) - placements.cbegin();
    if (position < placements.size() && placements[position].record == record)
        placements[position].rect = rect;
    else
        placements.insert(position, Placement {record, rect});
}

void Diagram::removePlacement(const IdText &record)
{
    const qsizetype position = placementBound(placements, record) - placements.cbegin();
    if (position < placements.size() && placements[position].record == record)
        placements.removeAt(position);
}

DecisionId decisionIdFor(const QString &threatKey)
{
    return DecisionId(importedId('d', QString(), threatKey));
}

FindingDecisionId findingDecisionIdFor(const FindingDecision &decision)
{
    const QStringList key {decision.check, decision.package, decision.place,
                           QString::number(decision.line)};
    return FindingDecisionId(importedId('n', QString(), key.join(QChar(0x1f))));
}

} // namespace drawbridge
