// What a diagram's view does with keys.

#include "app/canvas/diagramcommands.h"
#include "app/canvas/guides/alignmentguides.h"
#include "app/canvas/view/diagramview.h"
#include "app/canvas/view/keyboardconnect.h"
#include "app/canvas/view/keyboardplace.h"
#include "app/canvas/view/nameeditor.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace drawbridge {

static std::optional<QPoint> arrowDirection(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPoint(-1, 0);
    case Qt::Key_Right:
        return QPoint(1, 0);
    case Qt::Key_Up:
        return QPoint(0, -1);
    case Qt::Key_Down:
        return QPoint(0, 1);
    default:
        return std::nullopt;
    }
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    if (handleModeKey(*event) || handleArrowKey(*event) || handleEditKey(*event)
        || handleZoomKey(*event)) {
        event->accept();
        return;
    }
    // Not to QGraphicsView: it would scroll.
    event->ignore();
}

bool DiagramView::handleModeKey(const QKeyEvent &event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (event.key() == Qt::Key_Escape) {
        escape();
        return true;
    }
    if (event.key() == Qt::Key_Space && !event.isAutoRepeat()) {
        m_spaceHeld = true;
        updateCursor();
        return true;
    }
    if (m_keyboardConnect && enter) {
        const std::unique_ptr<KeyboardConnect> connecting = std::move(m_keyboardConnect);
        connecting->connect();
        return true;
    }
    if (enter && placeByKeyboard())
        return true;
    if (enter || event.key() == Qt::Key_F2) {
        beginRename();
        return true;
    }
    if (event.key() == Qt::Key_C && event.modifiers() == Qt::NoModifier) {
        beginKeyboardConnect();
        return true;
    }
    return false;
}

// False when nothing is armed that could be placed.
bool DiagramView::placeByKeyboard()
{
    const QPointF centre = mapToScene(viewport()->rect().center());
    if (m_toolKind == CanvasToolKind::AddElement) {
        if (addFromTemplate(*m_scene, m_template, freePlace(*m_scene, centre))) {
            endAdding();
            reveal(m_scene->focusRecord());
        }
        return true;
    }
    if (m_toolKind != CanvasToolKind::AddBoundary)
        return false;
    // As if it had been drawn with the pointer.
    const QRectF place = boundaryPlace(*m_scene, centre);
    PointerEvent corner;
    corner.scene = place.topLeft();
    const std::unique_ptr<Gesture> drawing = currentTool().press(corner);
    corner.scene = place.bottomRight();
    drawing->finish(corner);
    return true;
}

bool DiagramView::handleArrowKey(const QKeyEvent &event)
{
    const std::optional<QPoint> direction = arrowDirection(event.key());
    if (!direction || event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    if (m_keyboardConnect) {
        m_keyboardConnect->step(static_cast<Qt::Key>(event.key()));
        return true;
    }
    if (m_gesture)
        return true;
    if (m_scene->selection().isEmpty()) {
        constexpr int ScrollStep = 40;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value()
                                        + direction->x() * ScrollStep);
        verticalScrollBar()->setValue(verticalScrollBar()->value() + direction->y() * ScrollStep);
        return true;
    }
    const int step = event.modifiers() & Qt::ShiftModifier ? 1 : CanvasGrid;
    nudgeSelection(*m_scene, *direction * step);
    reveal(m_scene->focusRecord());
    return true;
}

bool DiagramView::handleEditKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::SelectAll))
        m_scene->selectAll();
    else if (event.matches(QKeySequence::Copy))
        copySelection(*m_scene);
    else if (event.matches(QKeySequence::Cut))
        cutSelection(*m_scene);
    else if (event.matches(QKeySequence::Paste))
        pasteClipboard(*m_scene);
    else if (event.key() == Qt::Key_D && event.modifiers() == Qt::ControlModifier)
        duplicateSelection(*m_scene);
    else if (event.matches(QKeySequence::Undo))
        m_scene->document().undoStack().undo();
    else if (event.matches(QKeySequence::Redo))
        m_scene->document().undoStack().redo();
    else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace)
        deleteSelection(*m_scene);
    else
        return false;
    return true;
}

bool DiagramView::handleZoomKey(const QKeyEvent &event)
{
    if (!(event.modifiers() & Qt::ControlModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_0:
        resetZoom();
        return true;
    default:
        return false;
    }
}

// From the innermost out: a gesture, then the tool, then the selection.
void DiagramView::escape()
{
    if (m_gesture || m_keyboardConnect)
        cancelGesture();
    else if (m_toolKind != CanvasToolKind::Select)
        setTool(CanvasToolKind::Select);
    else
        m_scene->select({});
}

void DiagramView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        event->ignore();
        return;
    }
    m_spaceHeld = false;
    updateCursor();
}

void DiagramView::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    // The release of the space bar goes elsewhere now.
    m_spaceHeld = false;
    m_keyboardConnect.reset();
    updateCursor();
}

bool DiagramView::focusNextPrevChild(bool next)
{
    if (m_scene->picture().elements.isEmpty())
        return QGraphicsView::focusNextPrevChild(next);
    if (m_keyboardConnect)
        m_keyboardConnect->cycle(next);
    else
        focusNextElement(next);
    return true;
}

void DiagramView::focusNextElement(bool forward)
{
    const RecordReference focus = m_scene->focusRecord();
    const ElementId from = focus.kind == RecordKind::Element ? ElementId(focus.id) : ElementId();
    const ElementId next = neighbourInOrder(m_scene->picture(), from, forward);
    if (next.isEmpty())
        return;
    m_scene->select({{RecordKind::Element, next}});
    reveal({RecordKind::Element, next});
}

void DiagramView::beginKeyboardConnect()
{
    const RecordReference focus = m_scene->focusRecord();
    cancelGesture();
    if (focus.kind == RecordKind::Element)
        m_keyboardConnect = std::make_unique<KeyboardConnect>(*m_scene, ElementId(focus.id));
}

} // namespace drawbridge
