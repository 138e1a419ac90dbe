#include "app/canvas/tools/rubberband.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/items/overlayitem.h"

namespace drawbridge {

RubberBand::RubberBand(DiagramScene &scene, const PointerEvent &start)
    : m_scene(scene)
    , m_start(start.scene)
    , m_before(scene.selection())
    , m_adds(start.modifiers & (Qt::ShiftModifier | Qt::ControlModifier))
{
}

void RubberBand::move(const PointerEvent &event)
{
    const QRectF area = QRectF(m_start, event.scene).normalized();
    if (!m_drawn && area.width() < event.tolerance && area.height() < event.tolerance)
        return;
    m_drawn = true;
    const Theme &theme = m_scene.theme();
    QColor tint = theme.accent.base;
    tint.setAlphaF(0.08F);
    DrawList list;
    list.rect(area, 2, {tint, {theme.accent.base, theme.metrics.hairline, {}, false}});
    m_scene.overlay().show(std::move(list), area);
    m_scene.select((m_adds ? m_before : RecordReferences()) + m_scene.recordsIn(area));
}

void RubberBand::finish(const PointerEvent &event)
{
    m_scene.overlay().clear();
    if (m_drawn)
        return;
    const BoundaryId below = m_scene.boundaryAt(event.scene);
    RecordReferences clicked;
    if (!below.isEmpty())
        clicked.append({RecordKind::Boundary, below});
    m_scene.select((m_adds ? m_before : RecordReferences()) + clicked);
}

void RubberBand::cancel()
{
    m_scene.overlay().clear();
    m_scene.select(m_before);
}

} // namespace drawbridge
