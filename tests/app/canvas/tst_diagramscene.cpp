#include "model/edit/deleterecordsedit.h"
#include "model/edit/renamerecordedit.h"
#include "tests/app/canvas/canvasfixture.h"
#include "tests/support/randomedits.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_diagramscene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveSceneEqualsAFreshOne_data();
    void liveSceneEqualsAFreshOne();
    void aLargeSceneFollowsEditsEntryByEntry_data() { liveSceneEqualsAFreshOne_data(); }
    void aLargeSceneFollowsEditsEntryByEntry();
    void threatsReachALargeScene();
    void showsOnlyItsDiagram();
    void followsAnotherModel();
    void tellsThatItsDiagramIsGone();
    void themesAndMarksReachTheItems();
    void selectionForgetsWhatIsGone();
};

void tst_diagramscene::liveSceneEqualsAFreshOne_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_diagramscene::liveSceneEqualsAFreshOne()
{
    QFETCH(quint32, seed);
    MemoryStorage storage;
    Document document(storage, std::make_shared<PropertySchema>());
    document.setModel(shopModel());
    DiagramScene live(document, shop::Deployment);
    RandomEdits random(seed);
    for (int i = 0; i < 60; ++i) {
        if (i % 7 == 6)
            document.undoStack().undo();
        else if (!document.apply(random.next(document.model())))
            continue;
        const DiagramScene fresh(document, shop::Deployment);
        QCOMPARE(shownIn(live), shownIn(fresh));
    }
}

// Routes may differ by their history; what is shown, and where, may not.
static QStringList withoutRoutes(QStringList shown)
{
    shown.removeIf([](const QString &line) { return line.contains(QStringLiteral("Data flow")); });
    return shown;
}

static QStringList flowEndsOf(const DiagramScene &scene)
{
    QStringList ends;
    for (const FlowPicture &flow : scene.picture().flows) {
        const FlowItem *item = scene.flowItem(flow.id);
        const bool routed =
            item && item->shapeOfFlow() == flow.shape && flow.shape.route.size() > 1;
        ends.append(flow.id.toString() + u' ' + flow.look.label
                    + (routed ? QStringLiteral(" routed") : QStringLiteral(" missing")));
    }
    return ends;
}

void tst_diagramscene::aLargeSceneFollowsEditsEntryByEntry()
{
    QFETCH(quint32, seed);
    MemoryStorage storage;
    Document document(storage, std::make_shared<PropertySchema>());
    document.setModel(shopModel());
    DiagramScene live(document, shop::Deployment);
    live.setLargeFrom(-1);
    RandomEdits random(seed + 100);
    for (int i = 0; i < 80; ++i) {
        if (i % 7 == 6)
            document.undoStack().undo();
        else if (!document.apply(random.next(document.model())))
            continue;
        const DiagramScene fresh(document, shop::Deployment);
        QCOMPARE(withoutRoutes(shownIn(live)), withoutRoutes(shownIn(fresh)));
        QCOMPARE(flowEndsOf(live), flowEndsOf(fresh));
        // Every route begins and ends at its boxes.
        for (const FlowPicture &flow : live.picture().flows) {
            const QRectF source = live.elementItem(flow.source)->recordRect();
            const QRectF target = live.elementItem(flow.target)->recordRect();
            QVERIFY(source.adjusted(-5, -5, 5, 5).contains(flow.shape.route.first()));
            QVERIFY(target.adjusted(-5, -5, 5, 5).contains(flow.shape.route.last()));
        }
    }
}

void tst_diagramscene::threatsReachALargeScene()
{
    CanvasFixture canvas;
    canvas.scene().setLargeFrom(-1);
    ThreatSummaries threats;
    threats.byRecord.insert(shop::Web, {14, Severity::Critical});
    threats.byRecord.insert(shop::Ping, {3, Severity::High});
    threats.byRecord.insert(shop::Host, {2, Severity::Low});
    canvas.scene().setThreats(threats);
    const ElementLook &web = canvas.scene().elementItem(shop::Web)->look();
    QCOMPARE(web.threats, (ThreatMark {14, Severity::Critical}));
    QCOMPARE(web.interfaces[1].threats, (ThreatMark {3, Severity::High}));
    QCOMPARE(canvas.scene().boundaryItem(shop::Host)->look().threats.count, 2);
    canvas.scene().setThreats({});
    QCOMPARE(canvas.scene().elementItem(shop::Web)->look().threats.count, 0);
    // And it is painted, near and far.
    const QImage near = canvas.view->grab().toImage();
    canvas.view->setZoom(0.2);
    QVERIFY(canvas.view->grab().toImage() != near);
}

void tst_diagramscene::showsOnlyItsDiagram()
{
    ThreatModel model = shopModel();
    Diagram other;
    other.id = DiagramId(QByteArrayView("g-other"));
    other.place(shop::Web, QRect(0, 0, 168, 118));
    other.place(shop::Redis, QRect(400, 0, 168, 78));
    model.diagrams.put(other);
    MemoryStorage storage;
    Document document(storage, std::make_shared<PropertySchema>());
    document.setModel(model);
    const DiagramScene scene(document, other.id);
    QVERIFY(scene.elementItem(shop::Web));
    QVERIFY(!scene.elementItem(shop::Nginx));
    QVERIFY(scene.flowItem(shop::WebToRedis));
    QVERIFY(!scene.flowItem(shop::NginxToWeb));
}

void tst_diagramscene::followsAnotherModel()
{
    CanvasFixture canvas;
    canvas.scene().select({{RecordKind::Element, shop::Web}});
    ThreatModel model = shopModel();
    model.elements.remove(shop::Web);
    model.interfaces = {};
    model.flows = {};
    canvas.document.setModel(model);
    QVERIFY(!canvas.scene().elementItem(shop::Web));
    QVERIFY(canvas.scene().elementItem(shop::Nginx));
    QVERIFY(canvas.scene().selection().isEmpty());
}

void tst_diagramscene::tellsThatItsDiagramIsGone()
{
    CanvasFixture canvas;
    QSignalSpy gone(&canvas.scene(), &DiagramScene::diagramRemoved);
    QVERIFY(canvas.document.apply(
        deleteRecords(canvas.model(), {{RecordKind::Diagram, shop::Deployment}})));
    QCOMPARE(gone.size(), 1);
    QVERIFY(shownIn(canvas.scene()).isEmpty());
    // A view may live a little longer than its diagram.
    canvas.key(Qt::Key_A, Qt::ControlModifier);
    canvas.key(Qt::Key_Tab);
    canvas.click(QPoint(300, 300));
}

void tst_diagramscene::themesAndMarksReachTheItems()
{
    CanvasFixture canvas;
    const auto shot = [&canvas] { return canvas.view->grab().toImage(); };
    const QImage light = shot();
    canvas.view->setTheme(Theme::builtIn(ThemeKind::Dark));
    const QImage dark = shot();
    QVERIFY(light.pixelColor(5, 5).lightness() > 200);
    QVERIFY(dark.pixelColor(5, 5).lightness() < 60);
    canvas.scene().setAttackPath({shop::Web, shop::NginxToWeb});
    QVERIFY(canvas.scene().elementItem(shop::Web)->look().onPath);
    QVERIFY(canvas.scene().flowItem(shop::NginxToWeb)->look().onPath);
    QVERIFY(shot() != dark);
    canvas.scene().setAttackPath({});
    canvas.scene().setChangeMarks({{shop::Redis, ChangeMark::Added}});
    QCOMPARE(canvas.scene().elementItem(shop::Redis)->look().change, ChangeMark::Added);
}

void tst_diagramscene::selectionForgetsWhatIsGone()
{
    CanvasFixture canvas;
    canvas.scene().select({{RecordKind::Element, shop::Web},
                           {RecordKind::Interface, shop::Ping},
                           {RecordKind::Flow, shop::BrowserToNginx}});
    QSignalSpy selected(&canvas.scene(), &DiagramScene::recordsSelected);
    QVERIFY(
        canvas.document.apply(deleteRecords(canvas.model(), {{RecordKind::Element, shop::Web}})));
    QCOMPARE(selected.size(), 1);
    QCOMPARE(canvas.scene().selection(),
             (RecordReferences {{RecordKind::Flow, shop::BrowserToNginx}}));
    // A change of what is selected is no change of the selection.
    QVERIFY(canvas.document.apply(renameRecord(
        canvas.model(), {RecordKind::Flow, shop::BrowserToNginx}, QStringLiteral("HTTPS"))));
    QCOMPARE(selected.size(), 1);
}

DRAWBRIDGE_TEST(tst_diagramscene)
#include "tst_diagramscene.moc"
