#include "model/engine/conditiontest.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;
using cel::TraceState;

class tst_conditiontest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordGetsItsAnswer();
    void itemsOfAListAreTriedOneByOne();
    void mistakesHaveAPlace();
    void aCostlyTrialCanBeEnded();
    void namesAreCompleted_data();
    void namesAreCompleted();
    void meaningsComeFromTheSchema();
};

// Three containers: one privileged, one not, one of which nobody knows.
static AnalysisInput threeContainers()
{
    ThreatModel model;
    Element first = container("e1");
    first.name = QStringLiteral("alpha");
    say(first, "privileged", Value(true));
    Value mounts = ValueList {record({{"target", QStringLiteral("/data")}}),
                              record({{"target", QStringLiteral("/etc")}})};
    say(first, "mounts", std::move(mounts));
    Element second = container("e2");
    second.name = QStringLiteral("beta");
    say(second, "privileged", Value(false));
    Element third = container("e3");
    third.name = QStringLiteral("gamma");
    for (const Element &element : {third, second, first})
        model.elements.put(element);
    return {model,
            shippedSchema(),
            rulesFrom(rule("r", "element", "    when: 'true'\n")),
            QDate(2026, 1, 15),
            {}};
}

void tst_conditiontest::everyRecordGetsItsAnswer()
{
    const AnalysisInput input = threeContainers();
    const ConditionTest test =
        testCondition(input, QStringLiteral("self.privileged"), RecordKind::Element, {});
    QVERIFY(!test.mistake);
    QCOMPARE(test.outcomes.size(), 3);
    QCOMPARE(test.outcomes[0].record, IdText(QByteArrayView("e1")));
    QCOMPARE(test.outcomes[0].state, TraceState::True);
    QCOMPARE(test.outcomes[1].state, TraceState::False);
    QCOMPARE(test.outcomes[2].state, TraceState::Unknown);
    QCOMPARE(test.outcomes[2].unknownNames, QStringList {QStringLiteral("privileged")});
    const ConditionTest names =
        testCondition(input, QStringLiteral("self.name + '!'"), RecordKind::Element, {});
    QVERIFY2(!names.mistake, qPrintable(names.mistake ? names.mistake->message : QString()));
    QCOMPARE(names.outcomes[0].state, TraceState::OtherValue);
    QCOMPARE(names.outcomes[0].text, QStringLiteral("alpha!"));
    const ConditionTest failing = testCondition(
        input, QStringLiteral("1 / size(self.outflows) > 0"), RecordKind::Element, {});
    QVERIFY2(!failing.mistake, qPrintable(failing.mistake ? failing.mistake->message : QString()));
    QCOMPARE(failing.outcomes[0].state, TraceState::Error);
    QVERIFY(!failing.outcomes[0].text.isEmpty());
    const ConditionTest none = testCondition(input, QStringLiteral("true"), RecordKind::Image, {});
    QVERIFY(!none.mistake && none.outcomes.isEmpty());
}

void tst_conditiontest::itemsOfAListAreTriedOneByOne()
{
    const ConditionTest test =
        testCondition(threeContainers(), QStringLiteral("mount.target.startsWith('/etc')"),
                      RecordKind::Element, QStringLiteral("mount"));
    QVERIFY2(!test.mistake, qPrintable(test.mistake ? test.mistake->message : QString()));
    QCOMPARE(test.outcomes.size(), 2);
    QCOMPARE(test.outcomes[0].item, QStringLiteral("/data"));
    QCOMPARE(test.outcomes[0].state, TraceState::False);
    QCOMPARE(test.outcomes[1].state, TraceState::True);
}

void tst_conditiontest::mistakesHaveAPlace()
{
    const auto mistake = [](const char *text) {
        return testCondition(threeContainers(), QLatin1String(text), RecordKind::Element, {})
            .mistake;
    };
    const auto misspelt = mistake("true &&\nself.privilegd");
    QVERIFY(misspelt);
    QVERIFY2(misspelt->message.contains(QStringLiteral("privileged")),
             qPrintable(misspelt->message));
    QCOMPARE(misspelt->where.line, 2);
    QVERIFY(misspelt->where.column > 1);
    QVERIFY(mistake("self.privileged &&"));
    QVERIFY(mistake(""));
    QVERIFY(testCondition(threeContainers(), QStringLiteral("true"), RecordKind::Element,
                          QStringLiteral("nothing"))
                .mistake);
}

void tst_conditiontest::aCostlyTrialCanBeEnded()
{
    int asked = 0;
    const ConditionTest test = testCondition(threeContainers(), QStringLiteral("true"),
                                             RecordKind::Element, {}, [&] { return ++asked > 1; });
    QVERIFY(test.stopped);
    QCOMPARE(test.outcomes.size(), 1);
}

void tst_conditiontest::namesAreCompleted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("unexpected");
    const auto row = [](const char *text, const char *expected, const char *unexpected = "") {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected)
                            << QString::fromLatin1(unexpected);
    };
    row("", "self", "privileged");
    row("se", "self", "model");
    row("self.", "privileged", "self");
    row("self.priv", "privileged", "image");
    row("self.host.", "rootless", "privileged");
    row("true && self.host.ro", "rootless");
    row("self.outflows.", "exists(", "privileged");
    row("self.outflows[0].", "encryption", "privileged");
    row("self.outflows.exists(f, f.", "encryption", "privileged");
    row("self.outflows.exists(f, f.target.", "privileged", "encryption");
    row("self.name.", "startsWith(", "exists(");
    row("self.mounts.exists(m, m.", "hostPathClass", "privileged");
    row("self.kind == '", "process", "privileged");
    row("self.kind in ['process', 'data", "data-store", "process");
    row("kn", "known(");
}

void tst_conditiontest::namesAreCompleted()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QFETCH(const QString, unexpected);
    const AnalysisInput input = threeContainers();
    const ConditionCompletion completion =
        completeCondition(*input.rules, RecordKind::Element, {}, text, text.size());
    QStringList names;
    for (const ConditionName &name : completion.names)
        names += name.name;
    QVERIFY2(names.contains(expected), qPrintable(names.join(u' ')));
    QVERIFY2(!names.contains(unexpected), qPrintable(names.join(u' ')));
    QVERIFY(completion.from <= text.size());
}

void tst_conditiontest::meaningsComeFromTheSchema()
{
    const AnalysisInput input = threeContainers();
    const QString text = QStringLiteral("self.readOnlyR");
    const ConditionCompletion completion =
        completeCondition(*input.rules, RecordKind::Element, {}, text, text.size());
    QCOMPARE(completion.from, 5);
    QCOMPARE(completion.names.size(), 1);
    QCOMPARE(completion.names[0].type, QStringLiteral("bool"));
    QVERIFY(!completion.names[0].meaning.isEmpty());
    const QString perMount = QStringLiteral("mount.tar");
    QVERIFY(!completeCondition(*input.rules, RecordKind::Element, QStringLiteral("mount"), perMount,
                               perMount.size())
                 .names.isEmpty());
}

DRAWBRIDGE_TEST(tst_conditiontest)
#include "tst_conditiontest.moc"
