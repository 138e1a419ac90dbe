#include "app/canvas/view/keyboardplace.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/items/diagramitem.h"
#include "model/edit/membership.h"

#include <algorithm>

namespace drawbridge {

static constexpr QSizeF ElementRoom(200, 112);

static QPointF startOf(const DiagramScene &scene, const QPointF &centre)
{
    const RecordReferences &selected = scene.selection();
    const DiagramItem *item = selected.size() == 1 && selected.first().kind == RecordKind::Boundary
        ? scene.itemOf(selected.first())
        : nullptr;
    return item ? item->recordRect().center() : centre;
}

static bool hasElement(const DiagramScene &scene, const QRectF &area)
{
    const QList<ElementPicture> &elements = scene.picture().elements;
    return std::any_of(elements.begin(), elements.end(), [&](const ElementPicture &element) {
        return element.rect.intersects(area);
    });
}

QPointF freePlace(const DiagramScene &scene, const QPointF &centre)
{
    constexpr int MostSteps = 60;
    const QPointF start = startOf(scene, centre);
    for (int distance = 0; distance < MostSteps; ++distance) {
        for (int row = 0; row <= distance; ++row) {
            const QPointF at =
                start + QPointF((distance - row) * ElementRoom.width(), row * ElementRoom.height());
            const QRectF area(at - QPointF(ElementRoom.width(), ElementRoom.height()) / 2,
                              ElementRoom);
            if (!hasElement(scene, area))
                return at;
        }
    }
    return start;
}

QRectF boundaryPlace(const DiagramScene &scene, const QPointF &centre)
{
    constexpr QMarginsF Room(32, 48, 32, 32);
    constexpr QMarginsF Rim(4, 4, 4, 4);
    constexpr QSizeF UsualSize(320, 240);
    QRectF around;
    BoundaryId outerId;
    for (const RecordReference &record : scene.selection()) {
        const DiagramItem *item = scene.itemOf(record);
        const bool isBox =
            record.kind == RecordKind::Element || record.kind == RecordKind::Boundary;
        if (!item || !isBox)
            continue;
        if (around.isEmpty())
            outerId = shownBoundary(scene.model(), record);
        around = around.united(item->recordRect());
    }
    if (around.isEmpty())
        return {centre - QPointF(UsualSize.width(), UsualSize.height()) / 2, UsualSize};
    // What is selected is in a boundary already: the new one goes into that, and no further.
    const DiagramItem *outer = scene.itemOf({RecordKind::Boundary, outerId});
    const QRectF area = around.marginsAdded(Room);
    return outer ? area.intersected(outer->recordRect().marginsRemoved(Rim)) : area;
}

} // namespace drawbridge
