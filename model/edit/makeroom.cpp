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

// Opens a horizontal strip of the diagram: what begins below moves down, boxes across it grow.
static void openRow(Diagram &diagram, const ThreatModel &model, int y, int height)
{
    for (Placement &placement : diagram.placements) {
        QRect &rect = placement.rect;
        if (rect.y() >= y)
            rect.translate(0, height);
        else if (rect.y() + rect.height() > y
                 && model.boundaries.contains(BoundaryId(placement.record)))
            rect.setHeight(rect.height() + height);
    }
    for (Route &route : diagram.routes) {
        for (QPoint &bend : route.bends)
            bend.ry() += bend.y() >= y ? height : 0;
    }
}

static void openColumn(Diagram &diagram, const ThreatModel &model, int x, int width)
{
    for (Placement &placement : diagram.placements) {
        QRect &rect = placement.rect;
        if (rect.x() >= x)
            rect.translate(width, 0);
        else if (rect.x() + rect.width() > x
                 && model.boundaries.contains(BoundaryId(placement.record)))
            rect.setWidth(rect.width() + width);
    }
    for (Route &route : diagram.routes) {
        for (QPoint &bend : route.bends)
            bend.rx() += bend.x() >= x ? width : 0;
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
        openRow(diagram, model, end, missingHeight);
    if (missingWidth > 0)
        openColumn(diagram, model, box.x() + box.width() - 1, missingWidth);
    placeAll(diagram, group, QPoint(box.x() + RoomPadding, end + RoomPadding) - needed.topLeft());
}

} // namespace drawbridge
