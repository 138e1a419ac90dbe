#include "app/canvas/tools/addboundarytool.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/elementtemplate.h"
#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/items/overlayitem.h"
#include "model/edit/addboundaryedit.h"

#include <cmath>

namespace drawbridge {

namespace {

class DrawBoundaryGesture final : public Gesture
{
public:
    DrawBoundaryGesture(ToolHost &host, const PointerEvent &start)
        : m_host(host)
        , m_scene(host.diagramScene())
        , m_start(start.scene)
    {
    }

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override { m_scene.overlay().clear(); }

private:
    QRect areaTo(const QPointF &at) const;
    RecordReferences membersOf(const QRect &area, const BoundaryId &parent) const;

    ToolHost &m_host;
    DiagramScene &m_scene;
    QPointF m_start;
};

int downToGrid(double value)
{
    return static_cast<int>(std::floor(value / CanvasGrid)) * CanvasGrid;
}

int upToGrid(double value)
{
    return static_cast<int>(std::ceil(value / CanvasGrid)) * CanvasGrid;
}

QRect DrawBoundaryGesture::areaTo(const QPointF &at) const
{
    const QRectF drawn = QRectF(m_start, at).normalized();
    const QPoint corner(downToGrid(drawn.left()), downToGrid(drawn.top()));
    return {corner,
            QSize(upToGrid(drawn.right()) - corner.x(), upToGrid(drawn.bottom()) - corner.y())};
}

void DrawBoundaryGesture::move(const PointerEvent &event)
{
    const QRectF area = areaTo(event.scene);
    BoundaryLook look;
    look.kind = m_host.elementTemplate().boundaryKind;
    look.title = m_host.elementTemplate().name;
    m_scene.overlay().show(drawBoundary(look, area, m_scene.theme()), area);
}

// Only what stood beside the new boundary: who is deeper in something else stays there.
RecordReferences DrawBoundaryGesture::membersOf(const QRect &area, const BoundaryId &parent) const
{
    RecordReferences members;
    for (const RecordReference &record : m_scene.recordsIn(area)) {
        const bool box = record.kind == RecordKind::Element || record.kind == RecordKind::Boundary;
        if (box && shownBoundary(m_scene.model(), record) == parent)
            members.append(record);
    }
    return members;
}

void DrawBoundaryGesture::finish(const PointerEvent &event)
{
    cancel();
    QRect area = areaTo(event.scene);
    // A click instead of a drag: a boundary of a usual size.
    if (area.width() < 48 || area.height() < 48)
        area = QRect(area.topLeft(), QSize(320, 240));
    const ElementTemplate &added = m_host.elementTemplate();
    const BoundaryId id(m_scene.document().ids().next('b'));
    const BoundaryId parent = m_scene.boundaryAt(m_start);
    const bool done =
        m_scene.carryOut(addBoundary(m_scene.model(), id,
                                     {added.boundaryKind, added.name, parent, m_scene.diagramId(),
                                      area, membersOf(area, parent)}));
    if (!done)
        return;
    m_scene.select({{RecordKind::Boundary, id}});
    if (!(event.modifiers & Qt::ShiftModifier))
        m_host.endAdding();
}

} // namespace

std::unique_ptr<Gesture> AddBoundaryTool::press(const PointerEvent &event)
{
    return std::make_unique<DrawBoundaryGesture>(host(), event);
}

} // namespace drawbridge
