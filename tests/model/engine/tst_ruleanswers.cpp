#include "model/edit/setpropertyedit.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/model/engine/randommodels.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Why a rule reports or not, and what would settle it.
class tst_ruleanswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichClauseStopsARule_data();
    void saysWhichClauseStopsARule();
    void showsTheValueOfEveryPart();
    void aLargerRuleIsNamed();
    void eachItemHasItsVerdict();
    void verdictsAgreeWithTheAnalysis();
    void theCheapestChangeSettles_data();
    void theCheapestChangeSettles();
    void factsOfTheWorldAreNotChanged();
    void noChangeThatBringsAnEqualThreat();
    void changesOfShippedRulesReallySettle();
};

static ThreatModel randomModel(quint32 seed)
{
    RandomModels random(seed, shippedSchema());
    ThreatModel model;
    for (int i = 0; i < 150; ++i)
        random.change(model, {});
    return model;
}

static RuleVerdict verdictOn(const char *model, const QByteArray &rules)
{
    const AnalysisSession session = analysed(compactModel(model), rulesFrom(rules));
    const QList<RuleVerdict> verdicts =
        session.verdicts(session.input().rules->find(QStringLiteral("test/r")), RecordKind::Element,
                         ElementId(QByteArrayView("x")));
    return verdicts.isEmpty() ? RuleVerdict() : verdicts.first();
}

void tst_ruleanswers::saysWhichClauseStopsARule_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<QString>("reason");
    const QByteArray box = "x: {is: container, privileged: true}";
    QTest::newRow("reports") << box << QByteArray("    when: self.privileged\n") << ""
                             << "it applies";
    QTest::newRow("when") << QByteArray("x: {is: container, privileged: false}")
                          << QByteArray("    when: self.privileged && self.hostPid\n") << "when"
                          << "when: 'self.privileged' does not hold";
    QTest::newRow("applies") << box
                             << QByteArray("    applies: self.hostPid\n    when: self.privileged\n")
                             << "applies"
                             << "applies: 'self.hostPid' does not hold";
    QTest::newRow("unless") << QByteArray("x: {is: container, privileged: true, hostPid: true}")
                            << QByteArray("    when: self.privileged\n    unless: self.hostPid\n")
                            << "unless"
                            << "unless: 'self.hostPid' holds";
    QTest::newRow("asks") << QByteArray("x: {is: container, platform: '', user: a}")
                          << QByteArray("    when: self.debugMode\n") << ""
                          << "an answer decides whether it applies";
    QTest::newRow("may not ask")
        << QByteArray("x: {is: container, user: a}")
        << QByteArray("    when: self.debugMode\n").prepend("    runtime: true\n") << ""
        << "an answer decides whether it applies";
    QTest::newRow("runtime") << QByteArray("x: {is: process}")
                             << QByteArray("    runtime: true\n    when: self.privileged\n")
                             << "runtime"
                             << "x does not run in a container";
    QTest::newRow("technology")
        << box << QByteArray("    technologies: [database]\n    when: self.privileged\n")
        << "technology"
        << "the rule judges only database; the technology of x is 'web-service'";
    QTest::newRow("kind") << box
                          << QByteArray("    kinds: [data-store]\n    when: self.privileged\n")
                          << "kind"
                          << "the rule judges other kinds of records";
    QTest::newRow("scope") << QByteArray("x: {is: container, inScope: false}")
                           << QByteArray("    when: self.privileged\n") << "record"
                           << "x is out of scope";
    QTest::newRow("items") << QByteArray("x: {is: container, mounts: []}")
                           << QByteArray("    per: mount\n    when: mount.readOnly\n") << "items"
                           << "x has no item 'mount'";
}

void tst_ruleanswers::saysWhichClauseStopsARule()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, rest);
    const RuleVerdict verdict = verdictOn(model, rule("r", "element", rest));
    QTEST(nameOf(verdict.stoppedBy), "stop");
    QTEST(verdict.reason, "reason");
}

void tst_ruleanswers::showsTheValueOfEveryPart()
{
    const RuleVerdict verdict = verdictOn(
        "x: {is: container, privileged: true, tech: database, hostPid: false}",
        rule("r", "element",
             "    when: self.technology == 'cache' || self.privileged && self.runsAsRoot\n"));
    QCOMPARE(verdict.clauses.size(), 1);
    QStringList lines;
    for (const ConditionPart &part : verdict.clauses.first().parts) {
        QString line = QString(part.depth, u' ') + part.text + u' ' + nameOf(part.state);
        for (const BecauseItem &item : part.values)
            line += u'|' + item.label + u'=' + item.value + u' ' + item.source;
        lines += line;
    }
    QCOMPARE(lines.value(1),
             QStringLiteral(" self.technology == 'cache' false"
                            "|technology=database model"));
    QCOMPARE(lines.value(3), QStringLiteral("  self.privileged true|Privileged=yes architect"));
    QVERIFY2(lines.value(4).contains(QStringLiteral("unknown|Runs as root=unknown computed")),
             qPrintable(lines.value(4)));
}

void tst_ruleanswers::aLargerRuleIsNamed()
{
    const RuleVerdict verdict =
        verdictOn("x: {is: container, privileged: true}",
                  rule("r", "element", "    when: self.privileged\n    subsumedBy: [s]\n")
                      + rule("s", "element", "    when: self.privileged\n"));
    QCOMPARE(verdict.stoppedBy, StoppedBy::SubsumedBy);
    QCOMPARE(verdict.subsumedBy, QStringList {QStringLiteral("test/s")});
}

void tst_ruleanswers::eachItemHasItsVerdict()
{
    const AnalysisSession session =
        analysed(compactModel("x: {is: container, capAdd: [SYS_ADMIN, CHOWN]}"),
                 rulesFrom(rule("r", "element",
                                "    per: capability\n    when: capability == 'SYS_ADMIN'\n")));
    const QList<RuleVerdict> verdicts =
        session.verdicts(0, RecordKind::Element, ElementId(QByteArrayView("x")));
    QCOMPARE(verdicts.size(), 2);
    QCOMPARE(verdicts.at(0).discriminator, QStringLiteral("CHOWN"));
    QCOMPARE(verdicts.at(0).stoppedBy, StoppedBy::When);
    QCOMPARE(verdicts.at(0).clauses.first().parts.first().values.first().value,
             QStringLiteral("CHOWN"));
    QCOMPARE(verdicts.at(1).verdict, Verdict::Reports);
    QVERIFY(!verdicts.at(1).threatKey.isEmpty());
}

// Over random models: a verdict reports or asks exactly where there is a threat.
void tst_ruleanswers::verdictsAgreeWithTheAnalysis()
{
    int reported = 0;
    for (quint32 seed = 1; seed <= 6; ++seed) {
        const AnalysisSession session = analysed(randomModel(seed), shippedRules());
        QSet<QString> keys;
        for (qsizetype i = 0; i < session.size(); ++i) {
            if (session.at(i).rule >= 0)
                keys.insert(session.keyOf(session.at(i)));
        }
        const auto check = [&](RecordKind kind, const IdText &id) {
            for (qsizetype rule = 0; rule < session.input().rules->size(); ++rule) {
                for (const RuleVerdict &verdict : session.verdicts(rule, kind, id)) {
                    const bool speaks = verdict.verdict != Verdict::Silent;
                    QCOMPARE(speaks, !verdict.threatKey.isEmpty());
                    reported += speaks && keys.remove(verdict.threatKey) ? 1 : 0;
                }
            }
        };
        forEachTable(session.input().model, [&](const auto &table) {
            using Record = std::decay_t<decltype(*table.begin())>;
            for (const Record &record : table)
                check(recordKind<Record>, record.id);
        });
        check(RecordKind::Project, {});
        QVERIFY2(keys.isEmpty(), qPrintable(QStringList(keys.values()).join(u' ')));
    }
    QVERIFY(reported > 100);
}

static QString changeWords(const AnalysisSession &session, const QString &key)
{
    const Threat *threat = session.find(key);
    const auto change = threat ? session.cheapestChange(*threat) : std::nullopt;
    if (!change)
        return QStringLiteral("none");
    QStringList texts;
    for (const PropertyChange &each : change->changes)
        texts += each.text;
    return QString::number(change->cost) + QStringLiteral(": ") + texts.join(QStringLiteral(", "));
}

void tst_ruleanswers::theCheapestChangeSettles_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    const QString key = QStringLiteral("test/r@x");
    QTest::newRow("one property") << QByteArray("x: {is: container, privileged: true}")
                                  << QByteArray("    when: self.privileged\n") << key
                                  << "2: set Privileged to no on x";
    QTest::newRow("the cheaper of two")
        << QByteArray("x: {is: container, privileged: true, memoryLimit: 0}")
        << QByteArray("    when: self.privileged && self.memoryLimit == 0\n") << key
        << "1: set Memory limit to 536870912 on x";
    QTest::newRow("both of an or")
        << QByteArray("x: {is: container, privileged: true, memoryLimit: 0}")
        << QByteArray("    when: self.privileged || self.memoryLimit == 0\n") << key
        << "3: set Privileged to no on x, set Memory limit to 536870912 on x";
    QTest::newRow("a mitigation")
        << QByteArray("h: {is: host}\nx: {is: container, in: h, privileged: true}")
        << QByteArray("    when: self.technology == 'web-service'\n"
                      "    mitigations: [{id: m, title: M, satisfied: self.host.rootless}]\n")
        << key << "4: set Rootless daemon to yes on h";
    QTest::newRow("an item") << QByteArray("x: {is: container, capAdd: [SYS_ADMIN, CHOWN]}")
                             << QByteArray(
                                    "    per: capability\n    when: capability == 'SYS_ADMIN'\n")
                             << key + QStringLiteral("#SYS_ADMIN")
                             << "2: remove SYS_ADMIN from Added capabilities of x";
    QTest::newRow("a field of an item")
        << QByteArray("x: {is: container, mounts: [{source: /a, target: /b, kind: bind, readOnly: "
                      "false}]}")
        << QByteArray("    per: mount\n    when: '!mount.readOnly'\n")
        << key + QStringLiteral("#/b") << "1: set readOnly of /b to yes in Mounts of x";
    QTest::newRow("nothing to change")
        << QByteArray("x: {is: container, tech: cache}")
        << QByteArray("    when: self.technology == 'cache'\n") << key << "none";
}

void tst_ruleanswers::theCheapestChangeSettles()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, rest);
    QFETCH(QString, key);
    const AnalysisSession session =
        analysed(compactModel(model), rulesFrom(rule("r", "element", rest)));
    QTEST(changeWords(session, key), "expected");
}

void tst_ruleanswers::factsOfTheWorldAreNotChanged()
{
    const AnalysisSession session =
        analysed(compactModel("x: {is: store, holdsAuditRecords: true}"),
                 rulesFrom(rule("r", "element", "    when: self.holdsAuditRecords\n")));
    QCOMPARE(changeWords(session, QStringLiteral("test/r@x")), QStringLiteral("none"));
}

void tst_ruleanswers::noChangeThatBringsAnEqualThreat()
{
    const AnalysisSession session = analysed(
        compactModel("x: {is: container, privileged: true, memoryLimit: 0}"),
        rulesFrom(rule("r", "element", "    when: self.privileged && self.memoryLimit == 0\n")
                  + rule("s", "element", "    when: self.memoryLimit > 0\n")));
    QCOMPARE(changeWords(session, QStringLiteral("test/r@x")),
             QStringLiteral("2: set Privileged to no on x"));
}

// Carried out for real, each change does what the search said of it.
void tst_ruleanswers::changesOfShippedRulesReallySettle()
{
    int settled = 0;
    for (quint32 seed = 21; seed <= 23; ++seed) {
        const AnalysisSession session = analysed(randomModel(seed), shippedRules());
        for (qsizetype i = 0; i < session.size(); i += 3) {
            const Threat &threat = session.at(i);
            const auto change = session.cheapestChange(threat);
            if (!change || threat.status == ThreatStatus::Mitigated)
                continue;
            ThreatModel model = session.input().model;
            bool refused = false;
            for (const PropertyChange &each : change->changes) {
                // Random lists hold items of wrong types, which no edit takes over.
                const PropertyType &type = shippedSchema()->definition(each.where.property).type;
                refused |= !type.check(each.value).isEmpty();
                if (refused)
                    break;
                const auto edit = drawbridge::setProperty(model, *shippedSchema(),
                                                          {{each.where.kind, each.where.id}},
                                                          each.where.property, each.value);
                QVERIFY2(edit, edit ? "" : qPrintable(edit.error().toString()));
                applyChanges(model, edit->changes());
            }
            if (refused)
                continue;
            const AnalysisSession after = analysed(model, session.input().rules);
            const Threat *left = after.find(session.keyOf(threat));
            QCOMPARE(change->removes, left == nullptr);
            if (left)
                QCOMPARE(left->status, ThreatStatus::Mitigated);
            ++settled;
        }
    }
    QVERIFY2(settled > 30, qPrintable(QString::number(settled)));
}

DRAWBRIDGE_TEST(tst_ruleanswers)
#include "tst_ruleanswers.moc"
