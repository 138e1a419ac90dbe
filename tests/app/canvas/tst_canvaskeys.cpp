#include "app/canvas/diagramcommands.h"
#include "tests/app/canvas/canvasfixture.h"

#include <QClipboard>
#include <QLineEdit>

using namespace drawbridge;
using namespace drawbridge::test;

// Keyboard: everything that the mouse can do.
class tst_canvaskeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_canvas = std::make_unique<CanvasFixture>(); }
    void cleanup() { m_canvas.reset(); }

    void tabGoesThroughTheElements();
    void arrowsMove();
    void arrowsScrollWithoutASelection();
    void enterAndF2Rename();
    void deleteAndUndo();
    void cConnectsToTheNextElement();
    void tabPassesTheElementThatIsConnected();
    void cAndArrowsChooseTheTarget();
    void escapeLeavesConnecting();
    void enterPlacesWhatIsAdded();
    void enterDrawsABoundaryAroundTheSelection();
    void copyAndPaste();
    void cutAndPasteInAnotherProject();
    void pastingNonsenseIsRefused();
    void duplicate();
    void selectAllThenDelete();
    void alignAndDistribute();

private:
    CanvasFixture &canvas() { return *m_canvas; }
    const RecordReferences &selection() const { return m_canvas->scene().selection(); }
    void selectElements(const QList<ElementId> &ids);

    std::unique_ptr<CanvasFixture> m_canvas;
};

void tst_canvaskeys::selectElements(const QList<ElementId> &ids)
{
    RecordReferences records;
    for (const ElementId &id : ids)
        records.append({RecordKind::Element, id});
    canvas().scene().select(records);
}

void tst_canvaskeys::enterPlacesWhatIsAdded()
{
    ElementTemplate offered;
    offered.kind = ElementKind::Process;
    offered.technology = QStringLiteral("generic-process");
    offered.name = QStringLiteral("Process");
    const qsizetype before = canvas().scene().model().elements.size();
    QList<QRectF> places;
    for (int i = 0; i < 3; ++i) {
        canvas().view->beginAdding(offered);
        canvas().key(Qt::Key_Return);
        QCOMPARE(canvas().scene().model().elements.size(), before + i + 1);
        QCOMPARE(selection().size(), 1);
        places += canvas().scene().itemOf(selection().first())->recordRect();
        // The name editor has the keyboard now.
        auto *editor = canvas().view->findChild<QLineEdit *>();
        QTRY_VERIFY(editor && editor->isVisible());
        QTest::keyClick(editor, Qt::Key_Return);
    }
    // Beside each other and beside what was there.
    for (const ElementPicture &element : canvas().scene().picture().elements) {
        for (const QRectF &place : std::as_const(places))
            QVERIFY(element.rect == place || !element.rect.intersects(place));
    }
}

void tst_canvaskeys::enterDrawsABoundaryAroundTheSelection()
{
    selectElements({shop::Postgres});
    const QRectF element = canvas().scene().itemOf(selection().first())->recordRect();
    canvas().view->setTool(CanvasToolKind::AddBoundary);
    canvas().key(Qt::Key_Return);
    QCOMPARE(selection().size(), 1);
    QCOMPARE(selection().first().kind, RecordKind::Boundary);
    QVERIFY(canvas().scene().itemOf(selection().first())->recordRect().contains(element));
    QCOMPARE(canvas().element(shop::Postgres).boundary, BoundaryId(selection().first().id));
}

void tst_canvaskeys::tabGoesThroughTheElements()
{
    QStringList visited;
    for (int i = 0; i < 6; ++i) {
        canvas().key(Qt::Key_Tab);
        visited.append(canvas().element(ElementId(selection().first().id)).name);
    }
    const QString order = visited.join(u' ');
    QCOMPARE(order,
             QStringLiteral("postgres nginx web browser redis postgres")
                 .replace(QStringLiteral("browser"), QStringLiteral("Browser")));
    canvas().key(Qt::Key_Backtab);
    QCOMPARE(selection().first().id, IdText(shop::Redis));
    QCOMPARE(canvas().view->accessibleDescription(), QStringLiteral("redis, data store"));
}

void tst_canvaskeys::arrowsMove()
{
    selectElements({shop::Web});
    canvas().key(Qt::Key_Right);
    canvas().key(Qt::Key_Right);
    canvas().key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(canvas().placed(shop::Web).topLeft(), QPoint(592, 121));
    QCOMPARE(canvas().document.undoStack().count(), 1);
    canvas().key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas().model(), shopModel());
}

void tst_canvaskeys::arrowsScrollWithoutASelection()
{
    const QPointF before = canvas().view->mapToScene(QPoint(0, 0));
    canvas().key(Qt::Key_Right);
    QVERIFY(canvas().view->mapToScene(QPoint(0, 0)).x() > before.x());
    QCOMPARE(canvas().model(), shopModel());
}

void tst_canvaskeys::enterAndF2Rename()
{
    for (const Qt::Key opening : {Qt::Key_Return, Qt::Key_F2}) {
        selectElements({shop::Redis});
        canvas().key(opening);
        auto *editor = canvas().view->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
        QVERIFY(editor->isVisible());
        QTest::keyClicks(editor, QStringLiteral("cache"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(canvas().element(shop::Redis).name, QStringLiteral("cache"));
        canvas().undo();
    }
}

void tst_canvaskeys::deleteAndUndo()
{
    selectElements({shop::Web});
    const QStringList before = shownIn(canvas().scene());
    canvas().key(Qt::Key_Delete);
    QVERIFY(!canvas().model().elements.contains(shop::Web));
    QVERIFY(!canvas().scene().elementItem(shop::Web));
    QVERIFY(!canvas().scene().flowItem(shop::WebToRedis));
    QVERIFY(selection().isEmpty());
    canvas().key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas().model(), shopModel());
    selectElements({shop::Web});
    QCOMPARE(shownIn(canvas().scene()), before);
}

void tst_canvaskeys::cConnectsToTheNextElement()
{
    selectElements({shop::Nginx});
    canvas().key(Qt::Key_C);
    canvas().key(Qt::Key_Tab);
    canvas().key(Qt::Key_Tab);
    canvas().key(Qt::Key_Return);
    const DataFlow &flow = *canvas().model().flows.find(FlowId(selection().first().id));
    QCOMPARE(flow.source, shop::Nginx);
    // Web is chosen first, then the browser, then redis.
    QCOMPARE(flow.target, shop::Redis);
}

void tst_canvaskeys::tabPassesTheElementThatIsConnected()
{
    selectElements({shop::Nginx});
    canvas().key(Qt::Key_C);
    const IdText first = canvas().scene().hovered().id;
    for (qsizetype i = 1; i < canvas().model().elements.size(); ++i) {
        QVERIFY(canvas().scene().hovered().id != IdText(shop::Nginx));
        canvas().key(Qt::Key_Tab);
    }
    QCOMPARE(canvas().scene().hovered().id, first);
}

void tst_canvaskeys::cAndArrowsChooseTheTarget()
{
    selectElements({shop::Postgres});
    canvas().key(Qt::Key_C);
    canvas().key(Qt::Key_Right);
    canvas().key(Qt::Key_Down);
    QVERIFY(canvas().scene().hovered().kind == RecordKind::Element);
    const ElementId chosen(canvas().scene().hovered().id);
    canvas().key(Qt::Key_Return);
    const DataFlow &flow = *canvas().model().flows.find(FlowId(selection().first().id));
    QCOMPARE(flow.target, chosen);
}

void tst_canvaskeys::escapeLeavesConnecting()
{
    selectElements({shop::Nginx});
    canvas().key(Qt::Key_C);
    canvas().key(Qt::Key_Escape);
    canvas().key(Qt::Key_Right);
    QCOMPARE(canvas().model().flows.size(), 4);
    QCOMPARE(canvas().placed(shop::Nginx).left(), 296);
}

void tst_canvaskeys::copyAndPaste()
{
    selectElements({shop::Web, shop::Postgres});
    canvas().key(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(canPaste());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("postgres\nweb"));
    canvas().key(Qt::Key_V, Qt::ControlModifier);
    canvas().key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(canvas().model().elements.size(), 9);
    QCOMPARE(canvas().model().flows.size(), 6);
    QCOMPARE(selection().size(), 2);
    // The second copy does not hide the first.
    QSet<QPair<int, int>> corners;
    for (const Placement &placement : canvas().scene().diagram()->placements)
        corners.insert({placement.rect.x(), placement.rect.y()});
    QCOMPARE(corners.size(), canvas().scene().diagram()->placements.size());
}

void tst_canvaskeys::cutAndPasteInAnotherProject()
{
    selectElements({shop::Redis});
    canvas().key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!canvas().model().elements.contains(shop::Redis));

    ThreatModel empty;
    Diagram diagram;
    diagram.id = shop::Deployment;
    empty.diagrams.put(diagram);
    CanvasFixture other(empty);
    other.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(other.model().elements.size(), 1);
    QCOMPARE(other.model().elements.at(0).name, QStringLiteral("redis"));
    QVERIFY(other.model().elements.at(0).boundary.isEmpty());
}

void tst_canvaskeys::pastingNonsenseIsRefused()
{
    auto *data = new QMimeData;
    data->setData(QStringLiteral("application/x-drawbridge-fragment"), "DBfr nonsense");
    QGuiApplication::clipboard()->setMimeData(data);
    QSignalSpy refused(&canvas().scene(), &DiagramScene::editRefused);
    canvas().key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(canvas().model(), shopModel());
}

void tst_canvaskeys::duplicate()
{
    selectElements({shop::Nginx});
    canvas().key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(canvas().model().elements.size(), 6);
    QCOMPARE(canvas().placed(selection().first().id), QRect(312, 168, 168, 78));
    QCOMPARE(canvas().element(ElementId(selection().first().id)).networks, QList {shop::Front});
}

void tst_canvaskeys::selectAllThenDelete()
{
    canvas().key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selection().size(), 13);
    canvas().key(Qt::Key_Delete);
    QVERIFY(canvas().model().elements.isEmpty());
    QVERIFY(shownIn(canvas().scene()).isEmpty());
    canvas().undo();
    QCOMPARE(canvas().model(), shopModel());
}

void tst_canvaskeys::alignAndDistribute()
{
    selectElements({shop::Nginx, shop::Web, shop::Postgres});
    alignSelection(canvas().scene(), Alignment::Top);
    QCOMPARE(canvas().placed(shop::Nginx).top(), 88);
    QCOMPARE(canvas().placed(shop::Web).top(), 88);
    distributeSelection(canvas().scene(), Qt::Horizontal);
    const int first =
        canvas().placed(shop::Web).left() - (canvas().placed(shop::Nginx).left() + 168);
    const int second =
        canvas().placed(shop::Postgres).left() - (canvas().placed(shop::Web).left() + 168);
    QVERIFY(std::abs(first - second) <= 1);
    QCOMPARE(canvas().document.undoStack().count(), 2);
}

DRAWBRIDGE_TEST(tst_canvaskeys)
#include "tst_canvaskeys.moc"
