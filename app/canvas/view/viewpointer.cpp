// What a diagram's view does with mouse, wheel, touchpad and drag-and-drop.

#include "app/canvas/diagramcommands.h"
#include "app/canvas/items/boundaryitem.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"
#include "app/canvas/view/diagramview.h"
#include "app/canvas/view/nameeditor.h"
#include "model/core/names.h"

#include <QGestureEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPinchGesture>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace drawbridge {

// In pixels of the screen, whatever the zoom.
static constexpr double NearPixels = 6;

PointerEvent DiagramView::pointerEvent(const QPointF &position,
                                       Qt::KeyboardModifiers modifiers) const
{
    const QPointF scene = viewportTransform().inverted().map(position);
    return {scene, modifiers, NearPixels / zoom()};
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld)) {
        beginPan(event->position().toPoint());
        return;
    }
    if (event->button() != Qt::LeftButton || m_panning)
        return;
    cancelGesture();
    const PointerEvent pointer = pointerEvent(event->position(), event->modifiers());
    currentTool().hover(pointer);
    m_gesture = currentTool().press(pointer);
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_panning) {
        panTo(event->position().toPoint());
        return;
    }
    const PointerEvent pointer = pointerEvent(event->position(), event->modifiers());
    if (m_gesture) {
        m_gesture->move(pointer);
        return;
    }
    if (event->buttons() == Qt::NoButton && !m_keyboardConnect)
        currentTool().hover(pointer);
    updateCursor();
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_panning && (event->button() == Qt::MiddleButton || event->button() == Qt::LeftButton)) {
        endPan();
        return;
    }
    if (event->button() != Qt::LeftButton || !m_gesture)
        return;
    // Out of the member first: what it does may begin something else.
    const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
    gesture->finish(pointerEvent(event->position(), event->modifiers()));
    updateCursor();
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_toolKind != CanvasToolKind::Select) {
        mousePressEvent(event);
        return;
    }
    cancelGesture();
    const PointerEvent pointer = pointerEvent(event->position(), event->modifiers());
    const RecordReference record = m_scene->recordAt(pointer.scene, pointer.tolerance);
    if (record.kind == RecordKind::Project)
        return;
    if (event->modifiers() & Qt::ControlModifier) {
        Q_EMIT openRequested(record);
        return;
    }
    if (record.kind == RecordKind::Element) {
        const InterfaceId row =
            m_scene->elementItem(ElementId(record.id))->interfaceAt(pointer.scene);
        if (!row.isEmpty()) {
            beginRename({RecordKind::Interface, row});
            return;
        }
    }
    beginRename(record);
}

void DiagramView::beginRename(const RecordReference &record)
{
    cancelGesture();
    const ThreatModel &model = m_scene->model();
    QRectF area = editorArea(record);
    QString name = recordName(model, record.kind, record.id);
    if (record.kind == RecordKind::Interface) {
        const Interface *interface = model.interfaces.find(InterfaceId(record.id));
        const ElementItem *owner = interface ? m_scene->elementItem(interface->owner) : nullptr;
        if (owner)
            area = owner->interfaceRect(interface->id);
    } else if (record.kind == RecordKind::Element && !area.isEmpty()) {
        area.setHeight(m_scene->theme().metrics.elementHeader);
    } else if (record.kind == RecordKind::Boundary && !area.isEmpty()) {
        area = m_scene->boundaryItem(BoundaryId(record.id))->titleRect();
        area.setWidth(std::min(area.width(), 240.0));
    } else if (const FlowItem *flow = m_scene->flowItem(FlowId(record.id))) {
        area = flow->labelArea();
        name = model.flows.find(FlowId(record.id))->name;
    }
    if (area.isEmpty())
        return;
    m_scene->select({record});
    reveal(record);
    m_nameEditor->begin(record, name, mapFromScene(area).boundingRect());
}

void DiagramView::beginRename()
{
    beginRename(m_scene->focusRecord());
}

bool DiagramView::isRenaming() const
{
    return m_nameEditor->isEditing();
}

void DiagramView::beginPan(const QPoint &position)
{
    m_nameEditor->abandon();
    m_panning = true;
    m_panFrom = position;
    updateCursor();
}

void DiagramView::panTo(const QPoint &position)
{
    const QPoint by = position - m_panFrom;
    m_panFrom = position;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void DiagramView::endPan()
{
    m_panning = false;
    updateCursor();
}

// A mouse wheel zooms, and so does Ctrl with anything; a touchpad scrolls.
void DiagramView::wheelEvent(QWheelEvent *event)
{
    const bool touchpad = !event->pixelDelta().isNull();
    const bool zooms = event->modifiers() & Qt::ControlModifier
        || (!touchpad && !(event->modifiers() & Qt::ShiftModifier));
    if (zooms) {
        const double notches = event->angleDelta().y() / 120.0;
        zoomAround(zoom() * std::pow(1.2, notches), event->position());
    } else {
        m_nameEditor->abandon();
        QPoint by = touchpad ? event->pixelDelta() : event->angleDelta();
        if (event->modifiers() & Qt::ShiftModifier)
            by = {by.y(), by.x()};
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
    }
    event->accept();
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Gesture) {
        auto *pinch = static_cast<QPinchGesture *>(
            static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture));
        if (pinch && pinch->changeFlags() & QPinchGesture::ScaleFactorChanged)
            zoomAround(zoom() * pinch->scaleFactor(),
                       viewport()->mapFromGlobal(pinch->centerPoint()));
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const PointerEvent pointer = pointerEvent(help->pos(), {});
        const DiagramItem *item =
            m_scene->itemOf(m_scene->recordAt(pointer.scene, pointer.tolerance));
        QToolTip::showText(help->globalPos(), item ? item->toolTipText() : QString(), viewport());
        return true;
    }
    return QGraphicsView::viewportEvent(event);
}

void DiagramView::leaveEvent(QEvent *event)
{
    QGraphicsView::leaveEvent(event);
    if (m_gesture || m_keyboardConnect)
        return;
    m_scene->setHovered({RecordKind::Project, {}});
    m_scene->setDropTarget({});
}

void DiagramView::contextMenuEvent(QContextMenuEvent *event)
{
    cancelGesture();
    RecordReference clicked = m_scene->focusRecord();
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const PointerEvent pointer = pointerEvent(event->pos(), event->modifiers());
        clicked = m_scene->recordAt(pointer.scene, pointer.tolerance);
        if (clicked.kind == RecordKind::Project)
            m_scene->select({});
        else if (!m_scene->isSelected(clicked))
            m_scene->select({clicked});
    } else if (const DiagramItem *item = m_scene->itemOf(clicked)) {
        position = viewport()->mapToGlobal(mapFromScene(item->recordRect().center()));
    }
    if (!m_fillMenu)
        return;
    QMenu menu(this);
    m_fillMenu(menu, clicked);
    if (!menu.isEmpty())
        menu.exec(position);
}

void DiagramView::dragEnterEvent(QDragEnterEvent *event)
{
    if (ElementTemplate::fromMimeData(*event->mimeData()))
        event->acceptProposedAction();
}

void DiagramView::dragMoveEvent(QDragMoveEvent *event)
{
    if (!ElementTemplate::fromMimeData(*event->mimeData()))
        return;
    const QPointF at = pointerEvent(event->position(), {}).scene;
    m_scene->setDropTarget(m_scene->boundaryAt(at));
    event->acceptProposedAction();
}

void DiagramView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_scene->setDropTarget({});
}

void DiagramView::dropEvent(QDropEvent *event)
{
    m_scene->setDropTarget({});
    const auto added = ElementTemplate::fromMimeData(*event->mimeData());
    if (!added)
        return;
    if (addFromTemplate(*m_scene, *added, pointerEvent(event->position(), {}).scene)) {
        event->acceptProposedAction();
        setFocus(Qt::MouseFocusReason);
        nameAdded();
    }
}

void DiagramView::endAdding()
{
    setTool(CanvasToolKind::Select);
    nameAdded();
}

// What was just added wants a name first: typing it needs no further gesture. Queued, since a drop
// or a press is still going on.
void DiagramView::nameAdded()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            activateWindow();
            beginRename();
        },
        Qt::QueuedConnection);
}

} // namespace drawbridge
