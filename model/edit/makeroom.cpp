#include "model/edit/makeroom.h"

#include "model/edit/membership.h"

#include <algorithm>

namespace drawbridge {

// The look's padding of a box, its title line, and the least gap between boxes.
static constexpr int RoomPadding = 16;
static constexpr int RoomTitle = 32;
static constexpr int RoomGap = 48;

static QRect boundsOf(const QList<Placement> &placements)
{
    QRect bounds;
    for (const Placement &placement : placements)
        bounds |= placement.rect;
    return bounds;
}

// Opens a strip across the diagram: what begins beyond `from` moves on by `by`, and so does the far
// side of the grown box, of those around it and of those that hold something that moves.
static void openStrip(Diagram &diagram, const ThreatModel &model, const QRect &grown,
                      Qt::Orientation across, int from, int by)
{
    const bool isRow = across == Qt::Horizontal;
    const auto moves = [&](const QPoint &point) { return (isRow ? point.y() : point.x()) >= from; };
    const QPoint shift = isRow ? QPoint(0, by) : QPoint(by, 0);
    const QList<Placement> before = diagram.placements;
    const auto holdsMoving = [&](const QRect &box) {
        return box.contains(grown)
            || std::any_of(before.cbegin(), before.cend(), [&](const Placement &placement) {
                   return moves(placement.rect.topLeft()) && box.contains(placement.rect);
               });
    };
    for (Placement &placement : diagram.placements) {
        if (moves(placement.rect.topLeft()))
            placement.rect.translate(shift);
        else if (model.boundaries.contains(BoundaryId(placement.record))
                 && holdsMoving(placement.rect))
            placement.rect.setSize(placement.rect.size() + QSize(shift.x(), shift.y()));
    }
    for (Route &route : diagram.routes) {
        for (QPoint &bend : route.bends)
            bend += moves(bend) ? shift : QPoint();
    }
}

// Where the contents of a box end; below its title when it is empty.
static int contentEnd(const Diagram &diagram, const ThreatModel &model, const BoundaryId &host,
                      const QRect &box)
{
    int end = box.y() + RoomTitle;
    for (const Placement &placement : diagram.placements) {
        const Element *element = model.elements.find(ElementId(placement.record));
        const TrustBoundary *boundary = model.boundaries.find(BoundaryId(placement.record));
        const bool inside = (element && liesWithin(model, shownBoundary(*element), host))
            || (boundary && boundary->id != host && liesWithin(model, boundary->id, host));
        if (inside && box.contains(placement.rect))
            end = std::max(end, placement.rect.y() + placement.rect.height());
    }
    return end;
}

static void placeAll(Diagram &diagram, const QList<Placement> &group, const QPoint &shift)
{
    for (const Placement &placement : group)
        diagram.place(placement.record, placement.rect.translated(shift));
}

void makeRoom(Diagram &diagram, const ThreatModel &model, const BoundaryId &host,
              const QList<Placement> &group)
{
    const QRect needed = boundsOf(group);
    if (needed.isEmpty())
        return;
    const Placement *placed = diagram.placement(host);
    if (!placed) {
        const QRect all = boundsOf(diagram.placements);
        const QPoint corner =
            all.isEmpty() ? QPoint() : QPoint(all.x(), all.y() + all.height() + RoomGap);
        placeAll(diagram, group, corner - needed.topLeft());
        return;
    }
    const QRect box = placed->rect;
    const int end = contentEnd(diagram, model, host, box);
    const int missingHeight =
        end + RoomPadding + needed.height() + RoomPadding - box.y() - box.height();
    const int missingWidth = needed.width() + 2 * RoomPadding - box.width();
    if (missingHeight > 0)
        openStrip(diagram, model, box, Qt::Horizontal, end, missingHeight);
    if (missingWidth > 0)
        openStrip(diagram, model, diagram.placement(host)->rect, Qt::Vertical,
                  box.x() + box.width() - 1, missingWidth);
    placeAll(diagram, group, QPoint(box.x() + RoomPadding, end + RoomPadding) - needed.topLeft());
}

} // namespace drawbridge
