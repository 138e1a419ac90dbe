#include "app/canvas/tools/addelementtool.h"

#include "app/canvas/diagramcommands.h"
#include "app/canvas/diagramscene.h"

namespace drawbridge {

void AddElementTool::hover(const PointerEvent &event)
{
    scene().setDropTarget(scene().boundaryAt(event.scene));
}

std::unique_ptr<Gesture> AddElementTool::press(const PointerEvent &event)
{
    scene().setDropTarget({});
    if (addFromTemplate(scene(), host().elementTemplate(), event.scene)
        && !(event.modifiers & Qt::ShiftModifier))
        host().endAdding();
    return nullptr;
}

} // namespace drawbridge
