#include "app/canvas/tools/resizegesture.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/items/diagramitem.h"
#include "app/canvas/picturelookup.h"
#include "model/edit/moveplacementsedit.h"

namespace drawbridge {

static QSize leastSize(const DiagramScene &scene, const RecordReference &record)
{
    if (record.kind == RecordKind::Boundary)
        return {96, 64};
    const ElementPicture *element = findElement(scene.picture(), record.id);
    const QSize natural = element ? elementSize(element->look, scene.theme().metrics) : QSize();
    // Long names are elided: an element may be narrower than its name, not lower than its rows.
    return {std::min(natural.width(), 120), natural.height()};
}

ResizeGesture::ResizeGesture(DiagramScene &scene, const RecordReference &record, HandleEdges edges,
                             const PointerEvent &start)
    : m_scene(scene)
    , m_record(record)
    , m_edges(edges)
    , m_rect(scene.itemOf(record)->recordRect().toRect())
    , m_least(leastSize(scene, record))
    , m_start(start.scene)
{
}

QRect ResizeGesture::rectFor(const PointerEvent &event) const
{
    const int grid = event.modifiers & Qt::AltModifier ? 1 : CanvasGrid;
    return resized(m_rect, m_edges, (event.scene - m_start).toPoint(), m_least, grid);
}

void ResizeGesture::move(const PointerEvent &event)
{
    m_scene.setPreview({{m_record.id, QRectF(rectFor(event))}});
}

void ResizeGesture::finish(const PointerEvent &event)
{
    const QRect rect = rectFor(event);
    cancel();
    if ((event.scene - m_start).manhattanLength() < 1 || rect == m_rect)
        return;
    m_scene.carryOut(movePlacements(m_scene.model(), m_scene.diagramId(), {{m_record.id, rect}}));
}

void ResizeGesture::cancel()
{
    m_scene.clearPreview();
}

} // namespace drawbridge
