#include "app/canvas/tools/movegesture.h"

#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/items/diagramitem.h"
#include "app/canvas/items/overlayitem.h"
#include "model/edit/moveplacementsedit.h"

#include <QLineF>

namespace drawbridge {

MoveGesture::MoveGesture(DiagramScene &scene, const RecordReference &grabbed,
                         const PointerEvent &start)
    : m_scene(scene)
    , m_moved(movedWith(scene, scene.selection()))
    , m_grabbedRect(m_moved.rects.value(grabbed.id))
    , m_start(start.scene)
{
    // Guides of boxes far away would only pull at random.
    constexpr double Reach = 1200;
    const QRectF near = m_grabbedRect.adjusted(-Reach, -Reach, Reach, Reach);
    for (const ElementPicture &element : scene.picture().elements) {
        if (!m_moved.rects.contains(element.id) && near.intersects(element.rect))
            m_others.append(element.rect);
    }
}

QPointF MoveGesture::shiftFor(const PointerEvent &event, QList<QLineF> *guides) const
{
    const QPointF by = event.scene - m_start;
    if (event.modifiers & Qt::AltModifier)
        return by.toPoint();
    const SnappedMove snapped =
        snapMove(m_grabbedRect, by, m_others, std::min(event.tolerance, 6.0));
    if (guides)
        *guides = snapped.guides;
    return snapped.by;
}

void MoveGesture::move(const PointerEvent &event)
{
    // A click with a shaking hand is no move.
    if (!m_started && QLineF(event.scene, m_start).length() < event.tolerance)
        return;
    m_started = true;
    if (m_moved.isEmpty())
        return;
    QList<QLineF> guides;
    const QPointF by = shiftFor(event, &guides);
    m_scene.setPreview(m_moved.movedBy(by));
    const QList<Membership> memberships = membershipsAfter(m_scene, m_moved, by);
    m_scene.setDropTarget(memberships.isEmpty() ? BoundaryId() : memberships.first().boundary);
    QRectF covered;
    for (const QLineF &guide : std::as_const(guides))
        covered |= QRectF(guide.p1(), guide.p2()).normalized().adjusted(-1, -1, 1, 1);
    m_scene.overlay().show(drawGuides(guides, m_scene.theme()), covered);
}

void MoveGesture::finish(const PointerEvent &event)
{
    const bool moved = m_started && !m_moved.isEmpty();
    const QPointF by = moved ? shiftFor(event, nullptr) : QPointF();
    const QList<Membership> memberships =
        moved ? membershipsAfter(m_scene, m_moved, by) : QList<Membership>();
    cancel();
    if (!moved || by.isNull())
        return;
    m_scene.carryOut(movePlacements(m_scene.model(), m_scene.diagramId(),
                                    placementsAfter(m_moved, by), memberships));
}

void MoveGesture::cancel()
{
    m_scene.overlay().clear();
    m_scene.setDropTarget({});
    m_scene.clearPreview();
}

} // namespace drawbridge
