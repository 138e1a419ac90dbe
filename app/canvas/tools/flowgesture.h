#pragma once

#include "app/canvas/tools/canvastool.h"

#include <QPolygonF>

namespace drawbridge {

// Drags a point of a selected flow: its ends to other elements, a bend to another place. A bend put
// back onto the straight line goes.
class FlowGesture final : public Gesture
{
public:
    // `point` counts along the flow's route, ends included.
    FlowGesture(DiagramScene &scene, const FlowId &flow, qsizetype point);

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override;

private:
    bool isEnd() const { return m_point == 0 || m_point == m_route.size() - 1; }
    void reconnect(const PointerEvent &event);

    DiagramScene &m_scene;
    FlowId m_flow;
    qsizetype m_point;
    QPolygonF m_route;
    bool m_moved = false;
};

// The point of a flow's route that is near, or -1.
qsizetype routePointAt(const QPolygonF &route, const QPointF &at, double tolerance);

} // namespace drawbridge
