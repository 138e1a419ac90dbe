#include "app/canvas/tools/addelementtool.h"

#include "app/canvas/diagramcommands.h"
#include "app/canvas/diagramview.h"

namespace drawbridge {

void AddElementTool::hover(const PointerEvent &event)
{
    scene().setDropTarget(scene().boundaryAt(event.scene));
}

std::unique_ptr<Gesture> AddElementTool::press(const PointerEvent &event)
{
    scene().setDropTarget({});
    if (addFromTemplate(scene(), view().elementTemplate(), event.scene)
        && !(event.modifiers & Qt::ShiftModifier))
        view().setTool(CanvasToolKind::Select);
    return nullptr;
}

} // namespace drawbridge
