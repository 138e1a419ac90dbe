#include "app/canvas/tools/connecttool.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/tools/connectgesture.h"

namespace drawbridge {

std::unique_ptr<Gesture> ConnectTool::press(const PointerEvent &event)
{
    const ElementItem *source = scene().elementAt(event.scene, event.tolerance);
    if (!source)
        return nullptr;
    return std::make_unique<ConnectGesture>(scene(), ElementId(source->record().id));
}

} // namespace drawbridge
