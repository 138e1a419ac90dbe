#include "app/panels/nistpanel.h"

#include "app/panels/controlpane.h"
#include "app/panels/controlstatementform.h"
#include "app/panels/detailpage.h"
#include "app/panels/groupedview.h"
#include "model/core/controlstatements.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_nistpanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClickShowsTheControlAndFiltersTheThreats();
    void aStatementIsWrittenInPlaceAndUndone();
    void wordsAreKeptWhenAnotherControlIsChosen();
    void theStatusIsChosenInTheTable();
    void filtersAddUp();
    void controlsInNoBaselineCanBeListed();
    void mappingsNameTheirOrigin();
    void anEditKeepsTheRows();
    void anEmptyModelSaysWhatToDo();

private:
    const ThreatModel &model() const { return m_fixture->model(); }
    void choose(QComboBox *combo, int index);

    std::unique_ptr<PanelFixture> m_fixture;
    std::unique_ptr<NistPanel> m_panel;
};

static const QString LeastPrivilege = QStringLiteral("AC-6");

void tst_nistpanel::init()
{
    m_fixture = std::make_unique<PanelFixture>();
    m_panel = std::make_unique<NistPanel>(m_fixture->context);
    m_panel->resize(1500, 600);
    m_panel->show();
    QTRY_VERIFY(m_panel->model()->shown() > 0);
}

void tst_nistpanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

void tst_nistpanel::choose(QComboBox *combo, int index)
{
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
}

void tst_nistpanel::aClickShowsTheControlAndFiltersTheThreats()
{
    const QModelIndex row = m_panel->model()->indexOf(LeastPrivilege);
    QVERIFY(row.isValid());
    m_panel->view()->scrollTo(row);
    QTest::mouseClick(m_panel->view()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      m_panel->view()->visualRect(row).center());
    QCOMPARE(m_fixture->filter.criteria().control, LeastPrivilege);
    QVERIFY(m_panel->pane()->isVisible());
    QCOMPARE(m_panel->pane()->control(), LeastPrivilege);
    QStringList texts;
    for (const QLabel *label : m_panel->pane()->page()->findChildren<QLabel *>())
        texts += label->text();
    for (const char *section : {"Statement", "Threats", "Mitigations that support it",
                                "Techniques that it answers", "Enhancements"})
        QVERIFY2(texts.contains(QLatin1String(section)), section);
}

void tst_nistpanel::aStatementIsWrittenInPlaceAndUndone()
{
    m_panel->drillInto(LeastPrivilege);
    ControlStatementForm *form = m_panel->pane()->form();
    choose(form->status(), static_cast<int>(ControlStatus::Partial));
    QVERIFY(statementOn(model(), LeastPrivilege));
    QCOMPARE(statementOn(model(), LeastPrivilege)->status, ControlStatus::Partial);
    choose(form->origin(), static_cast<int>(ControlOrigin::Inherited));
    QTest::keyClicks(form->text(), QStringLiteral("Containers run as their own user."));
    QTest::keyClick(form->text(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(statementOn(model(), LeastPrivilege)->statement,
             QStringLiteral("Containers run as their own user."));
    const QModelIndex cell = m_panel->model()
                                 ->indexOf(LeastPrivilege)
                                 .siblingAtColumn(ControlTableModel::StatementColumn);
    QTRY_COMPARE(cell.data().toString(), QStringLiteral("Partial, inherited"));
    m_fixture->document->undoStack().undo();
    QCOMPARE(form->text()->toPlainText(), QString());
    m_fixture->document->undoStack().undo();
    m_fixture->document->undoStack().undo();
    QVERIFY(!statementOn(model(), LeastPrivilege));
    QCOMPARE(form->status()->currentIndex(), 0);
}

void tst_nistpanel::wordsAreKeptWhenAnotherControlIsChosen()
{
    m_panel->drillInto(LeastPrivilege);
    QTest::keyClicks(m_panel->pane()->form()->text(), QStringLiteral("Half typed"));
    m_panel->drillInto(QStringLiteral("CM-7"));
    QCOMPARE(statementOn(model(), LeastPrivilege)->statement, QStringLiteral("Half typed"));
    QCOMPARE(m_panel->pane()->form()->text()->toPlainText(), QString());
    QVERIFY(!statementOn(model(), QStringLiteral("CM-7")));
}

void tst_nistpanel::theStatusIsChosenInTheTable()
{
    const QModelIndex cell = m_panel->model()
                                 ->indexOf(LeastPrivilege)
                                 .siblingAtColumn(ControlTableModel::StatementColumn);
    m_panel->view()->setCurrentIndex(cell);
    m_panel->view()->edit(cell);
    auto *choice = m_panel->view()->viewport()->findChild<QComboBox *>();
    QVERIFY(choice);
    choose(choice, static_cast<int>(ControlStatus::Planned));
    QTRY_VERIFY(statementOn(model(), LeastPrivilege));
    QCOMPARE(statementOn(model(), LeastPrivilege)->status, ControlStatus::Planned);
}

void tst_nistpanel::filtersAddUp()
{
    const int withThreats = m_panel->model()->shown();
    ControlCriteria criteria = m_panel->model()->criteria();
    criteria.onlyWithThreats = false;
    m_panel->model()->setCriteria(criteria);
    QVERIFY(m_panel->model()->shown() > 900);
    criteria.baselines = {Baseline::Low};
    m_panel->model()->setCriteria(criteria);
    const int low = m_panel->model()->shown();
    QVERIFY(low > 100 && low < 300);
    criteria.onlyWithThreats = true;
    m_panel->model()->setCriteria(criteria);
    QVERIFY(m_panel->model()->shown() < withThreats);
    criteria.statements = {ControlStatus::Implemented};
    m_panel->model()->setCriteria(criteria);
    QCOMPARE(m_panel->model()->shown(), 0);
    m_panel->drillInto(LeastPrivilege);
    // What is looked up is listed whatever the filter says.
    QVERIFY(m_panel->model()->indexOf(LeastPrivilege).isValid());
}

void tst_nistpanel::controlsInNoBaselineCanBeListed()
{
    ControlCriteria criteria;
    criteria.onlyWithThreats = false;
    criteria.baselines = {Baseline::None};
    m_panel->model()->setCriteria(criteria);
    QVERIFY(m_panel->model()->indexOf(QStringLiteral("SC-6")).isValid());
    QVERIFY(!m_panel->model()->indexOf(LeastPrivilege).isValid());
}

void tst_nistpanel::mappingsNameTheirOrigin()
{
    m_panel->drillInto(LeastPrivilege);
    bool folded = false;
    QStringList shown;
    QPushButton *more = nullptr;
    for (QPushButton *button : m_panel->pane()->page()->findChildren<QPushButton *>()) {
        if (button->text().contains(QStringLiteral("published and derived")))
            more = button;
    }
    QVERIFY(more);
    for (const RowButton *row : m_panel->pane()->page()->findChildren<RowButton *>()) {
        if (!row->parts().id.startsWith(u'T'))
            continue;
        if (row->isHidden() || !row->isVisibleTo(m_panel->pane()))
            folded = true;
        else
            shown += row->parts().right;
    }
    QVERIFY(folded);
    QVERIFY(!shown.isEmpty());
    for (const QString &origin : shown)
        QVERIFY2(origin.contains(QStringLiteral("ours")), qPrintable(origin));
    more->click();
    for (const RowButton *row : m_panel->pane()->page()->findChildren<RowButton *>()) {
        if (row->parts().id.startsWith(u'T'))
            QVERIFY(row->isVisibleTo(m_panel->pane()));
    }
}

void tst_nistpanel::anEditKeepsTheRows()
{
    QSignalSpy reset(m_panel->model(), &QAbstractItemModel::modelReset);
    const QModelIndex family = m_panel->model()->index(0, 0);
    m_panel->view()->collapse(family);
    m_panel->drillInto(LeastPrivilege);
    choose(m_panel->pane()->form()->status(), static_cast<int>(ControlStatus::Planned));
    QTest::qWait(20);
    QCOMPARE(reset.count(), 0);
}

void tst_nistpanel::anEmptyModelSaysWhatToDo()
{
    m_fixture->document->setModel(ThreatModel());
    QTRY_COMPARE(m_panel->model()->shown(), 0);
    QTRY_VERIFY(!m_panel->view()->isVisible());
}

DRAWBRIDGE_TEST(tst_nistpanel)
#include "tst_nistpanel.moc"
