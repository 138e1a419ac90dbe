#include "app/canvas/tools/connectgesture.h"

#include "app/canvas/diagramcommands.h"
#include "app/canvas/diagramscene.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/overlayitem.h"

#include <QLineF>

#include <cmath>

namespace drawbridge {

QPointF edgeTowards(const QRectF &box, const QPointF &to)
{
    const QPointF middle = box.center();
    const QPointF way = to - middle;
    const double across = way.x() == 0 ? 2 : box.width() / 2 / std::abs(way.x());
    const double down = way.y() == 0 ? 2 : box.height() / 2 / std::abs(way.y());
    return middle + way * std::min({across, down, 1.0});
}

void showConnection(DiagramScene &scene, const QPointF &from, const QPointF &to)
{
    const Theme &theme = scene.theme();
    DrawList list;
    const QLineF line(from, to);
    list.line(from, to,
              {theme.accent.base, theme.metrics.selectionLine, theme.metrics.inferredDash, false});
    if (line.length() > theme.metrics.arrow) {
        const QPointF along = (from - to) / line.length() * theme.metrics.arrow;
        const QPointF across(-along.y() / 2, along.x() / 2);
        list.polygon({to, to + along + across, to + along - across}, {theme.accent.base});
    }
    list.circle(from, 3, {theme.accent.base});
    scene.overlay().show(std::move(list), QRectF(from, to).normalized());
}

ConnectGesture::ConnectGesture(DiagramScene &scene, const ElementId &source,
                               const std::optional<QPointF> &handle)
    : m_scene(scene)
    , m_source(source)
    , m_handle(handle)
{
}

QPointF ConnectGesture::startTowards(const QPointF &to) const
{
    const ElementItem *source = m_scene.elementItem(m_source);
    return m_handle || !source ? m_handle.value_or(to) : edgeTowards(source->recordRect(), to);
}

void ConnectGesture::move(const PointerEvent &event)
{
    const ElementItem *target = m_scene.elementAt(event.scene, event.tolerance);
    const bool overSource = target && target->record().id == m_source;
    m_leftSource = m_leftSource || !overSource;
    m_scene.setHovered(target && (!overSource || m_leftSource)
                           ? target->record()
                           : RecordReference {RecordKind::Project, {}});
    showConnection(m_scene, startTowards(event.scene), event.scene);
}

void ConnectGesture::finish(const PointerEvent &event)
{
    const ElementItem *target = m_scene.elementAt(event.scene, event.tolerance);
    const ElementId id = target ? ElementId(target->record().id) : ElementId();
    const InterfaceId interface = target ? target->interfaceAt(event.scene) : InterfaceId();
    cancel();
    // A press and release on the same element is no loop; coming back to it is.
    if (id.isEmpty() || (id == m_source && !m_leftSource))
        return;
    connectElements(m_scene, m_source, id, interface);
}

void ConnectGesture::cancel()
{
    m_scene.overlay().clear();
    m_scene.setHovered({RecordKind::Project, {}});
}

} // namespace drawbridge
