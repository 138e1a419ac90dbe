#include "app/canvas/diagramcommands.h"
#include "tests/app/canvas/canvasfixture.h"

using namespace drawbridge;
using namespace drawbridge::test;

// The tools, by real mouse events in a real view.
class tst_tools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_canvas = std::make_unique<CanvasFixture>(); }
    void cleanup() { m_canvas.reset(); }

    void clickSelects();
    void shiftClickAddsAndTakesAway();
    void clickOnTheCanvasSelectsNothing();
    void clickInsideABoundarySelectsIt();
    void rubberBandSelectsWhatItEncloses();
    void dragMovesOnTheGrid();
    void dragTouchesTheModelOnlyAtTheEnd();
    void escapeEndsADragWithoutATrace();
    void dragOutOfABoundaryLeavesIt();
    void dragIntoABoundaryJoinsIt();
    void movingWithinABoundaryChangesNothingElse();
    void draggingABoundaryTakesItsMembersAlong();
    void draggedBoxesAlign();
    void handlesResize();
    void flowHandleConnects();
    void droppingOnARowEndsAtTheInterface();
    void escapeEndsAConnection();
    void connectToolConnects();
    void flowEndIsReconnected();
    void paletteClickAddsIntoTheBoundary();
    void aDrawnBoundaryTakesInWhatItSurrounds();
    void aBoundaryIsNotNamedAfterTheElementPickedBefore();
    void bubbleAsksForThreats();

private:
    void addTemplate(const ElementTemplate &added) { m_canvas->view->beginAdding(added); }
    CanvasFixture &canvas() { return *m_canvas; }
    RecordReferences selection() const { return m_canvas->scene().selection(); }

    std::unique_ptr<CanvasFixture> m_canvas;
};

static RecordReference element(const ElementId &id)
{
    return {RecordKind::Element, id};
}

void tst_tools::clickSelects()
{
    QSignalSpy selected(&canvas().scene(), &DiagramScene::recordsSelected);
    canvas().click(canvas().middleOf(shop::Nginx));
    QCOMPARE(selection(), RecordReferences {element(shop::Nginx)});
    QCOMPARE(selected.size(), 1);
    QVERIFY(canvas().scene().elementItem(shop::Nginx)->look().selected);
    canvas().click(canvas().middleOf(shop::Postgres));
    QCOMPARE(selection(), RecordReferences {element(shop::Postgres)});
    QVERIFY(!canvas().scene().elementItem(shop::Nginx)->look().selected);
    QCOMPARE(canvas().document.undoStack().count(), 0);
}

void tst_tools::shiftClickAddsAndTakesAway()
{
    canvas().click(canvas().middleOf(shop::Nginx));
    canvas().click(canvas().middleOf(shop::Redis), Qt::ShiftModifier);
    QCOMPARE(selection().size(), 2);
    canvas().click(canvas().middleOf(shop::Nginx), Qt::ShiftModifier);
    QCOMPARE(selection(), RecordReferences {element(shop::Redis)});
}

void tst_tools::clickOnTheCanvasSelectsNothing()
{
    canvas().click(canvas().middleOf(shop::Nginx));
    canvas().click(canvas().at(QPointF(200, -60)));
    QVERIFY(selection().isEmpty());
}

void tst_tools::clickInsideABoundarySelectsIt()
{
    canvas().click(canvas().at(QPointF(360, 270)));
    QCOMPARE(selection(), (RecordReferences {{RecordKind::Boundary, shop::Front}}));
}

void tst_tools::rubberBandSelectsWhatItEncloses()
{
    canvas().drag(canvas().at(QPointF(930, 36)), canvas().at(QPointF(1160, 400)));
    QVERIFY(selection().contains(element(shop::Postgres)));
    QVERIFY(selection().contains(element(shop::Redis)));
    QVERIFY(selection().contains({RecordKind::Boundary, shop::Back}));
    QVERIFY(!selection().contains(element(shop::Web)));
    QCOMPARE(canvas().model(), shopModel());
}

void tst_tools::dragMovesOnTheGrid()
{
    const QPoint from = canvas().middleOf(shop::Web);
    canvas().drag(from, from + QPoint(37, 171));
    QCOMPARE(canvas().placed(shop::Web).topLeft(), QPoint(616, 288));
    QCOMPARE(canvas().scene().elementItem(shop::Web)->recordRect().topLeft(), QPointF(616, 288));
    QCOMPARE(canvas().document.undoStack().undoText(), QStringLiteral("Move web"));
    canvas().undo();
    QCOMPARE(canvas().model(), shopModel());
}

void tst_tools::dragTouchesTheModelOnlyAtTheEnd()
{
    QSignalSpy changes(&canvas().document, &Document::changed);
    const QPoint from = canvas().middleOf(shop::Web);
    canvas().press(from);
    canvas().moveTo(from + QPoint(80, 160), Qt::LeftButton);
    QVERIFY(canvas().scene().elementItem(shop::Web)->recordRect().top() > 200);
    QCOMPARE(changes.size(), 0);
    canvas().release(from + QPoint(80, 160));
    QCOMPARE(changes.size(), 1);
}

void tst_tools::escapeEndsADragWithoutATrace()
{
    const QStringList before = shownIn(canvas().scene());
    const QPoint from = canvas().middleOf(shop::Web);
    canvas().click(from);
    canvas().press(from);
    canvas().moveTo(from + QPoint(80, 160), Qt::LeftButton);
    canvas().key(Qt::Key_Escape);
    canvas().moveTo(from + QPoint(120, 160), Qt::LeftButton);
    canvas().release(from + QPoint(120, 160));
    canvas().key(Qt::Key_Escape);
    canvas().moveTo(QPoint(2, 2));
    QCOMPARE(canvas().model(), shopModel());
    QCOMPARE(shownIn(canvas().scene()), before);
}

void tst_tools::dragOutOfABoundaryLeavesIt()
{
    // From the network into the host around it, then out of the host.
    const QPoint from = canvas().middleOf(shop::Nginx);
    canvas().drag(from, from + QPoint(0, 220));
    QVERIFY(canvas().element(shop::Nginx).networks.isEmpty());
    QCOMPARE(canvas().element(shop::Nginx).boundary, shop::Host);
    canvas().drag(canvas().middleOf(shop::Nginx), canvas().at(QPointF(80, 440)));
    QVERIFY(canvas().element(shop::Nginx).boundary.isEmpty());
    QCOMPARE(canvas().document.undoStack().count(), 2);
}

void tst_tools::dragIntoABoundaryJoinsIt()
{
    const QPoint from = canvas().middleOf(shop::Nginx);
    const QPoint to = canvas().at(QPointF(1048, 232));
    canvas().moveTo(from);
    canvas().press(from);
    canvas().moveTo(to, Qt::LeftButton);
    QCOMPARE(canvas().scene().dropTarget(), shop::Back);
    canvas().release(to);
    QVERIFY(canvas().scene().dropTarget().isEmpty());
    QCOMPARE(canvas().element(shop::Nginx).networks, QList {shop::Back});
    QCOMPARE(canvas().element(shop::Nginx).boundary, shop::Host);
    canvas().undo();
    QCOMPARE(canvas().model(), shopModel());
}

void tst_tools::movingWithinABoundaryChangesNothingElse()
{
    const QPoint from = canvas().middleOf(shop::Nginx);
    canvas().drag(from, from + QPoint(0, 60));
    QCOMPARE(canvas().model().elements, shopModel().elements);
    QVERIFY(canvas().placed(shop::Nginx) != QRect(288, 144, 168, 78));
}

void tst_tools::draggingABoundaryTakesItsMembersAlong()
{
    const QPoint title = canvas().at(QPointF(1000, 50));
    canvas().drag(title, title + QPoint(0, 40), Qt::AltModifier);
    QCOMPARE(canvas().placed(shop::Back), QRect(944, 80, 208, 352));
    QCOMPARE(canvas().placed(shop::Postgres), QRect(960, 128, 168, 78));
    QCOMPARE(canvas().placed(shop::Web), QRect(576, 120, 168, 118));
    QCOMPARE(canvas().model().elements, shopModel().elements);
}

void tst_tools::draggedBoxesAlign()
{
    // Near nginx's left edge: pulled onto it, off the grid or not.
    const QPoint from = canvas().middleOf(shop::Web);
    canvas().drag(from, from + QPoint(-285, 200));
    QCOMPARE(canvas().placed(shop::Web).left(), 288);
}

void tst_tools::handlesResize()
{
    canvas().click(canvas().at(QPointF(700, 10)));
    QCOMPARE(selection(), (RecordReferences {{RecordKind::Boundary, shop::Host}}));
    const QPoint corner = canvas().at(QPointF(1168 + 5, 480 + 5));
    canvas().drag(corner, corner + QPoint(64, 32));
    QCOMPARE(canvas().placed(shop::Host), QRect(256, 0, 976, 512));
    QCOMPARE(canvas().model().boundaries, shopModel().boundaries);
}

void tst_tools::flowHandleConnects()
{
    const QRectF rect = canvas().scene().elementItem(shop::Postgres)->recordRect();
    canvas().moveTo(canvas().middleOf(shop::Postgres));
    QVERIFY(canvas().scene().elementItem(shop::Postgres)->look().hovered);
    const QPoint handle = canvas().at(QPointF(rect.center().x(), rect.bottom() + 4));
    canvas().moveTo(handle);
    canvas().press(handle);
    canvas().moveTo(canvas().middleOf(shop::Redis), Qt::LeftButton);
    QVERIFY(canvas().scene().elementItem(shop::Redis)->look().hovered);
    canvas().release(canvas().middleOf(shop::Redis));
    QCOMPARE(canvas().model().flows.size(), 5);
    const RecordReference added = selection().first();
    const DataFlow &flow = *canvas().model().flows.find(FlowId(added.id));
    QCOMPARE(flow.source, shop::Postgres);
    QCOMPARE(flow.target, shop::Redis);
    QVERIFY(canvas().scene().flowItem(flow.id)->shapeOfFlow().route.size() >= 2);
}

void tst_tools::droppingOnARowEndsAtTheInterface()
{
    canvas().view->setTool(CanvasToolKind::Connect);
    const ElementItem &web = *canvas().scene().elementItem(shop::Web);
    canvas().drag(canvas().middleOf(shop::Redis),
                  canvas().at(web.interfaceRect(shop::Ping).center()));
    const DataFlow &flow = *canvas().model().flows.find(FlowId(selection().first().id));
    QCOMPARE(flow.interface, shop::Ping);
}

void tst_tools::escapeEndsAConnection()
{
    canvas().view->setTool(CanvasToolKind::Connect);
    canvas().press(canvas().middleOf(shop::Redis));
    canvas().moveTo(canvas().middleOf(shop::Web), Qt::LeftButton);
    canvas().key(Qt::Key_Escape);
    canvas().release(canvas().middleOf(shop::Web));
    QCOMPARE(canvas().model(), shopModel());
}

void tst_tools::connectToolConnects()
{
    QSignalSpy tools(canvas().view.get(), &DiagramView::toolChanged);
    canvas().view->setTool(CanvasToolKind::Connect);
    QCOMPARE(tools.size(), 1);
    canvas().drag(canvas().middleOf(shop::Nginx), canvas().middleOf(shop::Redis));
    QCOMPARE(canvas().model().flows.size(), 5);
    // Dropped on nothing: nothing.
    canvas().drag(canvas().middleOf(shop::Nginx), canvas().at(QPointF(700, 420)));
    QCOMPARE(canvas().model().flows.size(), 5);
}

void tst_tools::flowEndIsReconnected()
{
    const FlowItem &flow = *canvas().scene().flowItem(shop::WebToRedis);
    const QPolygonF route = flow.shapeOfFlow().route;
    canvas().click(canvas().at((route[0] + route[1]) / 2));
    QCOMPARE(selection(), (RecordReferences {{RecordKind::Flow, shop::WebToRedis}}));
    canvas().drag(canvas().at(route.last()), canvas().middleOf(shop::Postgres));
    QCOMPARE(canvas().model().flows.find(shop::WebToRedis)->target, shop::Postgres);
}

void tst_tools::paletteClickAddsIntoTheBoundary()
{
    addTemplate({false,
                 ElementKind::DataStore,
                 {},
                 QStringLiteral("Cache"),
                 QStringLiteral("cache"),
                 true});
    canvas().moveTo(canvas().at(QPointF(1048, 220)));
    QCOMPARE(canvas().scene().dropTarget(), shop::Back);
    canvas().click(canvas().at(QPointF(1048, 220)));
    QCOMPARE(canvas().view->tool(), CanvasToolKind::Select);
    const Element &added = canvas().element(ElementId(selection().first().id));
    QCOMPARE(added.kind, ElementKind::DataStore);
    QCOMPARE(added.networks, QList {shop::Back});
    QVERIFY(added.hasRuntime);
    canvas().undo();
    QCOMPARE(canvas().model(), shopModel());
    QVERIFY(selection().isEmpty());
}

void tst_tools::aDrawnBoundaryTakesInWhatItSurrounds()
{
    addTemplate({true, {}, BoundaryKind::Pod, QStringLiteral("Pod web"), {}, false});
    canvas().drag(canvas().at(QPointF(545, 75)), canvas().at(QPointF(775, 265)));
    const BoundaryId pod(selection().first().id);
    QCOMPARE(selection().first().kind, RecordKind::Boundary);
    QCOMPARE(canvas().model().boundaries.find(pod)->parent, shop::Host);
    QCOMPARE(canvas().element(shop::Web).boundary, pod);
    QCOMPARE(canvas().placed(pod), QRect(544, 72, 232, 200));
    QCOMPARE(canvas().element(shop::Nginx).boundary, shop::Host);
}

void tst_tools::aBoundaryIsNotNamedAfterTheElementPickedBefore()
{
    addTemplate({false, ElementKind::DataStore, {}, QStringLiteral("Data store"), {}, false});
    canvas().view->setTool(CanvasToolKind::AddBoundary);
    canvas().drag(canvas().at(QPointF(545, 75)), canvas().at(QPointF(775, 265)));
    const TrustBoundary *drawn =
        canvas().model().boundaries.find(BoundaryId(selection().first().id));
    QVERIFY(drawn);
    QCOMPARE(drawn->name, QStringLiteral("Host"));
    QCOMPARE(drawn->kind, BoundaryKind::Host);
}

void tst_tools::bubbleAsksForThreats()
{
    ThreatSummaries threats;
    threats.byRecord.insert(shop::Nginx, {5, Severity::High});
    canvas().scene().setThreats(threats);
    QSignalSpy asked(canvas().view.get(), &DiagramView::threatsRequested);
    const QRectF rect = canvas().scene().elementItem(shop::Nginx)->recordRect();
    canvas().click(canvas().at(rect.topRight() + QPointF(0, -4)));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<RecordReference>(), element(shop::Nginx));
}

DRAWBRIDGE_TEST(tst_tools)
#include "tst_tools.moc"
