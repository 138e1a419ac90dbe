#include "app/canvas/view/diagramview.h"

#include "app/canvas/diagramcommands.h"
#include "app/canvas/items/diagramitem.h"
#include "app/canvas/items/overlayitem.h"
#include "app/canvas/tools/addboundarytool.h"
#include "app/canvas/tools/addelementtool.h"
#include "app/canvas/tools/connecttool.h"
#include "app/canvas/tools/selecttool.h"
#include "app/canvas/view/keyboardconnect.h"
#include "app/canvas/view/nameeditor.h"
#include "app/canvas/view/overviewpainter.h"
#include "app/canvas/view/zoomcontrol.h"
#include "app/render/fonts.h"
#include "model/core/names.h"

#include <QLabel>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace drawbridge {

DiagramView::DiagramView(Document &document, const DiagramId &diagram, QWidget *parent)
    : QGraphicsView(parent)
    , m_scene(new DiagramScene(document, diagram, this))
    , m_nameEditor(new NameEditor(viewport()))
    , m_zoomControl(new ZoomControl(this))
    , m_emptyHint(new QLabel(this))
{
    m_tools = {std::make_unique<SelectTool>(*this), std::make_unique<ConnectTool>(*this),
               std::make_unique<AddElementTool>(*this), std::make_unique<AddBoundaryTool>(*this)};
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setFocusProxy(this);
    grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Diagram"));
    connect(m_scene, &DiagramScene::contentChanged, this, &DiagramView::updateSceneRect);
    connect(m_scene, &DiagramScene::recordsSelected, this, &DiagramView::describeSelection);
    connect(m_nameEditor, &NameEditor::accepted, this,
            [this](const RecordReference &record, const QString &name) {
                renameShown(*m_scene, record, name);
            });
    connect(m_zoomControl, &ZoomControl::zoomInClicked, this, &DiagramView::zoomIn);
    connect(m_zoomControl, &ZoomControl::zoomOutClicked, this, &DiagramView::zoomOut);
    connect(m_zoomControl, &ZoomControl::fitClicked, this, &DiagramView::fitDiagram);
    m_emptyHint->setObjectName(QStringLiteral("emptyHint"));
    m_emptyHint->setText(tr("Drag an element from the palette onto this diagram,\n"
                            "or choose one there and click where it stands.\n"
                            "Import reads Compose files and others."));
    m_emptyHint->setAlignment(Qt::AlignCenter);
    m_emptyHint->setAttribute(Qt::WA_TransparentForMouseEvents);
    setTheme(Theme::builtIn(ThemeKind::Light));
    updateSceneRect();
}

DiagramView::~DiagramView()
{
    // Before the scene that they show their previews in.
    m_gesture.reset();
    m_keyboardConnect.reset();
}

void DiagramView::setTheme(const Theme &theme)
{
    m_scene->setTheme(theme);
    m_nameEditor->setTheme(theme);
    m_zoomControl->setTheme(theme);
    m_emptyHint->setFont(fontFor(textstyle::Body));
    m_emptyHint->setStyleSheet(
        QStringLiteral("QLabel { color: %1; }").arg(theme.text.secondary.name()));
    resetCachedContent();
    viewport()->update();
}

// Screen readers hear of the new description when the keyboard goes from record to record.
void DiagramView::describeSelection(const RecordReferences &records)
{
    const DiagramItem *item = m_scene->itemOf(m_scene->focusRecord());
    const QString focus = item ? item->accessibleText() : QString();
    setAccessibleDescription(
        records.size() > 1 ? tr("%1 selected, last %2").arg(QString::number(records.size()), focus)
                           : focus);
}

// Room around the content, so that everything can be brought to the middle.
void DiagramView::updateSceneRect()
{
    constexpr double Room = 4000;
    setSceneRect(m_scene->contentRect().adjusted(-Room, -Room, Room, Room));
    placeEmptyHint();
}

void DiagramView::placeEmptyHint()
{
    m_emptyHint->setVisible(m_scene->contentRect().isEmpty());
    m_emptyHint->adjustSize();
    QRect place = m_emptyHint->rect();
    place.moveCenter(viewport()->rect().center());
    m_emptyHint->setGeometry(place);
}

void DiagramView::drawBackground(QPainter *painter, const QRectF &rect)
{
    constexpr double Spacing = 16;
    constexpr double LeastZoomForDots = 0.5;
    const Theme &theme = m_scene->theme();
    painter->fillRect(rect, theme.surface.canvas);
    if (zoom() < LeastZoomForDots)
        return;
    QList<QRectF> dots;
    const double size = std::max(1.0, 1.4 * zoom()) / zoom();
    for (double y = std::floor(rect.top() / Spacing) * Spacing; y <= rect.bottom(); y += Spacing) {
        for (double x = std::floor(rect.left() / Spacing) * Spacing; x <= rect.right();
             x += Spacing)
            dots.append({x, y, size, size});
    }
    // Thousands of round, smooth dots would cost more than the diagram itself.
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.surface.canvasGrid);
    painter->drawRects(dots);
}

void DiagramView::paintEvent(QPaintEvent *event)
{
    constexpr double OverviewZoom = 0.35;
    if (zoom() >= OverviewZoom || !m_scene->isLarge()) {
        QGraphicsView::paintEvent(event);
        return;
    }
    QPainter painter(viewport());
    painter.setTransform(viewportTransform());
    const QRectF exposed =
        viewportTransform().inverted().mapRect(QRectF(event->rect()).adjusted(-1, -1, 1, 1));
    painter.fillRect(exposed, m_scene->theme().surface.canvas);
    const auto paint = [&](const DiagramPicture &picture) {
        paintOverview(painter, picture, m_scene->selection(), m_scene->theme(), exposed, zoom());
    };
    paint(m_scene->picture());
    // Over where they stood: the eye keeps both places.
    if (const DiagramPicture *preview = m_scene->previewPicture())
        paint(*preview);
    m_scene->overlay().paint(&painter, nullptr, viewport());
}

void DiagramView::setTool(CanvasToolKind kind)
{
    cancelGesture();
    // What was picked last may be an element, which gives a boundary neither name nor kind.
    if (kind == CanvasToolKind::AddBoundary && !m_template.isBoundary) {
        m_template = {};
        m_template.isBoundary = true;
        m_template.name = displayName(m_template.boundaryKind);
    }
    if (kind == m_toolKind)
        return;
    m_toolKind = kind;
    m_scene->setHovered({RecordKind::Project, {}});
    m_scene->setDropTarget({});
    updateCursor();
    Q_EMIT toolChanged(m_toolKind);
}

void DiagramView::beginAdding(const ElementTemplate &added)
{
    m_template = added;
    setTool(added.isBoundary ? CanvasToolKind::AddBoundary : CanvasToolKind::AddElement);
    // Enter places it.
    setFocus();
}

CanvasTool &DiagramView::currentTool()
{
    return *m_tools[static_cast<size_t>(m_toolKind)];
}

void DiagramView::cancelGesture()
{
    if (m_gesture)
        m_gesture->cancel();
    m_gesture.reset();
    m_keyboardConnect.reset();
}

void DiagramView::setZoom(double zoom)
{
    zoomAround(zoom, QRectF(viewport()->rect()).center());
}

void DiagramView::zoomAround(double wanted, const QPointF &viewPosition)
{
    const double next = std::clamp(wanted, SmallestZoom, LargestZoom);
    if (qFuzzyCompare(next, zoom()))
        return;
    m_nameEditor->abandon();
    const QPointF fixed = mapToScene(viewPosition.toPoint());
    setTransform(QTransform::fromScale(next, next));
    const QPointF moved = mapFromScene(fixed) - viewPosition;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
    m_zoomControl->setZoom(next);
    Q_EMIT zoomChanged(next);
}

static constexpr std::array ZoomSteps {0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9,
                                       1.0,  1.1, 1.25, 1.5,  1.75, 2.0, 2.5,  3.0,  4.0};

void DiagramView::zoomIn()
{
    const auto next = std::find_if(ZoomSteps.begin(), ZoomSteps.end(),
                                   [this](double step) { return step > zoom() * 1.001; });
    setZoom(next == ZoomSteps.end() ? LargestZoom : *next);
}

void DiagramView::zoomOut()
{
    const auto next = std::find_if(ZoomSteps.rbegin(), ZoomSteps.rend(),
                                   [this](double step) { return step < zoom() * 0.999; });
    setZoom(next == ZoomSteps.rend() ? SmallestZoom : *next);
}

void DiagramView::fitDiagram()
{
    const QRectF content = m_scene->contentRect();
    if (content.isEmpty())
        return;
    fitInto(content, viewport()->height());
    // What would lie below the zoom control moves above it.
    const QList<QGraphicsItem *> covered = items(m_zoomControl->geometry());
    const bool hides = std::any_of(covered.begin(), covered.end(), [](const QGraphicsItem *item) {
        return dynamic_cast<const DiagramItem *>(item) != nullptr;
    });
    if (hides)
        fitInto(content, m_zoomControl->y());
}

void DiagramView::fitInto(const QRectF &content, int height)
{
    const double fitting =
        std::min(viewport()->width() / content.width(), height / content.height());
    setZoom(std::min(fitting, 1.0));
    centerOn(content.center() + QPointF(0, (viewport()->height() - height) / 2.0 / zoom()));
}

QRectF DiagramView::editorArea(const RecordReference &record) const
{
    const DiagramItem *item = m_scene->itemOf(record);
    return item ? item->recordRect() : QRectF();
}

void DiagramView::reveal(const RecordReference &record)
{
    RecordReference shown = record;
    const Interface *interface = m_scene->model().interfaces.find(InterfaceId(record.id));
    if (record.kind == RecordKind::Interface && interface)
        shown = {RecordKind::Element, interface->owner};
    const QRectF area = editorArea(shown);
    if (area.isEmpty() && !m_scene->itemOf(shown))
        return;
    const QRectF seen(mapToScene(viewport()->rect().topLeft()),
                      mapToScene(viewport()->rect().bottomRight()));
    constexpr int Margin = 24;
    // What is nearly there is only brought in, so that the picture does not jump.
    if (seen.intersects(area))
        ensureVisible(area, Margin, Margin);
    else
        centerOn(area.center());
}

void DiagramView::updateCursor()
{
    const Qt::CursorShape shape = m_panning ? Qt::ClosedHandCursor
        : m_spaceHeld                       ? Qt::OpenHandCursor
                                            : currentTool().cursor();
    if (viewport()->cursor().shape() != shape)
        viewport()->setCursor(shape);
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    constexpr int Margin = 12;
    QGraphicsView::resizeEvent(event);
    m_zoomControl->adjustSize();
    m_zoomControl->move(width() - m_zoomControl->width() - Margin,
                        height() - m_zoomControl->height() - Margin);
    placeEmptyHint();
}

} // namespace drawbridge
