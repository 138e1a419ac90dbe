#include "app/panels/problemspanel.h"

#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QTableWidget>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_problemspanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundModelSaysSo();
    void problemsAreListedAndLeadToTheirRecord();
    void theyAreCountedWhileTheyAreNotSeen();
};

// The shop with a data flow that ends at nothing.
static ThreatModel brokenModel()
{
    ThreatModel model = shopModel();
    DataFlow flow = *model.flows.begin();
    flow.target = ElementId("e-nobody");
    model.flows.put(flow);
    return model;
}

void tst_problemspanel::aSoundModelSaysSo()
{
    PanelFixture fixture;
    ProblemsPanel panel(fixture.context);
    panel.show();
    QCOMPARE(panel.problems().size(), 0);
    QVERIFY(!panel.table()->isVisible());
}

void tst_problemspanel::problemsAreListedAndLeadToTheirRecord()
{
    PanelFixture fixture;
    fixture.document->setModel(brokenModel());
    fixture.document->noteDiagnostics({{DiagnosticSeverity::Information,
                                        QStringLiteral("a <b>note</b>"),
                                        {QStringLiteral("compose.yml"), 3, 5}}});
    ProblemsPanel panel(fixture.context);
    panel.resize(900, 300);
    panel.show();
    QTRY_VERIFY(panel.table()->isVisible());
    QVERIFY(panel.problems().size() >= 2);
    QSignalSpy requested(&panel, &ProblemsPanel::recordRequested);
    const QRect cell = panel.table()->visualItemRect(panel.table()->item(0, 0));
    QTest::mouseClick(panel.table()->viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested[0][0].value<RecordReference>().kind, RecordKind::Flow);
    const int last = panel.table()->rowCount() - 1;
    QCOMPARE(panel.table()->item(last, 0)->text(), QStringLiteral("a <b>note</b>"));
    QCOMPARE(panel.table()->item(last, 1)->text(), QStringLiteral("compose.yml:3:5"));
    QCOMPARE(panel.table()->item(last, 3)->text(), QStringLiteral("Files"));
}

void tst_problemspanel::theyAreCountedWhileTheyAreNotSeen()
{
    PanelFixture fixture;
    ProblemsPanel panel(fixture.context);
    QSignalSpy counted(&panel, &ProblemsPanel::counted);
    fixture.document->setModel(brokenModel());
    QTRY_VERIFY(counted.count() > 0);
    QVERIFY(counted.last()[0].toInt() > 0);
    QVERIFY(counted.last()[1].toInt() > 0);
    fixture.document->setModel(shopModel());
    QTRY_COMPARE(counted.last()[0].toInt(), 0);
}

DRAWBRIDGE_TEST(tst_problemspanel)
#include "tst_problemspanel.moc"
