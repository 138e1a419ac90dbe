#include "model/edit/placementchecks.h"

#include "model/edit/edittext.h"

namespace drawbridge {

static bool isPlaceable(const QRect &rect)
{
    const QRect field(-FarthestPlacement, -FarthestPlacement, 2 * FarthestPlacement,
                      2 * FarthestPlacement);
    return rect.width() > 0 && rect.height() > 0 && field.contains(rect);
}

Result<void> placeIn(ThreatModel &model, const DiagramId &diagram,
                     const QList<Placement> &placements)
{
    const Diagram *found = model.diagrams.find(diagram);
    if (!found)
        return missingRecord("diagram", diagram);
    Diagram changed = *found;
    for (const Placement &placement : placements) {
        if (!model.elements.contains(ElementId(placement.record))
            && !model.boundaries.contains(BoundaryId(placement.record)))
            return missingRecord("element or trust boundary", placement.record);
        if (!isPlaceable(placement.rect))
            return Error {ErrorCode::InvalidInput,
                          QStringLiteral("'%1' cannot be placed there: too far out or no size")
                              .arg(placement.record.toString()),
                          {}};
        changed.place(placement.record, placement.rect);
    }
    model.diagrams.put(std::move(changed));
    return {};
}

} // namespace drawbridge
