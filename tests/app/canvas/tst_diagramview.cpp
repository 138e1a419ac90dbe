#include "app/canvas/diagramcommands.h"
#include "app/canvas/zoomcontrol.h"
#include "tests/app/canvas/canvasfixture.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace drawbridge;
using namespace drawbridge::test;

// Mouse: real events in a real view.
class tst_diagramview : public QObject
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
    void doubleClickRenames();
    void escapeGivesUpARename();
    void paletteClickAddsIntoTheBoundary();
    void paletteDropAdds();
    void aDrawnBoundaryTakesInWhatItSurrounds();
    void wheelZoomsAroundThePointer();
    void zoomControlWorks();
    void middleButtonPans();
    void bubbleAsksForThreats();
    void contextMenuIsFilledForWhatWasClicked();

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

void tst_diagramview::clickSelects()
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

void tst_diagramview::shiftClickAddsAndTakesAway()
{
    canvas().click(canvas().middleOf(shop::Nginx));
    canvas().click(canvas().middleOf(shop::Redis), Qt::ShiftModifier);
    QCOMPARE(selection().size(), 2);
    canvas().click(canvas().middleOf(shop::Nginx), Qt::ShiftModifier);
    QCOMPARE(selection(), RecordReferences {element(shop::Redis)});
}

void tst_diagramview::clickOnTheCanvasSelectsNothing()
{
    canvas().click(canvas().middleOf(shop::Nginx));
    canvas().click(canvas().at(QPointF(200, -60)));
    QVERIFY(selection().isEmpty());
}

void tst_diagramview::clickInsideABoundarySelectsIt()
{
    canvas().click(canvas().at(QPointF(360, 270)));
    QCOMPARE(selection(), (RecordReferences {{RecordKind::Boundary, shop::Front}}));
}

void tst_diagramview::rubberBandSelectsWhatItEncloses()
{
    canvas().drag(canvas().at(QPointF(930, 36)), canvas().at(QPointF(1160, 400)));
    QVERIFY(selection().contains(element(shop::Postgres)));
    QVERIFY(selection().contains(element(shop::Redis)));
    QVERIFY(selection().contains({RecordKind::Boundary, shop::Back}));
    QVERIFY(!selection().contains(element(shop::Web)));
    QCOMPARE(canvas().model(), shopModel());
}

void tst_diagramview::dragMovesOnTheGrid()
{
    const QPoint from = canvas().middleOf(shop::Web);
    canvas().drag(from, from + QPoint(37, 171));
    QCOMPARE(canvas().placed(shop::Web).topLeft(), QPoint(616, 288));
    QCOMPARE(canvas().scene().elementItem(shop::Web)->recordRect().topLeft(), QPointF(616, 288));
    QCOMPARE(canvas().document.undoStack().undoText(), QStringLiteral("Move web"));
    canvas().undo();
    QCOMPARE(canvas().model(), shopModel());
}

void tst_diagramview::dragTouchesTheModelOnlyAtTheEnd()
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

void tst_diagramview::escapeEndsADragWithoutATrace()
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

void tst_diagramview::dragOutOfABoundaryLeavesIt()
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

void tst_diagramview::dragIntoABoundaryJoinsIt()
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

void tst_diagramview::movingWithinABoundaryChangesNothingElse()
{
    const QPoint from = canvas().middleOf(shop::Nginx);
    canvas().drag(from, from + QPoint(0, 60));
    QCOMPARE(canvas().model().elements, shopModel().elements);
    QVERIFY(canvas().placed(shop::Nginx) != QRect(288, 144, 168, 78));
}

void tst_diagramview::draggingABoundaryTakesItsMembersAlong()
{
    const QPoint title = canvas().at(QPointF(1000, 50));
    canvas().drag(title, title + QPoint(0, 40), Qt::AltModifier);
    QCOMPARE(canvas().placed(shop::Back), QRect(944, 80, 208, 352));
    QCOMPARE(canvas().placed(shop::Postgres), QRect(960, 128, 168, 78));
    QCOMPARE(canvas().placed(shop::Web), QRect(576, 120, 168, 118));
    QCOMPARE(canvas().model().elements, shopModel().elements);
}

void tst_diagramview::draggedBoxesAlign()
{
    // Near nginx's left edge: pulled onto it, off the grid or not.
    const QPoint from = canvas().middleOf(shop::Web);
    canvas().drag(from, from + QPoint(-285, 200));
    QCOMPARE(canvas().placed(shop::Web).left(), 288);
}

void tst_diagramview::handlesResize()
{
    canvas().click(canvas().at(QPointF(700, 10)));
    QCOMPARE(selection(), (RecordReferences {{RecordKind::Boundary, shop::Host}}));
    const QPoint corner = canvas().at(QPointF(1168 + 5, 480 + 5));
    canvas().drag(corner, corner + QPoint(64, 32));
    QCOMPARE(canvas().placed(shop::Host), QRect(256, 0, 976, 512));
    QCOMPARE(canvas().model().boundaries, shopModel().boundaries);
}

void tst_diagramview::flowHandleConnects()
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

void tst_diagramview::droppingOnARowEndsAtTheInterface()
{
    canvas().view->setTool(CanvasToolKind::Connect);
    const ElementItem &web = *canvas().scene().elementItem(shop::Web);
    canvas().drag(canvas().middleOf(shop::Redis),
                  canvas().at(web.interfaceRect(shop::Ping).center()));
    const DataFlow &flow = *canvas().model().flows.find(FlowId(selection().first().id));
    QCOMPARE(flow.interface, shop::Ping);
}

void tst_diagramview::escapeEndsAConnection()
{
    canvas().view->setTool(CanvasToolKind::Connect);
    canvas().press(canvas().middleOf(shop::Redis));
    canvas().moveTo(canvas().middleOf(shop::Web), Qt::LeftButton);
    canvas().key(Qt::Key_Escape);
    canvas().release(canvas().middleOf(shop::Web));
    QCOMPARE(canvas().model(), shopModel());
}

void tst_diagramview::connectToolConnects()
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

void tst_diagramview::flowEndIsReconnected()
{
    const FlowItem &flow = *canvas().scene().flowItem(shop::WebToRedis);
    const QPolygonF route = flow.shapeOfFlow().route;
    canvas().click(canvas().at((route[0] + route[1]) / 2));
    QCOMPARE(selection(), (RecordReferences {{RecordKind::Flow, shop::WebToRedis}}));
    canvas().drag(canvas().at(route.last()), canvas().middleOf(shop::Postgres));
    QCOMPARE(canvas().model().flows.find(shop::WebToRedis)->target, shop::Postgres);
}

void tst_diagramview::doubleClickRenames()
{
    canvas().doubleClick(canvas().at(QPointF(370, 165)));
    QVERIFY(canvas().view->isRenaming());
    auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    QCOMPARE(editor->text(), QStringLiteral("nginx"));
    QTest::keyClicks(editor, QStringLiteral("edge"));
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(!canvas().view->isRenaming());
    QCOMPARE(canvas().element(shop::Nginx).name, QStringLiteral("edge"));
    QCOMPARE(canvas().scene().elementItem(shop::Nginx)->look().name, QStringLiteral("edge"));
}

void tst_diagramview::escapeGivesUpARename()
{
    const ElementItem &web = *canvas().scene().elementItem(shop::Web);
    canvas().doubleClick(canvas().at(web.interfaceRect(shop::Ping).center()));
    auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    QCOMPARE(editor->text(), QStringLiteral("GET /ping"));
    QTest::keyClicks(editor, QStringLiteral("POST /x"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(canvas().model(), shopModel());
}

void tst_diagramview::paletteClickAddsIntoTheBoundary()
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

void tst_diagramview::paletteDropAdds()
{
    const ElementTemplate dropped {
        false, ElementKind::Process, {}, QStringLiteral("Worker"), QStringLiteral("worker"), false};
    const auto data = dropped.toMimeData();
    const QPoint at = canvas().at(QPointF(80, 420));
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(canvas().view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(canvas().view->viewport(), &drop);
    QCOMPARE(canvas().model().elements.size(), 6);
    QCOMPARE(canvas().element(ElementId(selection().first().id)).name, QStringLiteral("Worker"));
}

void tst_diagramview::aDrawnBoundaryTakesInWhatItSurrounds()
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

void tst_diagramview::wheelZoomsAroundThePointer()
{
    const QPoint at = canvas().middleOf(shop::Postgres);
    const QPointF before = canvas().view->mapToScene(at);
    QWheelEvent wheel(at, canvas().view->viewport()->mapToGlobal(QPointF(at)), QPoint(),
                      QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas().view->viewport(), &wheel);
    QVERIFY(canvas().view->zoom() > 1.1);
    const QPointF after = canvas().view->mapToScene(at);
    QVERIFY((after - before).manhattanLength() < 3);
}

void tst_diagramview::zoomControlWorks()
{
    auto *control = canvas().view->findChild<ZoomControl *>();
    const auto buttons = control->findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 3);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QCOMPARE(canvas().view->zoom(), 0.9);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QCOMPARE(canvas().view->zoom(), 1.1);
    QTest::mouseClick(buttons[2], Qt::LeftButton);
    QVERIFY(canvas().view->zoom() <= 1);
    canvas().key(Qt::Key_Minus, Qt::ControlModifier);
    canvas().key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas().view->zoom(), 1.0);
}

void tst_diagramview::middleButtonPans()
{
    const QPointF before = canvas().view->mapToScene(QPoint(0, 0));
    QTest::mousePress(canvas().view->viewport(), Qt::MiddleButton, Qt::NoModifier, {300, 300});
    canvas().moveTo({360, 330}, Qt::MiddleButton);
    QTest::mouseRelease(canvas().view->viewport(), Qt::MiddleButton, Qt::NoModifier, {360, 330});
    QCOMPARE(canvas().view->mapToScene(QPoint(0, 0)), before - QPointF(60, 30));
    QCOMPARE(canvas().model(), shopModel());
}

void tst_diagramview::bubbleAsksForThreats()
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

void tst_diagramview::contextMenuIsFilledForWhatWasClicked()
{
    RecordReference clicked;
    canvas().view->setContextMenu(
        [&](QMenu &, const RecordReference &record) { clicked = record; });
    const QPoint at = canvas().middleOf(shop::Redis);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at,
                            canvas().view->viewport()->mapToGlobal(at));
    QApplication::sendEvent(canvas().view->viewport(), &event);
    QCOMPARE(clicked, element(shop::Redis));
    QCOMPARE(selection(), RecordReferences {element(shop::Redis)});
}

DRAWBRIDGE_TEST(tst_diagramview)
#include "tst_diagramview.moc"
