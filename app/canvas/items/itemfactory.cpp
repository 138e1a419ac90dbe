#include "app/canvas/items/itemfactory.h"

#include "app/canvas/items/boundaryitem.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"

namespace drawbridge {

std::unique_ptr<DiagramItem> makeItem(const RecordReference &record)
{
    switch (record.kind) {
    case RecordKind::Element:
        return std::make_unique<ElementItem>(ElementId(record.id));
    case RecordKind::Flow:
        return std::make_unique<FlowItem>(FlowId(record.id));
    case RecordKind::Boundary:
        return std::make_unique<BoundaryItem>(BoundaryId(record.id));
    default:
        return nullptr;
    }
}

} // namespace drawbridge
