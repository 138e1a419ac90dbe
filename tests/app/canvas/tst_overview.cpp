#include "tests/app/canvas/canvasfixture.h"

#include <QScrollBar>

using namespace drawbridge;
using namespace drawbridge::test;

// Large diagrams seen from far away, and such with more flows than are routed while one waits.
class tst_overview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pannedPictureIsThatPaintedAfresh();
    void zoomedPictureSettles();
    void draggingShowsBothPlacesAndLeavesNoTrace();
    void manyFlowsAreRoutedLater();
};

static QImage shown(DiagramView &view)
{
    return view.viewport()->grab().toImage();
}

// What the view would show if it had kept nothing.
static QImage paintedAfresh(DiagramView &view)
{
    view.setTheme(Theme::builtIn(ThemeKind::Dark));
    view.setTheme(Theme::builtIn(ThemeKind::Light));
    return shown(view);
}

static void showFromAfar(CanvasFixture &canvas)
{
    canvas.scene().setLargeFrom(-1);
    canvas.view->setZoom(0.3);
    canvas.view->centerOn(canvas.scene().contentRect().center());
    QTRY_VERIFY(canvas.view->isSharp());
}

void tst_overview::pannedPictureIsThatPaintedAfresh()
{
    CanvasFixture canvas;
    showFromAfar(canvas);
    const QImage before = shown(*canvas.view);
    for (const QPoint &by : {QPoint(7, 0), QPoint(0, -11), QPoint(-30, 25), QPoint(900, 3)}) {
        QScrollBar &across = *canvas.view->horizontalScrollBar();
        QScrollBar &down = *canvas.view->verticalScrollBar();
        across.setValue(across.value() + by.x());
        down.setValue(down.value() + by.y());
        const QImage panned = shown(*canvas.view);
        QVERIFY(panned != before);
        QCOMPARE(panned, paintedAfresh(*canvas.view));
    }
}

void tst_overview::zoomedPictureSettles()
{
    CanvasFixture canvas;
    showFromAfar(canvas);
    shown(*canvas.view);
    QWheelEvent wheel(QPointF(300, 200), canvas.view->viewport()->mapToGlobal(QPointF(300, 200)),
                      {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas.view->viewport(), &wheel);
    QVERIFY(!canvas.view->isSharp());
    const QImage stretched = shown(*canvas.view);
    QTRY_VERIFY(canvas.view->isSharp());
    const QImage sharp = shown(*canvas.view);
    QVERIFY(sharp != stretched);
    QCOMPARE(sharp, paintedAfresh(*canvas.view));
}

void tst_overview::draggingShowsBothPlacesAndLeavesNoTrace()
{
    CanvasFixture canvas;
    showFromAfar(canvas);
    const QPoint from = canvas.middleOf(shop::Web);
    canvas.click(from);
    const QImage before = shown(*canvas.view);
    canvas.press(from);
    canvas.moveTo(from + QPoint(0, 60), Qt::LeftButton);
    const QImage dragged = shown(*canvas.view);
    QVERIFY(dragged != before);
    QCOMPARE(dragged.pixel(from), before.pixel(from));
    canvas.key(Qt::Key_Escape);
    QCOMPARE(shown(*canvas.view), before);
}

static ThreatModel manyFlows()
{
    ThreatModel model;
    Diagram diagram;
    diagram.id = shop::Deployment;
    for (int i = 0; i < 60; ++i) {
        Element element;
        element.id = ElementId(QByteArrayView("e" + QByteArray::number(i)));
        diagram.place(element.id, QRect(i % 10 * 260, i / 10 * 180, 168, 78));
        model.elements.put(element);
    }
    for (int i = 0; i < 2100; ++i) {
        DataFlow flow;
        flow.id = FlowId(QByteArrayView("f" + QByteArray::number(i)));
        flow.source = ElementId(QByteArrayView("e" + QByteArray::number(i % 60)));
        flow.target =
            ElementId(QByteArrayView("e" + QByteArray::number((i % 60 + 1 + i / 60) % 60)));
        model.flows.put(flow);
    }
    model.diagrams.put(diagram);
    return model;
}

static QList<FlowShape> shapesIn(const DiagramPicture &picture)
{
    QList<FlowShape> shapes;
    for (const FlowPicture &flow : picture.flows)
        shapes.append(flow.shape);
    return shapes;
}

void tst_overview::manyFlowsAreRoutedLater()
{
    MemoryStorage storage;
    const auto schema = std::make_shared<PropertySchema>();
    Document document(storage, schema);
    document.setModel(manyFlows());
    DiagramScene scene(document, shop::Deployment);
    QVERIFY(scene.isRouting());
    for (const FlowPicture &flow : scene.picture().flows)
        QCOMPARE(flow.shape.route.size(), 2);
    // An edit in between is not lost, nor does it leave old routes.
    ThreatModel moved = document.model();
    Diagram diagram = *moved.diagrams.find(shop::Deployment);
    diagram.place(ElementId(QByteArrayView("e5")), QRect(1300, -400, 168, 78));
    moved.diagrams.put(diagram);
    document.setModel(moved);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.isRouting(), 60'000);
    const Metrics &metrics = Theme::builtIn(ThemeKind::Light).metrics;
    const ThreatSummaries noThreats;
    const DiagramPicture whole =
        composeDiagram({moved, *schema, noThreats, {}, {}, {}}, shop::Deployment, metrics);
    QCOMPARE(shapesIn(scene.picture()), shapesIn(whole));
    QVERIFY(scene.flowItem(FlowId(QByteArrayView("f7")))->shapeOfFlow().route.size() >= 2);
}

DRAWBRIDGE_TEST(tst_overview)
#include "tst_overview.moc"
