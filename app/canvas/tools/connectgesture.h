#pragma once

#include "app/canvas/tools/canvastool.h"
#include "model/edit/recordreference.h"

#include <QRectF>

#include <optional>

namespace drawbridge {

// Draws a line from an element to the pointer and connects it with the element it is dropped on;
// dropped on an interface's row, the flow ends there.
class ConnectGesture final : public Gesture
{
public:
    ConnectGesture(DiagramScene &scene, const ElementId &source,
                   const std::optional<QPointF> &handle = {});

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override;

private:
    QPointF startTowards(const QPointF &to) const;

    DiagramScene &m_scene;
    ElementId m_source;
    // The handle where it began; null when it began on the element itself.
    std::optional<QPointF> m_handle;
    bool m_leftSource = false;
};

// Where the line from a box's middle to a point leaves the box.
QPointF edgeTowards(const QRectF &box, const QPointF &to);
// The line that a flow will take, with its arrow.
void showConnection(DiagramScene &scene, const QPointF &from, const QPointF &to);

} // namespace drawbridge
