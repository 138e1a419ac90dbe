#include "tests/model/engine/analysisworld.h"
#include "tests/model/engine/randommodels.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What was considered: every record and letter has a state and a reason.
class tst_ledger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsReason_data();
    void everyStateHasItsReason();
    void aDismissalNamesWhoAndWhy();
    void whatWasDismissedOnOtherFactsIsOpenAgain();
    void flowsAndInterfacesAreListed();
    void agreesWithTheAnalysis_data();
    void agreesWithTheAnalysis();
};

static LedgerRow rowOf(const QList<LedgerRow> &rows, const char *id)
{
    for (const LedgerRow &row : rows) {
        if (row.id == IdText(QLatin1String(id)))
            return row;
    }
    return {};
}

static const LedgerCell &cellOf(const LedgerRow &row, Stride stride)
{
    return row.cells[static_cast<size_t>(stride)];
}

static constexpr const char *PrivilegedRule = "    when: self.privileged\n";

void tst_ledger::everyStateHasItsReason_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *model, const QByteArray &rules,
                        LedgerState state, const char *reason) {
        QTest::newRow(name) << QByteArray(model) << rules << static_cast<int>(state)
                            << QString::fromUtf8(reason);
    };
    const QByteArray privileged = rule("r", "element", PrivilegedRule);
    row("threat", "x: {is: container, privileged: true}", privileged, LedgerState::Threat,
        "1 open");
    row("absent", "x: {is: container, privileged: false}", privileged, LedgerState::Dismissed,
        "the rule that looks at it finds nothing: test/r: when: 'self.privileged' does not hold");
    const QByteArray callers = rule("r", "element", "    when: self.verifiesCallers\n");
    row("asked", "x: {is: container, readOnlyRoot: true}", callers, LedgerState::Unanswered,
        "1 needs an answer");
    row("not asked", "x: {is: container}", QByteArray(callers).replace("ask: always", "ask: never"),
        LedgerState::Unanswered,
        "test/r: when: 'self.verifiesCallers' is not known, and the rule does not ask about x");
    row("structure not known", "x: {is: container}",
        rule("r", "element", "    applies: self.verifiesCallers\n    when: self.privileged\n"),
        LedgerState::Unanswered, "test/r: applies: 'self.verifiesCallers' is not known");
    row("no rule", "x: {is: container}", rule("r", "flow", "    when: self.confirmed\n"),
        LedgerState::Unanswered, "no rule looks at it: think it through");
}

void tst_ledger::everyStateHasItsReason()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, rules);
    QFETCH(int, state);
    QFETCH(QString, reason);
    const auto loaded = rulesFrom(rules);
    QVERIFY(loaded);
    const AnalysisSession session = analysed(compactModel(model.constData()), loaded);
    const LedgerRow row = rowOf(session.ledger(), "x");
    const LedgerCell &cell = cellOf(row, loaded->info(0).stride);
    QCOMPARE(cell.reason, reason);
    QCOMPARE(static_cast<int>(cell.state), state);
}

void tst_ledger::aDismissalNamesWhoAndWhy()
{
    ThreatModel model = compactModel("x: {is: container, privileged: true}");
    const auto rules = rulesFrom(rule("r", "element", PrivilegedRule));
    Decision decision = decisionOn(QStringLiteral("test/r@x"), Treatment::NotApplicable);
    decision.reason = QStringLiteral("only in the laboratory");
    decision.owner = QStringLiteral("Ada");
    decision.date = QDate(2026, 1, 2);
    model.decisions.put(decision);
    const LedgerRow row = rowOf(analysed(model, rules).ledger(), "x");
    const LedgerCell &cell = cellOf(row, rules->info(0).stride);
    QCOMPARE(static_cast<int>(cell.state), static_cast<int>(LedgerState::Dismissed));
    QCOMPARE(cell.reason, QStringLiteral("only in the laboratory"));
    QCOMPARE(cell.by, QStringLiteral("Ada"));
    QCOMPARE(cell.date, QDate(2026, 1, 2));
    QCOMPARE(cell.threats, QStringList {QStringLiteral("test/r@x")});
}

void tst_ledger::whatWasDismissedOnOtherFactsIsOpenAgain()
{
    ThreatModel model = compactModel("x: {is: container, privileged: true}");
    const auto rules = rulesFrom(rule("r", "element", PrivilegedRule));
    Decision decision = decisionOn(QStringLiteral("test/r@x"), Treatment::NotApplicable);
    decision.factsDigest = "00";
    model.decisions.put(decision);
    const LedgerRow row = rowOf(analysed(model, rules).ledger(), "x");
    QCOMPARE(static_cast<int>(cellOf(row, rules->info(0).stride).state),
             static_cast<int>(LedgerState::Unanswered));
}

void tst_ledger::flowsAndInterfacesAreListed()
{
    ThreatModel model = compactModel("x: {is: container}\ny: {is: container}");
    DataFlow flow = flowOf("f1", "x", "y");
    flow.scope = {false, QStringLiteral("run by others")};
    model.flows.put(flow);
    Interface interface;
    interface.id = InterfaceId(QByteArrayView("i1"));
    interface.owner = ElementId(QByteArrayView("x"));
    model.interfaces.put(interface);
    Element person = *model.elements.find(ElementId(QByteArrayView("y")));
    person.kind = ElementKind::ExternalEntity;
    model.elements.put(person);
    const auto rules = rulesFrom(rule("r", "element", PrivilegedRule));
    const QList<LedgerRow> rows = analysed(model, rules).ledger();
    QCOMPARE(rows.size(), 4);
    const LedgerRow outside = rowOf(rows, "f1");
    for (const LedgerCell &cell : outside.cells) {
        QCOMPARE(static_cast<int>(cell.state), static_cast<int>(LedgerState::OutOfScope));
        QVERIFY2(cell.reason.endsWith(QStringLiteral("is out of scope: run by others")),
                 qPrintable(cell.reason));
    }
    const LedgerRow charted = rowOf(rows, "y");
    QCOMPARE(cellOf(charted, Stride::Tampering).reason,
             QStringLiteral("STRIDE has no such threat for an external entity"));
    QVERIFY(!rowOf(rows, "i1").id.isEmpty());
}

void tst_ledger::agreesWithTheAnalysis_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// Every threat of a listed record stands in exactly its cell, and every cell has a reason.
void tst_ledger::agreesWithTheAnalysis()
{
    QFETCH(quint32, seed);
    RandomModels random(seed, shippedSchema());
    ThreatModel model;
    for (int i = 0; i < 150; ++i)
        random.change(model, {});
    const AnalysisSession session = analysed(model, shippedRules());
    QStringList listed;
    for (const LedgerRow &row : session.ledger()) {
        for (const LedgerCell &cell : row.cells) {
            QVERIFY(!cell.reason.isEmpty());
            // One that was written down for a record that is gone stays with the model.
            for (const QString &key : cell.threats) {
                if (!key.startsWith(QStringLiteral("manual/")))
                    listed += key;
            }
        }
    }
    QStringList expected;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const RecordKind kind = session.at(i).targetKind;
        const bool isListed = kind == RecordKind::Element || kind == RecordKind::Interface
            || kind == RecordKind::Flow;
        if (isListed && session.at(i).rule >= 0)
            expected += session.keyOf(session.at(i));
    }
    listed.sort();
    expected.sort();
    QCOMPARE(listed, expected);
    QVERIFY(!expected.isEmpty());
}

DRAWBRIDGE_TEST(tst_ledger)
#include "tst_ledger.moc"
