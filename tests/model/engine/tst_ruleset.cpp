#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Packs are written by hand: whatever is wrong in one is told with its place.
class tst_ruleset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsTheBuiltInPacks();
    void tellsWhatIsWrongAndWhere_data();
    void tellsWhatIsWrongAndWhere();
    void tellsAllMistakesAtOnce();
    void anEmptyPackIsFine();
    void aLaterPackOverrides();
    void aPackSwitchesRulesOff();
    void switchesNeedARuleAndAReason_data();
    void switchesNeedARuleAndAReason();
    void warnsOfChangesWithoutReason();
    void aSwitchedOffRuleHidesNothing();
    void findsFormerNames();
    void severityFollowsTheTable();
};

static QByteArray packOf(const QByteArray &rules, const char *name = "test")
{
    return QByteArray("pack: ") + name + "\nrules:\n" + rules;
}

void tst_ruleset::loadsTheBuiltInPacks()
{
    QVERIFY(shippedSchema());
    QVERIFY(shippedRules());
    QVERIFY(shippedRules()->size() > 100);
    QVERIFY(shippedRules()->find(QStringLiteral("containers/privileged")) >= 0);
}

void tst_ruleset::tellsWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto add = [](const char *name, const char *last, const char *message, int line,
                        int column) {
        QTest::newRow(name) << packOf(rule("a", "element", last)) << QString::fromLatin1(message)
                            << line << column;
    };
    add("unknown property", "    when: self.privilegd\n", "privileged", 9, 16);
    add("unknown property in a quoted text", "    when: \"self.privilegd\"\n", "privileged", 9, 17);
    add("wrong type", "    when: self.user == 3\n", "int", 9, 21);
    add("no truth value", "    when: self.user\n", "bool", 9, 11);
    add("bad word of an enumeration", "    when: self.seccomp == 'unconfind'\n", "unconfined", 9,
        27);
    add("unknown key", "    wen: self.privileged\n", "there is no key 'wen'", 9, 5);
    add("no condition", "", "needs a condition", 3, 5);
    add("unknown list", "    per: mounts\n    when: 'true'\n", "cannot be iterated over", 9, 10);
    add("scale", "    when: self.privileged\n    impact: 9\n", "from 1 to 5", 10, 13);
    add("modifier without a number",
        "    when: self.privileged\n    modifiers: [{when: self.hostPid, impact: much}]\n",
        "from -4 to 4", 10, 46);
    add("runtime is no truth value", "    when: self.privileged\n    runtime: perhaps\n",
        "true or false", 10, 14);
    add("kinds as a text", "    when: self.privileged\n    kinds: process\n", "must be a list", 10,
        12);
    add("no such gain", "    when: self.privileged\n    gains: hosts\n", "did you mean 'host'", 10,
        12);
    add("a need of nothing", "    when: self.privileged\n    needs: Luck.\n", "there is none", 10,
        12);
    add("no such rule", "    when: self.privileged\n    subsumedBy: [b]\n",
        "there is no rule 'test/b'", 3, 5);
    add("hides itself", "    when: self.privileged\n    subsumedBy: [a]\n", "back to it", 3, 5);
    QTest::newRow("two of one id")
        << packOf(rule("a", "element", "    when: self.privileged\n")
                  + rule("a", "element", "    when: self.privileged\n"))
        << QStringLiteral("two rules of this pack are called 'a'") << 10 << 5;
    QTest::newRow("id that would break keys")
        << packOf(rule("a@b", "element", "    when: self.privileged\n"))
        << QStringLiteral("letters, digits") << 3 << 9;
    QTest::newRow("no list") << QByteArray("pack: test\nrules: none\n")
                             << QStringLiteral("a list 'rules'") << 1 << 1;
    QTest::newRow("no YAML") << QByteArray("pack: test\nrules: [\n") << QString() << 3 << 1;
    QTest::newRow("nothing at all") << QByteArray() << QStringLiteral("a name 'pack'") << 1 << 1;
}

void tst_ruleset::tellsWhatIsWrongAndWhere()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QFETCH(int, line);
    QFETCH(int, column);
    Diagnostics found;
    const auto rules =
        RuleSet::load({{QStringLiteral("mine.yaml"), text}}, shippedSchema(), &found);
    QVERIFY(!rules);
    QVERIFY(!found.isEmpty());
    QCOMPARE(rules.error().message, found.first().message);
    QVERIFY2(found.first().message.contains(message), qPrintable(found.first().message));
    QCOMPARE(found.first().where.file, QStringLiteral("mine.yaml"));
    QCOMPARE(found.first().where.line, line);
    QCOMPARE(found.first().where.column, column);
}

void tst_ruleset::tellsAllMistakesAtOnce()
{
    Diagnostics found;
    const QByteArray one = packOf(rule("a", "element", "    when: self.wrong1\n")
                                  + rule("b", "element", "    when: self.wrong2\n"));
    QVERIFY(!RuleSet::load({{QStringLiteral("one.yaml"), one},
                            {QStringLiteral("two.yaml"), "pack: [\n"},
                            {QStringLiteral("three.yaml"), "pack: x\nrules: [3]\n"}},
                           shippedSchema(), &found));
    QSet<QString> files;
    for (const Diagnostic &diagnostic : found)
        files.insert(diagnostic.where.file);
    QCOMPARE(files.size(), 3);
    QVERIFY(found[0].message.contains(u"wrong1"));
    QVERIFY(found[1].message.contains(u"wrong2"));
}

void tst_ruleset::anEmptyPackIsFine()
{
    const auto rules = RuleSet::load({{QStringLiteral("e.yaml"), "pack: e\nrules: []\n"}}, nullptr);
    QVERIFY(rules);
    QCOMPARE((*rules)->size(), 0);
    QCOMPARE((*rules)->find(QStringLiteral("e/a")), -1);
}

void tst_ruleset::aLaterPackOverrides()
{
    const QByteArray builtIn =
        packOf(rule("a", "element", "    when: self.privileged\n    impact: 5\n    likelihood: 5\n")
               + rule("b", "element", "    when: self.hostPid\n"));
    const QByteArray own = packOf(
        rule("a", "element", "    when: self.hostIpc\n    impact: 1\n    reason: We trust it.\n"));
    const auto rules = RuleSet::load({{QStringLiteral("built-in.yaml"), builtIn},
                                      {QStringLiteral("own.yaml"), own, PackOrigin::Project}},
                                     shippedSchema());
    QVERIFY(rules);
    QCOMPARE((*rules)->size(), 2);
    const RuleInfo &overridden = (*rules)->info((*rules)->find(QStringLiteral("test/a")));
    QCOMPARE(overridden.when, QStringLiteral("self.hostIpc"));
    QCOMPARE(overridden.severity, severityFor(3, 1));
    QCOMPARE(overridden.where.file, QStringLiteral("own.yaml"));
    QCOMPARE(overridden.origin, PackOrigin::Project);
    QCOMPARE((*rules)->changes().size(), 1);
    const RuleChange &change = (*rules)->changes().first();
    QCOMPARE(change.key, QStringLiteral("test/a"));
    QCOMPARE(change.kind, RuleChange::Kind::Overridden);
    QCOMPARE(change.origin, PackOrigin::Project);
    QCOMPARE(change.reason, QStringLiteral("We trust it."));
}

static Result<std::shared_ptr<const RuleSet>> loadOver(const QByteArray &own,
                                                       Diagnostics *diagnostics = nullptr)
{
    const QByteArray builtIn =
        packOf(rule("a", "element", "    when: self.privileged\n    formerly: [old]\n")
               + rule("b", "element", "    when: self.hostPid\n    subsumedBy: [a]\n"));
    return RuleSet::load({{QStringLiteral("built-in.yaml"), builtIn},
                          {QStringLiteral("own.yaml"), own, PackOrigin::User}},
                         shippedSchema(), diagnostics);
}

void tst_ruleset::aPackSwitchesRulesOff()
{
    // Also by a former name; a pack of switches needs no rules.
    for (const char *key : {"test/a", "test/old"}) {
        const auto rules = loadOver(QByteArray("pack: own\nswitchOff:\n  - {rule: ") + key
                                    + ", reason: Our runtime forbids it.}\n");
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().toString()));
        QCOMPARE((*rules)->size(), 1);
        QCOMPARE((*rules)->find(QStringLiteral("test/a")), -1);
        const RuleChange &change = (*rules)->changes().first();
        QCOMPARE(change.key, QStringLiteral("test/a"));
        QCOMPARE(change.kind, RuleChange::Kind::SwitchedOff);
        QCOMPARE(change.origin, PackOrigin::User);
        QCOMPARE(change.reason, QStringLiteral("Our runtime forbids it."));
        QCOMPARE(change.where.line, 3);
    }
}

void tst_ruleset::switchesNeedARuleAndAReason_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QString>("message");
    QTest::newRow("no such rule") << QByteArray("{rule: test/c, reason: x}")
                                  << QStringLiteral("there is no rule 'test/c'");
    QTest::newRow("no reason") << QByteArray("{rule: test/a}") << QStringLiteral("why 'test/a'");
    QTest::newRow("blank reason") << QByteArray("{rule: test/a, reason: ' '}")
                                  << QStringLiteral("why 'test/a'");
    QTest::newRow("no rule") << QByteArray("{reason: x}") << QStringLiteral("'rule' names");
    QTest::newRow("misspelt key") << QByteArray("{rul: test/a, reason: x}")
                                  << QStringLiteral("no key 'rul'");
    QTest::newRow("twice") << QByteArray("{rule: test/a, reason: x}\n"
                                         "  - {rule: test/a, reason: y}")
                           << QStringLiteral("there is no rule 'test/a'");
}

void tst_ruleset::switchesNeedARuleAndAReason()
{
    QFETCH(QByteArray, item);
    QFETCH(QString, message);
    const auto rules = loadOver("pack: own\nswitchOff:\n  - " + item + "\n");
    QVERIFY(!rules);
    QVERIFY2(rules.error().message.contains(message), qPrintable(rules.error().message));
    QCOMPARE(rules.error().where.file, QStringLiteral("own.yaml"));
}

void tst_ruleset::warnsOfChangesWithoutReason()
{
    Diagnostics found;
    QVERIFY(loadOver(packOf(rule("a", "element", "    when: self.hostIpc\n")), &found));
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().severity, DiagnosticSeverity::Warning);
    QVERIFY(found.first().message.contains(u"built-in.yaml"));
    QVERIFY(found.first().message.contains(u"reason"));
    QVERIFY(
        loadOver(packOf(rule("aa", "element", "    when: self.hostIpc\n    reason: x\n")), &found));
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first().message.contains(u"no rule 'test/aa'"));
}

void tst_ruleset::aSwitchedOffRuleHidesNothing()
{
    const auto rules = loadOver("pack: own\nswitchOff: [{rule: test/a, reason: x}]\n");
    QVERIFY(rules);
    Element element = container("e1");
    say(element, "privileged", true);
    say(element, "hostPid", true);
    ThreatModel model;
    model.elements.put(element);
    const AnalysisSession session = analysed(model, *rules);
    QVERIFY(!session.find(QStringLiteral("test/a@e1")));
    QVERIFY(session.find(QStringLiteral("test/b@e1")));
}

void tst_ruleset::findsFormerNames()
{
    const auto rules = rulesFrom(
        rule("a", "element", "    when: self.privileged\n    formerly: [old, gone/older]\n")
        + rule("b", "element", "    when: self.hostPid\n    formerly: [a]\n"));
    QVERIFY(rules);
    const qsizetype a = rules->find(QStringLiteral("test/a"));
    QCOMPARE(rules->info(a).id, QStringLiteral("a"));
    QCOMPARE(rules->find(QStringLiteral("test/old")), a);
    QCOMPARE(rules->find(QStringLiteral("gone/older")), a);
}

void tst_ruleset::severityFollowsTheTable()
{
    const char *rows[] = {"iilll", "ilmmm", "lmmhh", "lmhhc", "lmhcc"};
    const QByteArray letters("chmli");
    for (int likelihood = 1; likelihood <= 5; ++likelihood) {
        for (int impact = 1; impact <= 5; ++impact)
            QCOMPARE(static_cast<int>(severityFor(likelihood, impact)),
                     static_cast<int>(letters.indexOf(rows[likelihood - 1][impact - 1])));
    }
}

DRAWBRIDGE_TEST(tst_ruleset)
#include "tst_ruleset.moc"
