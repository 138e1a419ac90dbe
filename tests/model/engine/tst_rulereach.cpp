#include "model/engine/rulereach.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_rulereach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleJudgesWhatItsStructureFits_data();
    void aRuleJudgesWhatItsStructureFits();
};

void tst_rulereach::aRuleJudgesWhatItsStructureFits_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<bool>("judges");
    const auto row = [](const char *name, const char *target, const char *more, bool judges) {
        QTest::newRow(name) << rule("r", target, more) << judges;
    };
    row("silent", "element", "    when: self.privileged\n", true);
    row("unknown", "element", "    when: self.readOnlyRoot\n", true);
    row("applies", "element", "    applies: self.technology == 'database'\n    when: 'true'\n",
        false);
    row("technology", "element", "    technologies: [cache]\n    when: 'true'\n", false);
    row("runtime", "element", "    runtime: false\n    when: 'true'\n", false);
    row("no such record", "identity", "    when: 'true'\n", false);
    row("empty list", "element", "    per: mount\n    when: 'true'\n", true);
    row("unknown list", "element", "    per: port\n    when: 'true'\n", false);
}

// One container, of which no image, identity or port is known.
void tst_rulereach::aRuleJudgesWhatItsStructureFits()
{
    QFETCH(const QByteArray, rules);
    QFETCH(const bool, judges);
    ThreatModel model;
    Element web = container("e1");
    say(web, "privileged", Value(false));
    say(web, "mounts", Value(ValueList()));
    model.elements.put(web);
    const auto set = rulesFrom(rules);
    QVERIFY(set);
    const AnalysisInput input {model, shippedSchema(), set, QDate(2026, 1, 15), {}};
    QCOMPARE(rulesThatJudge(input), std::vector<bool> {judges});
    Element other = web;
    other.scope.inScope = false;
    model.elements.put(other);
    QCOMPARE(rulesThatJudge({model, shippedSchema(), set, QDate(2026, 1, 15), {}}),
             std::vector<bool> {false});
}

DRAWBRIDGE_TEST(tst_rulereach)
#include "tst_rulereach.moc"
