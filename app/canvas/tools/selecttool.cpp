#include "app/canvas/tools/selecttool.h"

#include "app/canvas/diagramscene.h"
#include "app/canvas/handles.h"
#include "app/canvas/items/boundaryitem.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"
#include "app/canvas/tools/connectgesture.h"
#include "app/canvas/tools/flowgesture.h"
#include "app/canvas/tools/movegesture.h"
#include "app/canvas/tools/resizegesture.h"
#include "app/canvas/tools/rubberband.h"

namespace drawbridge {

// The only selected box and the handle of it that is near.
struct PressedHandle
{
    RecordReference record;
    HandleEdges edges;
};

static std::optional<PressedHandle> resizeHandleAt(const DiagramScene &scene,
                                                   const PointerEvent &event)
{
    if (scene.selection().size() != 1)
        return std::nullopt;
    const RecordReference record = scene.selection().first();
    const DiagramItem *item = scene.itemOf(record);
    if (!item || (record.kind != RecordKind::Element && record.kind != RecordKind::Boundary))
        return std::nullopt;
    const bool withPorts = record.kind == RecordKind::Element
        && !static_cast<const ElementItem *>(item)->look().interfaces.isEmpty();
    const auto edges = handleAt(item->recordRect(), event.scene, event.tolerance, withPorts);
    if (!edges)
        return std::nullopt;
    return PressedHandle {record, *edges};
}

struct PressedFlowHandle
{
    ElementId element;
    QPointF at;
};

static std::optional<PressedFlowHandle> flowHandleNear(const DiagramScene &scene,
                                                       const PointerEvent &event)
{
    const RecordReference record = scene.hovered();
    if (record.kind != RecordKind::Element || scene.isSelected(record))
        return std::nullopt;
    const ElementItem *item = scene.elementItem(ElementId(record.id));
    const auto at =
        item ? flowHandleAt(item->recordRect(), event.scene, event.tolerance + 2) : std::nullopt;
    if (!at)
        return std::nullopt;
    return PressedFlowHandle {ElementId(record.id), *at};
}

void SelectTool::hover(const PointerEvent &event)
{
    m_cursor = Qt::ArrowCursor;
    if (const auto handle = resizeHandleAt(scene(), event)) {
        m_cursor = cursorFor(handle->edges);
        return;
    }
    if (flowHandleNear(scene(), event)) {
        m_cursor = Qt::CrossCursor;
        return;
    }
    const RecordReference record = scene().recordAt(event.scene, event.tolerance);
    // The handles stand off the element: leaving it by a little keeps them.
    const ElementItem *near =
        record.kind == RecordKind::Element ? nullptr : scene().elementAt(event.scene, 10);
    scene().setHovered(near && near->record() == scene().hovered() ? near->record() : record);
    if (record.kind == RecordKind::Element && scene().isSelected(record))
        m_cursor = Qt::SizeAllCursor;
}

// A point of the selected flow goes before the handles of the element that it ends at.
std::unique_ptr<Gesture> SelectTool::pressHandle(const PointerEvent &event)
{
    if (const auto handle = resizeHandleAt(scene(), event))
        return std::make_unique<ResizeGesture>(scene(), handle->record, handle->edges, event);
    const RecordReference focus = scene().focusRecord();
    const FlowItem *flow = scene().selection().size() == 1 && focus.kind == RecordKind::Flow
        ? scene().flowItem(FlowId(focus.id))
        : nullptr;
    const qsizetype point =
        flow ? routePointAt(flow->shapeOfFlow().route, event.scene, event.tolerance + 2) : -1;
    if (point >= 0)
        return std::make_unique<FlowGesture>(scene(), FlowId(focus.id), point);
    if (const auto handle = flowHandleNear(scene(), event))
        return std::make_unique<ConnectGesture>(scene(), handle->element, handle->at);
    return nullptr;
}

bool SelectTool::pressBubble(const PointerEvent &event)
{
    const Metrics &metrics = scene().theme().metrics;
    for (QGraphicsItem *candidate : scene().items(event.scene)) {
        const auto *item = qgraphicsitem_cast<DiagramItem *>(candidate);
        QRectF bubble;
        if (item && item->record().kind == RecordKind::Element) {
            const ElementLook &look = static_cast<const ElementItem *>(item)->look();
            bubble = bubbleRect(item->recordRect(), look.threats, look.selected, look.outOfScope,
                                metrics);
        } else if (item && item->record().kind == RecordKind::Boundary) {
            bubble = boundaryBubbleRect(item->recordRect(),
                                        static_cast<const BoundaryItem *>(item)->look(), metrics);
        }
        if (bubble.contains(event.scene)) {
            scene().select({item->record()});
            host().requestThreats(item->record());
            return true;
        }
    }
    return false;
}

std::unique_ptr<Gesture> SelectTool::pressRecord(const RecordReference &record,
                                                 const PointerEvent &event)
{
    if (event.modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        RecordReferences selection = scene().selection();
        if (!selection.removeOne(record))
            selection.append(record);
        scene().select(selection);
        if (!scene().isSelected(record))
            return nullptr;
    } else if (!scene().isSelected(record)) {
        scene().select({record});
    }
    if (record.kind == RecordKind::Flow)
        return nullptr;
    return std::make_unique<MoveGesture>(scene(), record, event);
}

std::unique_ptr<Gesture> SelectTool::press(const PointerEvent &event)
{
    if (pressBubble(event))
        return nullptr;
    if (auto gesture = pressHandle(event))
        return gesture;
    const RecordReference record = scene().recordAt(event.scene, event.tolerance);
    if (record.kind == RecordKind::Project)
        return std::make_unique<RubberBand>(scene(), event);
    return pressRecord(record, event);
}

} // namespace drawbridge
