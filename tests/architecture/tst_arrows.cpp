#include "tests/architecture/arrows.h"
#include "tests/support/testrunner.h"

using namespace drawbridge::test;

class tst_arrows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void units();
    void arrowsGoDownwardsOnly();
    void findsCircles();
};

void tst_arrows::units()
{
    QCOMPARE(unitOf("model/base/result.h"), QString("model/base"));
    QCOMPARE(unitOf("model/import/compose/reader.h"), QString("model/import"));
    QCOMPARE(unitOf("app/mainwindow.h"), QString("app"));
    QCOMPARE(unitOf("tests/support/testrunner.h"), QString());
    QCOMPARE(unitOf("vector"), QString());
}

void tst_arrows::arrowsGoDownwardsOnly()
{
    const auto &arrows = allowedArrows();
    QVERIFY(arrows.value("app/cli").contains("app/services"));
    QVERIFY(arrows.value("app/cli").contains("model/base"));
    QVERIFY(arrows.value("app").contains("app/panels"));
    QVERIFY(!arrows.value("app/panels").contains("app/canvas"));
    QVERIFY(!arrows.value("app/cli").contains("app/document"));
    QVERIFY(!arrows.value("model/core").contains("model/engine"));
    QVERIFY(!arrows.value("model/engine").contains("model/edit"));
    QVERIFY(!arrows.value("app/services").contains("app"));
}

void tst_arrows::findsCircles()
{
    QCOMPARE(circleIn({{"a", {"b", "c"}}, {"b", {"c"}}, {"c", {}}}), QString());
    QCOMPARE(circleIn({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}), QString("b -> c -> b"));
    QCOMPARE(circleIn({{"a", {"a"}}}), QString("a -> a"));
}

DRAWBRIDGE_TEST(tst_arrows)
#include "tst_arrows.moc"
