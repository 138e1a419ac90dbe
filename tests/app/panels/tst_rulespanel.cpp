#include "app/panels/rulespanel.h"

#include "app/panels/conditionedit.h"
#include "app/panels/conditiontester.h"
#include "app/panels/detailpage.h"
#include "app/panels/groupedview.h"
#include "app/panels/rulepane.h"
#include "app/panels/ruletablemodel.h"
#include "tests/app/panels/panelfixture.h"
#include "tests/support/testrunner.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_rulespanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyRuleIsListedByPack();
    void filtersAddUp();
    void aRuleTellsEverything();
    void openedRulesAreShownWhateverIsFiltered();
    void patternsListTheRulesThatNameThem();
    void aConditionOfARuleIsTried();
    void aConditionIsTriedAsOneTypes();
    void mistakesAreUnderlined();
    void namesAreOfferedAndTaken();
    void resultsFollowEdits();
    void aLowPanelScrollsTheTester();

private:
    const RuleSet &rules() const { return *m_fixture->session().input().rules; }
    ConditionTester &tester() const { return *m_panel->tester(); }
    void tryOut(const char *condition);

    std::unique_ptr<PanelFixture> m_fixture;
    std::unique_ptr<RulesPanel> m_panel;
};

static const QString PrivilegedRule = QStringLiteral("containers/privileged");

void tst_rulespanel::init()
{
    m_fixture = std::make_unique<PanelFixture>();
    m_panel = std::make_unique<RulesPanel>(m_fixture->context);
    m_panel->resize(1400, 700);
    m_panel->show();
    QTRY_VERIFY(m_panel->model()->shown() > 0);
}

void tst_rulespanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

void tst_rulespanel::tryOut(const char *condition)
{
    m_panel->showTester(true);
    tester().tryOut(QLatin1String(condition), RecordKind::Element, {});
}

void tst_rulespanel::everyRuleIsListedByPack()
{
    const RuleTableModel &model = *m_panel->model();
    QCOMPARE(model.shown(), static_cast<int>(rules().size()));
    QVERIFY(model.rowCount() > 5);
    const QModelIndex rule = model.indexOf(PrivilegedRule);
    QVERIFY(rule.isValid());
    QCOMPARE(rule.parent().data().toString(), QStringLiteral("containers"));
    QVERIFY(rule.data().toString().contains(QStringLiteral("privileged mode")));
    QVERIFY(!rule.data().toString().contains(u'{'));
    int threats = 0;
    int questions = 0;
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex pack = model.index(i, 0);
        for (int j = 0; j < model.rowCount(pack); ++j) {
            threats += model.row(model.index(j, 0, pack))->threats;
            questions += model.row(model.index(j, 0, pack))->questions;
        }
    }
    QCOMPARE(threats, static_cast<int>(m_fixture->session().size()));
    QVERIFY(questions > 0);
}

void tst_rulespanel::filtersAddUp()
{
    RuleCriteria criteria;
    criteria.text = QStringLiteral("T1611");
    m_panel->model()->setCriteria(criteria);
    const int escapes = m_panel->model()->shown();
    QVERIFY(escapes > 1 && escapes < rules().size());
    QVERIFY(m_panel->model()->indexOf(PrivilegedRule).isValid());
    criteria.strides = {Stride::Repudiation};
    m_panel->model()->setCriteria(criteria);
    QVERIFY(m_panel->model()->shown() < escapes);
    QVERIFY(!m_panel->model()->indexOf(PrivilegedRule).isValid());
    m_panel->model()->setCriteria({{}, {}, true});
    const int reporting = m_panel->model()->shown();
    QVERIFY(reporting > 0 && reporting < rules().size());
}

static QStringList labelsOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts += label->text();
    return texts;
}

void tst_rulespanel::aRuleTellsEverything()
{
    m_panel->showRule(PrivilegedRule);
    const RuleInfo &rule = rules().info(rules().find(PrivilegedRule));
    const QStringList texts = labelsOf(*m_panel->pane()->page());
    for (const QString &text :
         {withoutPlaceholders(rule.explanation), rule.when, rule.mitigations.first().title,
          QStringLiteral("It reports nothing."), rule.where.toString()})
        QVERIFY2(texts.contains(text), qPrintable(text));
    QStringList ids;
    for (const RowButton *row : m_panel->pane()->page()->findChildren<RowButton *>())
        ids += row->parts().id;
    for (const QString &id : rule.attack + rule.nist)
        QVERIFY2(ids.contains(id), qPrintable(id));
}

void tst_rulespanel::openedRulesAreShownWhateverIsFiltered()
{
    m_panel->filterBy(QStringLiteral("no rule is called that"));
    QCOMPARE(m_panel->model()->shown(), 0);
    m_fixture->selection.open({CatalogReference::Kind::Rule, PrivilegedRule});
    QCOMPARE(m_panel->pane()->rule(), PrivilegedRule);
    QCOMPARE(m_panel->view()->currentIndex(), m_panel->model()->indexOf(PrivilegedRule));
    QVERIFY(m_panel->view()->currentIndex().isValid());
}

void tst_rulespanel::patternsListTheRulesThatNameThem()
{
    m_fixture->selection.open({CatalogReference::Kind::Cwe, QStringLiteral("CWE-250")});
    QVERIFY(m_panel->model()->indexOf(PrivilegedRule).isValid());
    QVERIFY(m_panel->model()->shown() < rules().size());
}

void tst_rulespanel::aConditionOfARuleIsTried()
{
    m_panel->showRule(PrivilegedRule);
    QPushButton *tryIt = nullptr;
    for (QPushButton *button : m_panel->pane()->page()->findChildren<QPushButton *>()) {
        if (!tryIt && button->text() == QStringLiteral("Try it"))
            tryIt = button;
    }
    QVERIFY(tryIt);
    tryIt->click();
    QVERIFY(tester().isVisible());
    QCOMPARE(tester().edit()->toPlainText(), rules().info(rules().find(PrivilegedRule)).when);
    QCOMPARE(tester().results()->rowCount(), static_cast<int>(m_fixture->model().elements.size()));
}

void tst_rulespanel::aConditionIsTriedAsOneTypes()
{
    m_panel->showTester(true);
    QVERIFY(tester().verdict().contains(QStringLiteral("Type a condition")));
    QTest::keyClicks(tester().edit(), QStringLiteral("self.name == 'web'"));
    QTRY_COMPARE(tester().results()->rowCount(),
                 static_cast<int>(m_fixture->model().elements.size()));
    QCOMPARE(tester().results()->item(0, 0)->text(), QStringLiteral("web"));
    QCOMPARE(tester().results()->item(0, 1)->text(), QStringLiteral("true"));
    QVERIFY(tester().verdict().startsWith(QStringLiteral("Holds for 1")));
    tryOut("self.privileged");
    QCOMPARE(tester().results()->item(0, 1)->text(), QStringLiteral("unknown"));
    QCOMPARE(tester().results()->item(0, 2)->text(), QStringLiteral("privileged"));
    Q_EMIT tester().results()->cellActivated(0, 0);
    QVERIFY(m_fixture->selection.single());
}

void tst_rulespanel::mistakesAreUnderlined()
{
    tryOut("self.privilegd");
    QVERIFY2(tester().verdict().contains(QStringLiteral("column"))
                 && tester().verdict().contains(QStringLiteral("privileged")),
             qPrintable(tester().verdict()));
    QCOMPARE(tester().edit()->extraSelections().size(), 1);
    QCOMPARE(tester().results()->rowCount(), 0);
    tryOut("self.privileged");
    QVERIFY(tester().edit()->extraSelections().isEmpty());
}

void tst_rulespanel::namesAreOfferedAndTaken()
{
    m_panel->showTester(true);
    ConditionEdit *edit = tester().edit();
    QTest::keyClicks(edit, QStringLiteral("self."));
    QVERIFY(edit->offered().contains(QStringLiteral("privileged")));
    QTest::keyClicks(edit, QStringLiteral("readOnlyR"));
    QCOMPARE(edit->offered(), QStringList {QStringLiteral("readOnlyRoot")});
    QTest::keyClick(edit, Qt::Key_Tab);
    QCOMPARE(edit->toPlainText(), QStringLiteral("self.readOnlyRoot"));
    QVERIFY(edit->offered().isEmpty());
    QTest::keyClicks(edit, QStringLiteral(" && "));
    QTest::keyClick(edit, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(edit->offered().contains(QStringLiteral("self")));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(edit->offered().isEmpty());
}

// What is typed last stays in sight, and nothing lies over it.
void tst_rulespanel::aLowPanelScrollsTheTester()
{
    m_panel->resize(640, 180);
    tryOut("self.privilegd");
    QTest::qWait(20);
    const QRect edit(tester().edit()->mapTo(&tester(), QPoint()), tester().edit()->size());
    for (const QLabel *label : tester().findChildren<QLabel *>()) {
        if (label->isVisible() && !tester().edit()->isAncestorOf(label))
            QVERIFY2(!label->geometry().intersects(edit), qPrintable(label->text()));
    }
}

void tst_rulespanel::resultsFollowEdits()
{
    tryOut("self.name == 'web'");
    m_fixture->document->setModel(ThreatModel());
    QTRY_COMPARE(tester().results()->rowCount(), 0);
    QVERIFY(tester().verdict().contains(QStringLiteral("nothing")));
}

DRAWBRIDGE_TEST(tst_rulespanel)
#include "tst_rulespanel.moc"
