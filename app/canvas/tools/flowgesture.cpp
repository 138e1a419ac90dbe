#include "app/canvas/tools/flowgesture.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"
#include "app/canvas/items/overlayitem.h"
#include "model/edit/reconnectflowedit.h"
#include "model/edit/setrouteedit.h"

#include <QLineF>

#include <cmath>

namespace drawbridge {

qsizetype routePointAt(const QPolygonF &route, const QPointF &at, double tolerance)
{
    for (qsizetype i = 0; i < route.size(); ++i) {
        if (QLineF(route[i], at).length() <= tolerance)
            return i;
    }
    return -1;
}

FlowGesture::FlowGesture(DiagramScene &scene, const FlowId &flow, qsizetype point)
    : m_scene(scene)
    , m_flow(flow)
    , m_point(point)
    , m_route(scene.flowItem(flow)->shapeOfFlow().route)
{
}

static QPointF gridPoint(const QPointF &at)
{
    return {std::round(at.x() / CanvasGrid) * CanvasGrid,
            std::round(at.y() / CanvasGrid) * CanvasGrid};
}

void FlowGesture::move(const PointerEvent &event)
{
    m_moved = true;
    QPolygonF route = m_route;
    route[m_point] = isEnd() ? event.scene : gridPoint(event.scene);
    const Theme &theme = m_scene.theme();
    DrawList list;
    list.polyline(
        route, 8,
        {theme.accent.base, theme.metrics.selectionLine, theme.metrics.inferredDash, false});
    m_scene.overlay().show(std::move(list), route.boundingRect());
    if (!isEnd())
        return;
    const ElementItem *target = m_scene.elementAt(event.scene, event.tolerance);
    m_scene.setHovered(target ? target->record() : RecordReference {RecordKind::Project, {}});
}

void FlowGesture::finish(const PointerEvent &event)
{
    cancel();
    if (!m_moved)
        return;
    if (isEnd()) {
        reconnect(event);
        return;
    }
    QList<QPoint> bends;
    for (qsizetype i = 1; i + 1 < m_route.size(); ++i)
        bends.append((i == m_point ? gridPoint(event.scene) : m_route[i]).toPoint());
    const QPointF before = m_route[m_point - 1];
    const QPointF after = m_route[m_point + 1];
    const QLineF straight(before, after);
    const double detour = QLineF(before, event.scene).length() + QLineF(event.scene, after).length()
        - straight.length();
    if (detour < 2)
        bends.removeAt(m_point - 1);
    m_scene.carryOut(setRoute(m_scene.model(), m_scene.diagramId(), m_flow, bends));
}

void FlowGesture::reconnect(const PointerEvent &event)
{
    const ElementItem *dropped = m_scene.elementAt(event.scene, event.tolerance);
    const DataFlow *flow = m_scene.model().flows.find(m_flow);
    if (!dropped || !flow)
        return;
    FlowEnds ends {flow->source, flow->target, flow->interface};
    if (m_point == 0) {
        ends.source = ElementId(dropped->record().id);
    } else {
        ends.target = ElementId(dropped->record().id);
        ends.interface = dropped->interfaceAt(event.scene);
    }
    m_scene.carryOut(reconnectFlow(m_scene.model(), m_flow, ends));
}

void FlowGesture::cancel()
{
    m_scene.overlay().clear();
    m_scene.setHovered({RecordKind::Project, {}});
}

} // namespace drawbridge
