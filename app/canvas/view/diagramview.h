#pragma once

#include "app/canvas/diagramscene.h"
#include "app/canvas/elementtemplate.h"
#include "app/canvas/tools/canvastool.h"

#include <QGraphicsView>

#include <functional>

class QMenu;

class QLabel;

namespace drawbridge {

class KeyboardConnect;
class NameEditor;
class ZoomControl;

// One diagram on the screen: zoom, pan, grid, and the tool that the left button works with.
class DiagramView final
    : public QGraphicsView
    , public ToolHost
{
    Q_OBJECT

public:
    static constexpr double SmallestZoom = 0.05;
    static constexpr double LargestZoom = 4;

    DiagramView(Document &document, const DiagramId &diagram, QWidget *parent = nullptr);
    ~DiagramView() override;

    DiagramScene &diagramScene() const override { return *m_scene; }
    void setTheme(const Theme &theme);

    // After adding something the tool goes back to Select.
    CanvasToolKind tool() const { return m_toolKind; }
    void setTool(CanvasToolKind kind);
    // What AddElement and AddBoundary add; sets the tool.
    void beginAdding(const ElementTemplate &added);
    const ElementTemplate &elementTemplate() const override { return m_template; }

    double zoom() const { return transform().m11(); }
    void setZoom(double zoom);
    void zoomIn();
    void zoomOut();
    void resetZoom() { setZoom(1); }
    // Shows the whole diagram, not larger than 100 %.
    void fitDiagram();
    // Scrolls until the record is in sight.
    void reveal(const RecordReference &record);

    // Edits the name in place; the focused record when none is given.
    void beginRename(const RecordReference &record);
    void beginRename();
    bool isRenaming() const;
    // Lets the keyboard choose the target of a flow from the focused element.
    void beginKeyboardConnect();
    // Selects the next element in reading order.
    void focusNextElement(bool forward);

    // Fills the context menu of what was clicked; kind Project for the empty canvas.
    using FillMenu = std::function<void(QMenu &menu, const RecordReference &clicked)>;
    void setContextMenu(FillMenu fill) { m_fillMenu = std::move(fill); }

    // Ends what the pointer or keyboard is doing, without a trace.
    void cancelGesture();

Q_SIGNALS:
    void toolChanged(drawbridge::CanvasToolKind tool);
    void zoomChanged(double zoom);
    // A threat bubble was clicked: show that record's threats.
    void threatsRequested(const drawbridge::RecordReference &record);
    // An element was double-clicked with Ctrl held: open its child diagram.
    void openRequested(const drawbridge::RecordReference &record);

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    // All of it within the upper part of the view.
    void fitInto(const QRectF &content, int height);
    void endAdding() override;
    void nameAdded();
    void requestThreats(const RecordReference &record) override { Q_EMIT threatsRequested(record); }
    PointerEvent pointerEvent(const QPointF &position, Qt::KeyboardModifiers modifiers) const;
    CanvasTool &currentTool();
    void updateSceneRect();
    void placeEmptyHint();
    void describeSelection(const RecordReferences &records);
    void updateCursor();
    void zoomAround(double zoom, const QPointF &viewPosition);
    void beginPan(const QPoint &position);
    void panTo(const QPoint &position);
    void endPan();
    bool handleEditKey(const QKeyEvent &event);
    bool placeByKeyboard();
    bool handleArrowKey(const QKeyEvent &event);
    bool handleModeKey(const QKeyEvent &event);
    bool handleZoomKey(const QKeyEvent &event);
    void escape();
    QRectF editorArea(const RecordReference &record) const;

    DiagramScene *m_scene;
    CanvasToolKind m_toolKind = CanvasToolKind::Select;
    std::array<std::unique_ptr<CanvasTool>, 4> m_tools;
    std::unique_ptr<Gesture> m_gesture;
    std::unique_ptr<KeyboardConnect> m_keyboardConnect;
    ElementTemplate m_template;
    FillMenu m_fillMenu;
    NameEditor *m_nameEditor;
    ZoomControl *m_zoomControl;
    // What to do with an empty diagram.
    QLabel *m_emptyHint;
    QPoint m_panFrom;
    bool m_panning = false;
    bool m_spaceHeld = false;
};

} // namespace drawbridge
