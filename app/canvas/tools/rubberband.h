#pragma once

#include "app/canvas/tools/canvastool.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Selects what lies wholly in the area that is drawn. Without a drag it is a click: it selects the
// boundary below, or nothing. With Shift or Ctrl it adds to the selection.
class RubberBand final : public Gesture
{
public:
    RubberBand(DiagramScene &scene, const PointerEvent &start);

    void move(const PointerEvent &event) override;
    void finish(const PointerEvent &event) override;
    void cancel() override;

private:
    DiagramScene &m_scene;
    QPointF m_start;
    RecordReferences m_before;
    bool m_adds;
    bool m_drawn = false;
};

} // namespace drawbridge
