#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What people decide and write down beside what rules find.
class tst_decisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treatmentGivesTheStatus_data();
    void treatmentGivesTheStatus();
    void mitigatingPlansWhatIsNotInPlace();
    void expiresByDate();
    void changedFactsAskForAReview();
    void namesAreNoFacts();
    void aRenamedRuleKeepsItsDecision();
    void outlivesItsThreat();
    void writtenThreatsAreThreats();
    void writtenThreatsStayWhenTheirTargetGoes();

private:
    static ThreatModel privileged();
};

static const QString Key = QStringLiteral("test/r@e1");

ThreatModel tst_decisions::privileged()
{
    ThreatModel model;
    Element element = container("e1");
    say(element, "privileged", true);
    say(element, "hostPid", false);
    model.elements.put(element);
    return model;
}

static std::shared_ptr<const RuleSet> privilegedRule(const QByteArray &more = {})
{
    return rulesFrom(rule("r", "element",
                          "    when: self.privileged\n"
                          "    mitigations: [{id: m, title: M, satisfied: self.hostPid}]\n"
                              + more));
}

void tst_decisions::treatmentGivesTheStatus_data()
{
    QTest::addColumn<Treatment>("treatment");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << Treatment::None << "open";
    QTest::newRow("mitigate") << Treatment::Mitigate << "open";
    QTest::newRow("accept") << Treatment::Accept << "accepted";
    QTest::newRow("transfer") << Treatment::Transfer << "transferred";
    QTest::newRow("avoid") << Treatment::Avoid << "avoided";
    QTest::newRow("not applicable") << Treatment::NotApplicable << "n/a";
}

void tst_decisions::treatmentGivesTheStatus()
{
    QFETCH(Treatment, treatment);
    QFETCH(QString, expected);
    ThreatModel model = privileged();
    model.decisions.put(decisionOn(Key, treatment));
    const AnalysisSession session = analysed(model, privilegedRule());
    QCOMPARE(statusesOf(session), QStringList {Key + ": " + expected});
    QVERIFY(session.orphanedDecisions().isEmpty());
}

void tst_decisions::mitigatingPlansWhatIsNotInPlace()
{
    ThreatModel model = privileged();
    QCOMPARE(analysed(model, privilegedRule()).at(0).mitigations.first().state,
             MitigationState::NotImplemented);
    model.decisions.put(decisionOn(Key, Treatment::Mitigate));
    QCOMPARE(analysed(model, privilegedRule()).at(0).mitigations.first().state,
             MitigationState::Planned);
}

void tst_decisions::expiresByDate()
{
    ThreatModel model = privileged();
    Decision decision = decisionOn(Key, Treatment::Accept);
    decision.expires = QDate(2026, 3, 1);
    model.decisions.put(decision);
    QVERIFY(!analysed(model, privilegedRule(), QDate(2026, 3, 1)).at(0).expired);
    QVERIFY(analysed(model, privilegedRule(), QDate(2026, 3, 2)).at(0).expired);
    QVERIFY(!analysed(model, privilegedRule(), QDate()).at(0).expired);
}

void tst_decisions::changedFactsAskForAReview()
{
    ThreatModel model = privileged();
    AnalysisSession session = analysed(model, privilegedRule());
    Decision decision = decisionOn(Key, Treatment::Accept);
    decision.factsDigest = session.factsDigest(session.at(0));
    ThreatModel decided = model;
    decided.decisions.put(decision);
    session.apply(decided, changesBetween(model, decided));
    QCOMPARE(statusesOf(session), QStringList {Key + ": accepted"});

    // A fact that the rule does not look at.
    ThreatModel other = decided;
    Element element = other.elements.at(0);
    say(element, "hostIpc", true);
    other.elements.put(element);
    session.apply(other, changesBetween(decided, other));
    QCOMPARE(statusesOf(session), QStringList {Key + ": accepted"});

    // One that it does.
    ThreatModel changed = other;
    element.properties.remove(shippedSchema()->find(RecordKind::Element, u"hostPid"));
    changed.elements.put(element);
    session.apply(changed, changesBetween(other, changed));
    QCOMPARE(statusesOf(session), QStringList {Key + ": accepted!?"});

    // Another text of the rule, another severity.
    QCOMPARE(statusesOf(analysed(other, privilegedRule("    unless: self.debugMode\n"))),
             QStringList {Key + ": accepted!"});
    QCOMPARE(statusesOf(analysed(other, privilegedRule("    impact: 5\n    likelihood: 5\n"))),
             QStringList {Key + ": accepted!"});
}

void tst_decisions::namesAreNoFacts()
{
    ThreatModel model = privileged();
    const AnalysisSession before = analysed(model, privilegedRule());
    Decision decision = decisionOn(Key, Treatment::Accept);
    decision.factsDigest = before.factsDigest(before.at(0));
    model.decisions.put(decision);
    Element renamed = model.elements.at(0);
    renamed.name = QStringLiteral("another");
    renamed.description = QStringLiteral("words");
    model.elements.put(renamed);
    QCOMPARE(statusesOf(analysed(model, privilegedRule())), QStringList {Key + ": accepted"});
}

void tst_decisions::aRenamedRuleKeepsItsDecision()
{
    ThreatModel model = privileged();
    model.decisions.put(decisionOn(QStringLiteral("old/name@e1"), Treatment::Accept));
    const AnalysisSession session = analysed(model, privilegedRule("    formerly: [old/name]\n"));
    QCOMPARE(statusesOf(session), QStringList {Key + ": accepted"});
    QVERIFY(session.orphanedDecisions().isEmpty());
}

void tst_decisions::outlivesItsThreat()
{
    ThreatModel model = privileged();
    const Decision decision = decisionOn(Key, Treatment::Accept);
    model.decisions.put(decision);
    AnalysisSession session = analysed(model, privilegedRule());
    QVERIFY(session.orphanedDecisions().isEmpty());
    ThreatModel fixed = model;
    Element element = fixed.elements.at(0);
    say(element, "privileged", false);
    fixed.elements.put(element);
    session.apply(fixed, changesBetween(model, fixed));
    QCOMPARE(session.size(), 0);
    QCOMPARE(session.orphanedDecisions(), QList<DecisionId> {decision.id});
    ThreatModel gone = fixed;
    gone.elements.remove(element.id);
    session.apply(gone, changesBetween(fixed, gone));
    QCOMPARE(session.orphanedDecisions(), QList<DecisionId> {decision.id});
    session.apply(model, changesBetween(gone, model));
    QVERIFY(session.orphanedDecisions().isEmpty());
    QCOMPARE(statusesOf(session), QStringList {Key + ": accepted"});
}

static ManualThreat writtenOn(const char *target)
{
    ManualThreat written;
    written.id = ManualThreatId(QByteArrayView("t1"));
    written.target = ElementId(QByteArrayView(target));
    written.stride = Stride::Repudiation;
    written.severity = Severity::High;
    written.title = QStringLiteral("Nobody would know");
    return written;
}

void tst_decisions::writtenThreatsAreThreats()
{
    ThreatModel model = privileged();
    model.manualThreats.put(writtenOn("e1"));
    const QString key = QStringLiteral("manual/t1@e1");
    AnalysisSession session = analysed(model, privilegedRule());
    QCOMPARE(statusesOf(session), (QStringList {Key + ": open", key + ": open"}));
    QCOMPARE(session.title(session.at(1)), QStringLiteral("Nobody would know"));
    QCOMPARE(session.at(1).severity, Severity::High);
    QCOMPARE(session.summary().byStride.value(Stride::Repudiation), 1);
    ThreatModel decided = model;
    decided.decisions.put(decisionOn(key, Treatment::Transfer));
    const ThreatDelta delta = session.apply(decided, changesBetween(model, decided));
    QCOMPARE(delta.added, QStringList {key});
    QCOMPARE(delta.removed, QStringList {key});
    QCOMPARE(statusesOf(session), (QStringList {Key + ": open", key + ": transferred"}));
}

void tst_decisions::writtenThreatsStayWhenTheirTargetGoes()
{
    ThreatModel model = privileged();
    model.manualThreats.put(writtenOn("e1"));
    const QString key = QStringLiteral("manual/t1@e1");
    model.decisions.put(decisionOn(key, Treatment::Accept));
    AnalysisSession session = analysed(model, privilegedRule());
    ThreatModel gone = model;
    gone.elements.remove(ElementId(QByteArrayView("e1")));
    session.apply(gone, changesBetween(model, gone));
    QCOMPARE(statusesOf(session), QStringList {key + ": accepted"});
    QVERIFY(session.orphanedDecisions().isEmpty());
}

DRAWBRIDGE_TEST(tst_decisions)
#include "tst_decisions.moc"
