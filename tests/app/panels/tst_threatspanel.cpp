#include "app/panels/threatspanel.h"

#include "app/panels/decidethreats.h"
#include "app/panels/decisiondialog.h"
#include "app/panels/decisionform.h"
#include "app/panels/outlinepanel.h"
#include "app/panels/threatdetailpanel.h"
#include "app/panels/threattablemodel.h"
#include "app/services/threatsummaries.h"
#include "model/edit/moveplacementsedit.h"
#include "model/edit/renamerecordedit.h"
#include "model/edit/setpropertyedit.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTreeView>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_threatspanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheWorstFirst();
    void sortsByAnyColumn();
    void filtersByTextRecordAndSeverity();
    void clearingTheFilterBringsAllBack();
    void aSelectedRowIsTheSelectedThreat();
    void theKeyboardPassingByselectsNothing();
    void aDecisionNeedsAReason();
    void aDecisionStaysThroughEditsAndUndo();
    void whatIsTypedSurvivesAnEdit();
    void anEditKeepsThePlaceInTheTable();
    void aBubbleListsWhatItCounts();
    void columnsGiveWayToTheTitle();
    void detailsFitANarrowPanel();
    void detailsStayWhereTheyWereScrolledTo();
};

void tst_threatspanel::showsTheWorstFirst()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    QCOMPARE(panel.model()->rowCount(), static_cast<int>(fixture.session().size()));
    QVERIFY(panel.model()->rowCount() > 5);
    int last = 0;
    for (int row = 0; row < panel.model()->rowCount(); ++row) {
        const int severity =
            panel.model()->index(row, 0).data(ThreatTableModel::SeverityRole).toInt();
        QVERIFY(severity >= last);
        last = severity;
    }
}

void tst_threatspanel::sortsByAnyColumn()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    for (int column = 0; column < ThreatTableModel::ColumnCount; ++column) {
        panel.view()->sortByColumn(column, Qt::DescendingOrder);
        panel.view()->sortByColumn(column, Qt::AscendingOrder);
        QSet<QString> keys;
        for (int row = 0; row < panel.model()->rowCount(); ++row)
            keys.insert(
                panel.model()->index(row, 0).data(ThreatTableModel::ThreatKeyRole).toString());
        QCOMPARE(keys.size(), panel.model()->rowCount());
    }
    panel.view()->sortByColumn(ThreatTableModel::TitleColumn, Qt::AscendingOrder);
    QString last;
    for (int row = 0; row < panel.model()->rowCount(); ++row) {
        const QString title =
            panel.model()->index(row, ThreatTableModel::TitleColumn).data().toString();
        QVERIFY(title.toCaseFolded() >= last);
        last = title.toCaseFolded();
    }
}

void tst_threatspanel::filtersByTextRecordAndSeverity()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    auto *text = panel.findChild<QLineEdit *>();
    QTest::keyClicks(text, QStringLiteral("postgres"));
    QTRY_VERIFY(panel.model()->rowCount() < static_cast<int>(fixture.session().size()));
    QVERIFY(panel.model()->rowCount() > 0);
    text->clear();
    ThreatCriteria criteria;
    criteria.record = RecordReference {RecordKind::Element, shop::Postgres};
    fixture.filter.set(criteria);
    QTRY_VERIFY(panel.model()->rowCount() < static_cast<int>(fixture.session().size()));
    for (int row = 0; row < panel.model()->rowCount(); ++row) {
        const Threat *threat = panel.model()->threat(row);
        QVERIFY(threat->target == shop::Postgres || threat->targetKind != RecordKind::Element);
    }
    criteria.severities = {Severity::Info};
    criteria.text = QStringLiteral("nothing is called like this");
    fixture.filter.set(criteria);
    QTRY_COMPARE(panel.model()->rowCount(), 0);
    QVERIFY(panel.view()->isHidden());
}

void tst_threatspanel::clearingTheFilterBringsAllBack()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    auto *text = panel.findChild<QLineEdit *>();
    QTest::keyClicks(text, QStringLiteral("zzzz"));
    QTRY_COMPARE(panel.model()->rowCount(), 0);
    fixture.filter.clear();
    QTRY_COMPARE(panel.model()->rowCount(), static_cast<int>(fixture.session().size()));
    QVERIFY(text->text().isEmpty());
}

void tst_threatspanel::aSelectedRowIsTheSelectedThreat()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    panel.view()->selectRow(2);
    const QString key = panel.model()->index(2, 0).data(ThreatTableModel::ThreatKeyRole).toString();
    QCOMPARE(fixture.selection.threat(), key);
    panel.view()->sortByColumn(ThreatTableModel::TitleColumn, Qt::DescendingOrder);
    QCOMPARE(panel.selectedThreats(), QStringList {key});
    QCOMPARE(fixture.selection.threat(), key);
}

// A table makes its first row current when it gets the keyboard.
void tst_threatspanel::theKeyboardPassingByselectsNothing()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.activateWindow();
    panel.view()->setFocus();
    QTest::qWait(20);
    QVERIFY(fixture.selection.threat().isEmpty());
}

void tst_threatspanel::aDecisionNeedsAReason()
{
    PanelFixture fixture;
    const QString key = fixture.someThreatOf({RecordKind::Element, shop::Web});
    DecisionDialog dialog(fixture.context, {key}, Treatment::Accept);
    dialog.accept();
    QVERIFY(fixture.model().decisions.find(decisionIdFor(key)) == nullptr);
    QCOMPARE(dialog.result(), 0);
    DecisionText text;
    text.treatment = Treatment::Accept;
    text.reason = QStringLiteral("Only reachable from the bastion");
    dialog.form()->show(text);
    dialog.accept();
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    QVERIFY(fixture.model().decisions.find(decisionIdFor(key)) != nullptr);
}

void tst_threatspanel::aDecisionStaysThroughEditsAndUndo()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    const QString key = fixture.someThreatOf({RecordKind::Element, shop::Web});
    const auto status = [&] {
        const int row = panel.model()->rowOf(key);
        return row < 0 ? -1
                       : panel.model()->index(row, 0).data(ThreatTableModel::StatusRole).toInt();
    };
    const int before = status();
    DecisionText text;
    text.treatment = Treatment::Accept;
    text.reason = QStringLiteral("Known and small");
    QCOMPARE(decideThreatsOf(fixture.context, {key}, text), QString());
    QTRY_COMPARE(status(), static_cast<int>(ThreatStatus::Accepted));
    QVERIFY(fixture.document->apply(renameRecord(fixture.model(), {RecordKind::Element, shop::Web},
                                                 QStringLiteral("front door"))));
    QTRY_COMPARE(status(), static_cast<int>(ThreatStatus::Accepted));
    fixture.document->undoStack().undo();
    QTRY_COMPARE(status(), static_cast<int>(ThreatStatus::Accepted));
    fixture.document->undoStack().undo();
    QTRY_COMPARE(status(), before);
    fixture.document->undoStack().redo();
    QTRY_COMPARE(status(), static_cast<int>(ThreatStatus::Accepted));
    decideThreatsOf(fixture.context, {key}, {});
    QTRY_COMPARE(status(), before);
}

void tst_threatspanel::whatIsTypedSurvivesAnEdit()
{
    PanelFixture fixture;
    ThreatDetailPanel panel(fixture.context);
    panel.resize(340, 700);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QString key = fixture.someThreatOf({RecordKind::Element, shop::Web});
    fixture.selection.selectThreat(key);
    QTRY_VERIFY(panel.decision());
    auto *owner = panel.decision()->findChild<QLineEdit *>();
    QTest::keyClicks(owner, QStringLiteral("platform team"));
    const DecisionForm *old = panel.decision();
    QVERIFY(fixture.document->apply(renameRecord(
        fixture.model(), {RecordKind::Element, shop::Redis}, QStringLiteral("session store"))));
    QTRY_VERIFY(panel.decision() != old);
    QCOMPARE(panel.decision()->text({}).owner, QStringLiteral("platform team"));
}

static PropertyIndex elementProperty(const PanelFixture &fixture, QStringView name)
{
    return fixture.document->schema().find(RecordKind::Element, name);
}

// One more threat above: what is chosen, what has the keyboard and the scroll position stay.
void tst_threatspanel::anEditKeepsThePlaceInTheTable()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    panel.resize(1200, 260);
    panel.show();
    const int last = panel.model()->rowCount() - 1;
    panel.view()->selectRow(last - 2);
    panel.view()->selectionModel()->select(panel.model()->index(last, 0),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
    panel.view()->verticalScrollBar()->setValue(panel.view()->verticalScrollBar()->maximum());
    const int position = panel.view()->verticalScrollBar()->value();
    const QStringList chosen = panel.selectedThreats();
    QCOMPARE(chosen.size(), 2);
    QVERIFY(position > 0);
    QSignalSpy resets(panel.model(), &QAbstractItemModel::modelReset);
    QVERIFY(fixture.document->apply(drawbridge::setProperty(
        fixture.model(), fixture.document->schema(), {{RecordKind::Element, shop::Web}},
        elementProperty(fixture, u"privileged"), true)));
    const QString fresh = QStringLiteral("containers/privileged@e-web");
    QTRY_VERIFY(panel.model()->rowOf(fresh) >= 0);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(panel.selectedThreats(), chosen);
    QVERIFY(panel.view()->verticalScrollBar()->value() >= position);
    // The rows are those of a table that was made afresh.
    const ThreatTableModel afresh(fixture.context);
    QCOMPARE(panel.model()->rowCount(), afresh.rowCount());
    for (int row = 0; row < afresh.rowCount(); ++row)
        QCOMPARE(panel.model()->keyOf(row), afresh.keyOf(row));
    // Sorting keeps it as well.
    panel.view()->sortByColumn(ThreatTableModel::TargetColumn, Qt::DescendingOrder);
    const QStringList still = panel.selectedThreats();
    QCOMPARE(QSet<QString>(still.begin(), still.end()),
             QSet<QString>(chosen.begin(), chosen.end()));
}

// The figure on the canvas, the one in the outline and the rows that a click shows are the same.
void tst_threatspanel::aBubbleListsWhatItCounts()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    OutlinePanel outline(fixture.context);
    const ThreatSummaries counted = summarize(fixture.model(), fixture.session());
    int compared = 0;
    for (const Element &element : fixture.model().elements) {
        fixture.filter.set(countedThreatsOf({RecordKind::Element, element.id}));
        panel.model()->refresh();
        const ThreatMark mark = counted.of(element.id);
        QCOMPARE(panel.model()->rowCount(), mark.count);
        const QModelIndexList found = outline.view()->model()->match(
            outline.view()->model()->index(0, 0), OutlinePanel::IdRole, element.id.toString(), 1,
            Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().data(OutlinePanel::CountRole).toInt(), mark.count);
        compared += mark.count > 0 ? 1 : 0;
    }
    QVERIFY(compared > 1);
}

void tst_threatspanel::columnsGiveWayToTheTitle()
{
    PanelFixture fixture;
    ThreatsPanel panel(fixture.context);
    panel.show();
    for (const int width : {1400, 650, 460, 1400}) {
        panel.resize(width, 300);
        QTest::qWait(20);
        QVERIFY(panel.view()->columnWidth(ThreatTableModel::TitleColumn) >= 200);
        QVERIFY(!panel.view()->horizontalScrollBar()->isVisible());
        QCOMPARE(panel.view()->isColumnHidden(ThreatTableModel::ControlColumn), width < 1400);
        QVERIFY(!panel.view()->isColumnHidden(ThreatTableModel::StatusColumn));
    }
}

void tst_threatspanel::detailsFitANarrowPanel()
{
    PanelFixture fixture;
    QVERIFY(fixture.document->apply(drawbridge::setProperty(
        fixture.model(), fixture.document->schema(), {{RecordKind::Element, shop::Web}},
        elementProperty(fixture, u"privileged"), true)));
    ThreatDetailPanel detail(fixture.context);
    detail.resize(detail.minimumWidth(), 700);
    detail.show();
    const auto *scroll = detail.findChild<QScrollArea *>();
    for (qsizetype i = 0; i < fixture.session().size(); ++i) {
        fixture.selection.selectThreat(fixture.session().keyOf(fixture.session().at(i)));
        QTRY_VERIFY(scroll->widget() && scroll->widget()->width() <= scroll->viewport()->width());
        QVERIFY2(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width(),
                 qPrintable(fixture.selection.threat()));
    }
}

void tst_threatspanel::detailsStayWhereTheyWereScrolledTo()
{
    PanelFixture fixture;
    ThreatDetailPanel detail(fixture.context);
    detail.resize(364, 300);
    detail.show();
    fixture.selection.selectThreat(fixture.someThreatOf({RecordKind::Element, shop::Web}));
    const auto *scroll = detail.findChild<QScrollArea *>();
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 200);
    scroll->verticalScrollBar()->setValue(150);
    QVERIFY(fixture.document->apply(
        renameRecord(fixture.model(), {RecordKind::Element, shop::Web}, QStringLiteral("front"))));
    QTest::qWait(20);
    QCOMPARE(scroll->verticalScrollBar()->value(), 150);
}

DRAWBRIDGE_TEST(tst_threatspanel)
#include "tst_threatspanel.moc"
