#include "app/canvas/tools/canvastool.h"

#include "app/canvas/diagramview.h"

namespace drawbridge {

DiagramScene &CanvasTool::scene() const
{
    return m_view.diagramScene();
}

void CanvasTool::hover(const PointerEvent &event)
{
    scene().setHovered(scene().recordAt(event.scene, event.tolerance));
}

} // namespace drawbridge
