#pragma once

#include "app/canvas/movedrecords.h"
#include "app/canvas/tools/canvastool.h"

namespace drawbridge {

// Drags the selection: snaps, shows guides and the boundary that would take it in, moves at the
// end. Alt switches snapping off.
class MoveGesture final : public Gesture
{
public:
    MoveGesture(DiagramScene &scene, const RecordReference &grabbed, const PointerEvent &start);

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override;

private:
    QPointF shiftFor(const PointerEvent &event, QList<QLineF> *guides) const;

    DiagramScene &m_scene;
    MovedRecords m_moved;
    QRectF m_grabbedRect;
    QList<QRectF> m_others;
    QPointF m_start;
    bool m_started = false;
};

} // namespace drawbridge
