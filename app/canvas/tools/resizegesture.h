#pragma once

#include "app/canvas/handles.h"
#include "app/canvas/tools/canvastool.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Drags a handle of a selected element or boundary.
class ResizeGesture final : public Gesture
{
public:
    ResizeGesture(DiagramScene &scene, const RecordReference &record, HandleEdges edges,
                  const PointerEvent &start);

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override;

private:
    QRect rectFor(const PointerEvent &event) const;

    DiagramScene &m_scene;
    RecordReference m_record;
    HandleEdges m_edges;
    QRect m_rect;
    QSize m_least;
    QPointF m_start;
};

} // namespace drawbridge
