#include "app/canvas/movedrecords.h"

#include "app/canvas/picturelookup.h"

namespace drawbridge {

QRectF MovedRecords::bounds() const
{
    QRectF all;
    for (const QRectF &rect : rects)
        all |= rect;
    return all;
}

QHash<IdText, QRectF> MovedRecords::movedBy(const QPointF &by) const
{
    QHash<IdText, QRectF> moved = rects;
    for (QRectF &rect : moved)
        rect.translate(by);
    return moved;
}

static bool standsInOneOf(const ThreatModel &model, const BoundaryId &innermost,
                          const QSet<BoundaryId> &boundaries)
{
    const QList<BoundaryId> chain = boundaryChain(model, innermost);
    return std::any_of(chain.begin(), chain.end(),
                       [&](const BoundaryId &id) { return boundaries.contains(id); });
}

MovedRecords movedWith(const DiagramScene &scene, const RecordReferences &selection)
{
    MovedRecords moved;
    QSet<BoundaryId> selected;
    for (const RecordReference &record : selection) {
        if (record.kind == RecordKind::Boundary)
            selected.insert(BoundaryId(record.id));
    }
    const ThreatModel &model = scene.model();
    for (const BoundaryPicture &boundary : scene.picture().boundaries) {
        const BoundaryId parent = model.boundaries.find(boundary.id)->parent;
        const bool within = standsInOneOf(model, parent, selected);
        if (!within && !selected.contains(boundary.id))
            continue;
        moved.rects.insert(boundary.id, boundary.rect);
        moved.boundaries.insert(boundary.id);
        if (!within)
            moved.outermost.append({RecordKind::Boundary, boundary.id});
    }
    for (const ElementPicture &element : scene.picture().elements) {
        const RecordReference record {RecordKind::Element, element.id};
        const bool within =
            standsInOneOf(model, shownBoundary(*model.elements.find(element.id)), selected);
        if (!within && !selection.contains(record))
            continue;
        moved.rects.insert(element.id, element.rect);
        if (!within)
            moved.outermost.append(record);
    }
    return moved;
}

BoundaryId boundaryBelow(const DiagramScene &scene, const MovedRecords &moved, const QRectF &rect)
{
    return scene.boundaryAt(rect.center(), moved.boundaries);
}

// Whether the record stands in that box already, as far as the diagram shows boxes at all.
static bool isShownIn(const DiagramScene &scene, const RecordReference &record,
                      const BoundaryId &box)
{
    const ThreatModel &model = scene.model();
    if (record.kind == RecordKind::Element) {
        const Element &element = *model.elements.find(ElementId(record.id));
        if (element.networks.contains(box))
            return true;
    }
    for (const BoundaryId &around : boundaryChain(model, shownBoundary(model, record))) {
        if (findBoundary(scene.picture(), around))
            return around == box;
    }
    return box.isEmpty();
}

QList<Membership> membershipsAfter(const DiagramScene &scene, const MovedRecords &moved,
                                   const QPointF &by)
{
    QList<Membership> memberships;
    for (const RecordReference &record : moved.outermost) {
        const QRectF before = moved.rects.value(record.id);
        const BoundaryId left = boundaryBelow(scene, moved, before);
        const BoundaryId entered = boundaryBelow(scene, moved, before.translated(by));
        if (left != entered && !isShownIn(scene, record, entered)
            && canPutInto(scene.model(), record, entered))
            memberships.append({record, entered});
    }
    return memberships;
}

QList<Placement> placementsAfter(const MovedRecords &moved, const QPointF &by)
{
    QList<Placement> placements;
    const QPoint shift = by.toPoint();
    for (auto it = moved.rects.begin(); it != moved.rects.end(); ++it)
        placements.append({it.key(), it.value().toRect().translated(shift)});
    std::sort(placements.begin(), placements.end(),
              [](const Placement &a, const Placement &b) { return a.record < b.record; });
    return placements;
}

} // namespace drawbridge
