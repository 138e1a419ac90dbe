#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

class tst_analysissession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptySessionAnswersEverything();
    void survivesBrokenModels();
    void ordersByTargetRuleAndDiscriminator();
    void conditionsThatAreNotKnown_data();
    void conditionsThatAreNotKnown();
    void mitigationsGiveTheStatus_data();
    void mitigationsGiveTheStatus();
    void modifiersMoveTheSeverity();
    void largerThreatsHideSmallerOnes();
    void itemsHaveStableKeys();
    void outOfScopeIsNoTargetButASource();
    void onlyConfirmedFlowsAreJudged();
    void onlyAttackersThatCountAreJudged();
    void blankRecordsAreAskedOnlyByRulesThatMay();
    void findsAndSummarises();
};

void tst_analysissession::anEmptySessionAnswersEverything()
{
    AnalysisSession session;
    QCOMPARE(session.size(), 0);
    QVERIFY(!session.find(QStringLiteral("a/b@c")));
    QVERIFY(session.threatsOf(RecordKind::Element, ElementId(QByteArrayView("e1"))).isEmpty());
    QCOMPARE(session.summary().total, 0);
    QVERIFY(session.openQuestions().isEmpty());
    QVERIFY(session.orphanedDecisions().isEmpty());
    QVERIFY(session.ruleProblems().isEmpty());
    Threat foreign;
    foreign.rule = 7;
    foreign.target = ElementId(QByteArrayView("e1"));
    QVERIFY(session.title(foreign).isEmpty());
    QVERIFY(session.explanation(foreign).isEmpty());
    QVERIFY(session.because(foreign).isEmpty());
    QCOMPARE(session.targets(foreign).size(), 1);
    QVERIFY(!session.computedValue(RecordKind::Element, foreign.target, 3));
    QVERIFY(!session.keyOf(foreign).isEmpty());
    QVERIFY(!session.factsDigest(foreign).isEmpty());
    // And takes a change as any other.
    ThreatModel after;
    after.elements.put(container("e1"));
    session.apply(after, changesBetween({}, after));
    QCOMPARE(session.input().model, after);
    QCOMPARE(session.size(), 0);
}

// References to nothing, circles of boundaries, values of the wrong type.
void tst_analysissession::survivesBrokenModels()
{
    ThreatModel model;
    Element lost = container("e1", "i-gone");
    lost.boundary = BoundaryId(QByteArrayView("b-gone"));
    lost.networks = {BoundaryId(QByteArrayView("n-gone"))};
    lost.assets = {AssetId(QByteArrayView("a-gone"))};
    say(lost, "mounts", QStringLiteral("no list"));
    say(lost, "publishedPorts", ValueList {Value(3), record({{"port", QStringLiteral("x")}})});
    say(lost, "sharesNamespaceWith", ValueList {QStringLiteral("e-gone"), Value(1)});
    model.elements.put(lost);
    Element within = container("e2");
    within.boundary = BoundaryId(QByteArrayView("b1"));
    model.elements.put(within);
    for (const auto &[id, parent] : {std::pair {"b1", "b2"}, std::pair {"b2", "b1"}}) {
        TrustBoundary boundary;
        boundary.id = BoundaryId(QByteArrayView(id));
        boundary.parent = BoundaryId(QByteArrayView(parent));
        model.boundaries.put(boundary);
    }
    model.flows.put(flowOf("f1", "", ""));
    model.flows.put(flowOf("f2", "e1", "e-gone"));
    model.flows.put(flowOf("f3", "e2", "e2"));
    Interface loose;
    loose.id = InterfaceId(QByteArrayView("p1"));
    model.interfaces.put(loose);
    ManualThreat manual;
    manual.id = ManualThreatId(QByteArrayView("t1"));
    manual.target = ElementId(QByteArrayView("e-gone"));
    model.manualThreats.put(manual);
    model.decisions.put(decisionOn(QStringLiteral("no key"), Treatment::Accept));
    AnalysisSession session = analysed(model, shippedRules());
    QVERIFY(session.size() > 0);
    QVERIFY(session.find(QStringLiteral("manual/t1@e-gone")));
    for (qsizetype i = 0; i < session.size(); ++i) {
        QVERIFY(session.find(session.keyOf(session.at(i))) == &session.at(i));
        QVERIFY(!session.targets(session.at(i)).isEmpty());
        session.because(session.at(i));
        session.title(session.at(i));
        QVERIFY(!session.factsDigest(session.at(i)).isEmpty());
    }
    session.openQuestions();
    for (const PropertyDefinition &definition : shippedSchema()->definitions()) {
        for (const char *id : {"e1", "f1", "f2", "p1", "b1", "e-gone", "i-gone"})
            session.computedValue(recordKindOf(definition.scope), IdText(QByteArrayView(id)),
                                  definition.index);
    }
}

void tst_analysissession::ordersByTargetRuleAndDiscriminator()
{
    ThreatModel model;
    Element b = container("b");
    say(b, "capAdd", ValueList {QStringLiteral("SYS_ADMIN"), QStringLiteral("BPF")});
    model.elements.put(b);
    model.elements.put(container("a"));
    const auto rules =
        rulesFrom(rule("y", "element", "    applies: 'true'\n")
                  + rule("x", "element", "    per: capability\n    applies: 'true'\n"));
    QCOMPARE(statusesOf(analysed(model, rules)),
             (QStringList {"test/y@a: open", "test/x@b#BPF: open", "test/x@b#SYS_ADMIN: open",
                           "test/y@b: open"}));
}

void tst_analysissession::conditionsThatAreNotKnown_data()
{
    QTest::addColumn<QByteArray>("conditions");
    QTest::addColumn<QString>("expected");
    // Of a drawn container `privileged` is true, `hostPid` false, `debugMode` unknown.
    const auto add = [](const char *name, const char *conditions, const char *expected) {
        QTest::newRow(name) << QByteArray(conditions) << QString::fromLatin1(expected);
    };
    add("when true", "    when: self.privileged\n", "open");
    add("when false", "    when: self.hostPid\n", "");
    add("when unknown asks", "    when: self.debugMode\n", "needs-answer?");
    add("applies unknown gives nothing", "    applies: self.debugMode\n    when: self.privileged\n",
        "");
    add("applies false", "    applies: self.hostPid\n    when: self.privileged\n", "");
    add("unknown or true is settled", "    when: self.debugMode || self.privileged\n", "open");
    add("unknown and false is settled", "    when: self.debugMode && self.hostPid\n", "");
    add("two unknowns, two questions", "    when: self.debugMode && self.hasShell\n",
        "needs-answer??");
    add("unless true", "    when: self.privileged\n    unless: self.privileged\n", "");
    add("unless unknown does not excuse", "    when: self.privileged\n    unless: self.debugMode\n",
        "open");
    add("what is not there answers nothing", "    when: self.image.secretsInLayers\n", "");
}

void tst_analysissession::conditionsThatAreNotKnown()
{
    QFETCH(QByteArray, conditions);
    QFETCH(QString, expected);
    ThreatModel model;
    Element element = container("e1");
    say(element, "privileged", true);
    say(element, "hostPid", false);
    model.elements.put(element);
    const auto rules = rulesFrom(rule("r", "element", conditions));
    QVERIFY(rules);
    const AnalysisSession session = analysed(model, rules);
    QCOMPARE(statusesOf(session),
             expected.isEmpty() ? QStringList() : QStringList {"test/r@e1: " + expected});
    QVERIFY(session.ruleProblems().isEmpty());
}

void tst_analysissession::mitigationsGiveTheStatus_data()
{
    QTest::addColumn<QByteArray>("mitigations");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *name, QList<std::pair<const char *, const char *>> effects,
                        const char *when, const char *expected) {
        QByteArray text = "    mitigations:\n";
        int number = 0;
        for (const auto &[effect, satisfied] : effects)
            text += "      - {id: m" + QByteArray::number(++number)
                + ", title: M, effect: " + effect + ", satisfied: " + satisfied + "}\n";
        QTest::newRow(name) << text + "    mitigatedWhen: " + when + "\n"
                            << QString::fromLatin1(expected);
    };
    const char *yes = "self.privileged";
    const char *no = "self.hostPid";
    const char *unknown = "self.debugMode";
    add("any: one in place", {{"prevents", no}, {"prevents", yes}}, "any", "mitigated");
    add("any: none in place", {{"prevents", no}}, "any", "open");
    add("any: not known stays open and asks", {{"prevents", unknown}}, "any", "open?");
    add("any: lowering is only a part", {{"lowers-impact", yes}}, "any", "partially");
    add("any: detecting is only a part", {{"detects", yes}}, "any", "partially");
    add("all: one missing", {{"prevents", yes}, {"prevents", no}}, "all", "partially");
    add("all: in place", {{"prevents", yes}, {"lowers-impact", yes}}, "all", "mitigated");
    add("all: detection is not needed", {{"prevents", yes}, {"detects", no}}, "all", "mitigated");
    add("all: detecting and recovering alone", {{"detects", yes}, {"recovers", yes}}, "all",
        "partially");
    add("expression", {{"prevents", yes}, {"prevents", no}}, "m1 && !m2", "mitigated");
    add("expression that fails", {{"prevents", yes}, {"prevents", no}}, "m1 && m2", "partially");
}

void tst_analysissession::mitigationsGiveTheStatus()
{
    QFETCH(QByteArray, mitigations);
    QFETCH(QString, expected);
    ThreatModel model;
    Element element = container("e1");
    say(element, "privileged", true);
    say(element, "hostPid", false);
    model.elements.put(element);
    const auto rules = rulesFrom(rule("r", "element", "    when: self.privileged\n" + mitigations));
    QVERIFY(rules);
    QCOMPARE(statusesOf(analysed(model, rules)), QStringList {"test/r@e1: " + expected});
}

void tst_analysissession::modifiersMoveTheSeverity()
{
    ThreatModel model;
    Element element = container("e1");
    say(element, "privileged", true);
    model.elements.put(element);
    const auto rules = rulesFrom(rule("r", "element",
                                      "    when: self.privileged\n"
                                      "    likelihood: 4\n    impact: 3\n"
                                      "    modifiers:\n"
                                      "      - {when: self.privileged, impact: 4}\n"
                                      "      - {when: self.debugMode, likelihood: -3}\n"));
    const AnalysisSession session = analysed(model, rules);
    QCOMPARE(session.size(), 1);
    QCOMPARE(int(session.at(0).likelihood), 4);
    QCOMPARE(int(session.at(0).impact), 5);
    QCOMPARE(session.at(0).severity, Severity::Critical);
    QCOMPARE(rules->info(0).severity, Severity::High);
}

void tst_analysissession::largerThreatsHideSmallerOnes()
{
    ThreatModel model;
    Element both = container("e1");
    say(both, "privileged", true);
    say(both, "capAdd", ValueList {QStringLiteral("SYS_ADMIN")});
    model.elements.put(both);
    Element unsure = container("e2");
    say(unsure, "capAdd", ValueList {QStringLiteral("SYS_ADMIN")});
    model.elements.put(unsure);
    const auto rules = rulesFrom(rule("small", "element",
                                      "    when: \"'SYS_ADMIN' in self.capAdd\"\n"
                                      "    subsumedBy: [wide]\n")
                                 + rule("wide", "element", "    when: self.privileged\n"));
    QCOMPARE(
        statusesOf(analysed(model, rules)),
        (QStringList {"test/wide@e1: open", "test/small@e2: open", "test/wide@e2: needs-answer?"}));
}

// Keys come from what names an item, never from its place in the list.
void tst_analysissession::itemsHaveStableKeys()
{
    const Value shop = record({{"name", QStringLiteral("id")},
                               {"location", QStringLiteral("query")},
                               {"sink", QStringLiteral("sql")}});
    const Value path = record({{"name", QStringLiteral("id")},
                               {"location", QStringLiteral("path")},
                               {"sink", QStringLiteral("sql")}});
    const auto keysFor = [](const ValueList &parameters) {
        ThreatModel model;
        model.elements.put(container("e1"));
        Interface route;
        route.id = InterfaceId(QByteArrayView("p1"));
        route.owner = ElementId(QByteArrayView("e1"));
        say(route, "parameters", parameters);
        model.interfaces.put(route);
        return statusesOf(
            analysed(model,
                     rulesFrom(rule("r", "interface",
                                    "    per: parameter\n    when: parameter.sink == 'sql'\n"))));
    };
    const QStringList keys {"test/r@p1#path:id: open", "test/r@p1#query:id: open"};
    QCOMPARE(keysFor({shop, path}), keys);
    QCOMPARE(keysFor({path, shop}), keys);
    QCOMPARE(keysFor({path, shop, path}), keys);
}

void tst_analysissession::outOfScopeIsNoTargetButASource()
{
    ThreatModel model;
    Element user;
    user.id = ElementId(QByteArrayView("e1"));
    user.kind = ElementKind::ExternalEntity;
    user.scope.inScope = false;
    say(user, "trust", QStringLiteral("public"));
    model.elements.put(user);
    model.elements.put(container("e2"));
    model.flows.put(flowOf("f1", "e1", "e2"));
    const auto rules =
        rulesFrom(rule("any", "element", "    applies: 'true'\n")
                  + rule("open", "element", "    when: self.exposure == 'internet'\n")
                  + rule("flow", "flow", "    when: self.source.trust == 'public'\n"));
    QCOMPARE(statusesOf(analysed(model, rules)),
             (QStringList {"test/any@e2: open", "test/open@e2: open", "test/flow@f1: open"}));
}

void tst_analysissession::onlyConfirmedFlowsAreJudged()
{
    ThreatModel model;
    model.elements.put(container("e1"));
    model.elements.put(container("e2"));
    DataFlow flow = flowOf("f1", "e1", "e2");
    flow.confirmed = false;
    model.flows.put(flow);
    const auto rules = rulesFrom(rule("r", "flow", "    applies: 'true'\n"));
    AnalysisSession session = analysed(model, rules);
    QCOMPARE(session.size(), 0);
    flow.confirmed = true;
    ThreatModel confirmed = model;
    confirmed.flows.put(flow);
    const ThreatDelta delta = session.apply(confirmed, changesBetween(model, confirmed));
    QVERIFY(!delta.reset);
    QCOMPARE(delta.added, QStringList {"test/r@f1"});
    QVERIFY(delta.removed.isEmpty());
}

void tst_analysissession::onlyAttackersThatCountAreJudged()
{
    ThreatModel model;
    model.elements.put(container("e1"));
    const auto rules = rulesFrom(rule("r", "element", "    applies: 'true'\n"));
    QCOMPARE(analysed(model, rules).size(), 1);
    model.project.attackers = {"operator"};
    QCOMPARE(analysed(model, rules).size(), 0);
    model.project.attackers = {"operator", "internet"};
    QCOMPARE(analysed(model, rules).size(), 1);
}

void tst_analysissession::blankRecordsAreAskedOnlyByRulesThatMay()
{
    ThreatModel model;
    model.elements.put(container("e1"));
    const QByteArray head = "  - id: r\n    stride: tampering\n    attacker: internet\n"
                            "    title: T\n    for: element\n    when: self.debugMode\n";
    QCOMPARE(analysed(model, rulesFrom(head + "    ask: always\n")).size(), 1);
    QCOMPARE(analysed(model, rulesFrom(head)).size(), 0);
    Element described = container("e1");
    say(described, "hostPid", false);
    model.elements.put(described);
    QCOMPARE(analysed(model, rulesFrom(head)).size(), 1);
    QCOMPARE(analysed(model, rulesFrom(head + "    ask: never\n")).size(), 0);
}

void tst_analysissession::findsAndSummarises()
{
    ThreatModel model;
    Element element = container("e1");
    say(element, "privileged", true);
    model.elements.put(element);
    model.elements.put(container("e2"));
    const AnalysisSession session =
        analysed(model,
                 rulesFrom(rule("r", "element",
                                "    when: self.privileged\n"
                                "    explanation: \"{self.name} it is\"\n")));
    const Threat *threat = session.find(QStringLiteral("test/r@e1"));
    QVERIFY(threat);
    QCOMPARE(session.title(*threat), QStringLiteral("T"));
    QCOMPARE(session.explanation(*threat), QStringLiteral("e1 it is"));
    QCOMPARE(session.because(*threat).size(), 1);
    QCOMPARE(session.because(*threat).first().value, QStringLiteral("yes"));
    QCOMPARE(session.threatsOf(RecordKind::Element, element.id).size(), 1);
    QVERIFY(session.threatsOf(RecordKind::Flow, element.id).isEmpty());
    QVERIFY(!session.find(QStringLiteral("test/r@e3")));
    QVERIFY(!session.find(QStringLiteral("test/q@e1")));
    const ThreatSummary summary = session.summary();
    QCOMPARE(summary.total, 2);
    QCOMPARE(summary.byStatus.value(ThreatStatus::Open), 1);
    QCOMPARE(summary.byStatus.value(ThreatStatus::NeedsAnswer), 1);
    QCOMPARE(summary.byStride.value(Stride::Tampering), 2);
    QCOMPARE(summary.bySeverity.value(Severity::Medium), 2);
}

DRAWBRIDGE_TEST(tst_analysissession)
#include "tst_analysissession.moc"
