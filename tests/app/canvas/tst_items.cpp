#include "app/canvas/items/itemfactory.h"
#include "tests/app/canvas/canvasfixture.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_items : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itemsHaveAccessibleText();
    void onlyDrawnKindsHaveItems();
    void boundariesAreHitAtLineAndTitle();
    void flowsAreHitNearTheirLine();
    void rowsAreInterfaces();
};

void tst_items::itemsHaveAccessibleText()
{
    CanvasFixture canvas;
    ThreatSummaries threats;
    threats.byRecord.insert(shop::Web, {14, Severity::Critical});
    canvas.scene().setThreats(threats);
    QCOMPARE(canvas.scene().elementItem(shop::Web)->accessibleText(),
             QStringLiteral("web, process, 14 threats, highest critical"));
    QCOMPARE(canvas.scene().boundaryItem(shop::Front)->accessibleText(),
             QStringLiteral("Network front, trust boundary, network"));
    QVERIFY(canvas.scene()
                .flowItem(shop::NginxToWeb)
                ->accessibleText()
                .startsWith(QStringLiteral("Data flow")));
}

void tst_items::onlyDrawnKindsHaveItems()
{
    for (const RecordKind kind : {RecordKind::Element, RecordKind::Flow, RecordKind::Boundary})
        QCOMPARE(makeItem({kind, shop::Web})->record().kind, kind);
    QVERIFY(!makeItem({RecordKind::Interface, shop::Ping}));
}

void tst_items::boundariesAreHitAtLineAndTitle()
{
    const CanvasFixture canvas;
    const BoundaryItem &front = *canvas.scene().boundaryItem(shop::Front);
    QVERIFY(front.hits({272, 200}, 4));
    QVERIFY(front.hits({300, 52}, 4));
    QVERIFY(!front.hits({300, 120}, 4));
    QVERIFY(!front.hits({250, 200}, 4));
}

void tst_items::flowsAreHitNearTheirLine()
{
    const CanvasFixture canvas;
    const FlowItem &flow = *canvas.scene().flowItem(shop::WebToRedis);
    const QPolygonF &route = flow.shapeOfFlow().route;
    const QPointF middle = (route[0] + route[1]) / 2;
    QVERIFY(flow.hits(middle, 4));
    QVERIFY(flow.hits(middle + QPointF(0, 5), 4));
    QVERIFY(!flow.hits(middle + QPointF(0, -40), 4));
}

void tst_items::rowsAreInterfaces()
{
    const CanvasFixture canvas;
    const ElementItem &web = *canvas.scene().elementItem(shop::Web);
    QCOMPARE(web.interfaceAt(web.interfaceRect(shop::Ping).center()), shop::Ping);
    QCOMPARE(web.interfaceAt(web.interfaceRect(shop::Calculate).center()), shop::Calculate);
    QVERIFY(web.interfaceAt(web.recordRect().topLeft() + QPointF(20, 20)).isEmpty());
}

DRAWBRIDGE_TEST(tst_items)
#include "tst_items.moc"
