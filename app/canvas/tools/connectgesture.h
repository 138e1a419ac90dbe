#pragma once

#include "app/canvas/tools/canvastool.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Draws a line from an element to the pointer and connects it with the element it is dropped on;
// dropped on an interface's row, the flow ends there.
class ConnectGesture final : public Gesture
{
public:
    ConnectGesture(DiagramScene &scene, const ElementId &source, const QPointF &from);

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override;

private:
    DiagramScene &m_scene;
    ElementId m_source;
    QPointF m_from;
    bool m_leftSource = false;
};

// The line that a flow will take, with its arrow.
void showConnection(DiagramScene &scene, const QPointF &from, const QPointF &to);

} // namespace drawbridge
