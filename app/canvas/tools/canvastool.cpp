#include "app/canvas/tools/canvastool.h"

#include "app/canvas/diagramscene.h"

namespace drawbridge {

void CanvasTool::hover(const PointerEvent &event)
{
    scene().setHovered(scene().recordAt(event.scene, event.tolerance));
}

} // namespace drawbridge
