#include "model/assess/comparison.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What counts as fixed, with the rules that the program ships.
class tst_comparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcome_data();
    void outcome();
    void nothingChangesBetweenEqualModels();
    void aDecisionIsNoFix();
    void whatIsHiddenByAWorseThreatIsNotFixed();
    void openAndNewAreAllThatAsks();
    void aSecretStaysOpenUntilItIsReplaced();

private:
    AnalysisSession analysed(const ThreatModel &model) const;
    Comparison compare(const ThreatModel &before, const ThreatModel &after) const
    {
        return compareThreats(analysed(before), analysed(after));
    }
    static const ComparedThreat *find(const Comparison &comparison, const QString &key)
    {
        for (const ComparedThreat &threat : comparison.threats) {
            if (threat.keyBefore == key || (threat.keyBefore.isEmpty() && threat.keyAfter == key))
                return &threat;
        }
        return nullptr;
    }
};

AnalysisSession tst_comparison::analysed(const ThreatModel &model) const
{
    AnalysisSession session;
    session.reset({model, shippedSchema(), shippedRules(), QDate(2026, 1, 15), {}});
    return session;
}

void tst_comparison::outcome_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("how");
    const auto row = [](const char *name, const char *before, const char *after, const char *key,
                        const char *outcome, const char *how) {
        QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after)
                            << QString::fromLatin1(key) << QString::fromLatin1(outcome)
                            << QString::fromLatin1(how);
    };
    row("exposure removed", "web: {is: container, privileged: true}",
        "web: {is: container, privileged: false}", "containers/privileged@web", "fixed",
        "exposure-removed");
    row("still there", "web: {is: container, privileged: true}",
        "web: {is: container, privileged: true, user: '1000'}", "containers/privileged@web", "open",
        "");
    row("came", "web: {is: container, privileged: false}", "web: {is: container, privileged: true}",
        "containers/privileged@web", "new", "");
    row("target gone", "web: {is: container, privileged: true}\ndb: {is: container}",
        "db: {is: container}", "containers/privileged@web", "gone", "");
    row("out of scope", "web: {is: container, privileged: true}",
        "web: {is: container, privileged: true, inScope: false}", "containers/privileged@web",
        "gone", "");
    row("not known any more", "web: {is: container, platform: other, readOnlyRoot: false}",
        "web: {is: container, platform: other}", "containers/writable-root@web", "open", "");
}

void tst_comparison::outcome()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, key);
    QFETCH(QString, outcome);
    QFETCH(QString, how);
    const Comparison comparison = compare(compactModel(before.toUtf8().constData()),
                                          compactModel(after.toUtf8().constData()));
    const ComparedThreat *threat = find(comparison, key);
    QVERIFY(threat);
    QCOMPARE(nameOf(threat->outcome), outcome);
    QCOMPARE(nameOf(threat->how), how);
    if (outcome == u"fixed") {
        QCOMPARE(threat->fix, QStringLiteral("Privileged: yes -> no (architect)"));
        QVERIFY(!threat->evidenceBefore.isEmpty());
        QVERIFY(!threat->evidenceAfter.isEmpty());
    }
}

void tst_comparison::nothingChangesBetweenEqualModels()
{
    const ThreatModel model = compactModel("web: {is: container, privileged: true}");
    const Comparison comparison = compare(model, model);
    QVERIFY(!comparison.threats.isEmpty());
    QCOMPARE(comparison.count(ComparisonOutcome::Open), comparison.threats.size());
}

void tst_comparison::aDecisionIsNoFix()
{
    const ThreatModel before = compactModel("web: {is: container, privileged: true}");
    ThreatModel after = before;
    const AnalysisSession session = analysed(before);
    Decision decision;
    decision.threatKey = QStringLiteral("containers/privileged@web");
    decision.id = decisionIdFor(decision.threatKey);
    decision.treatment = Treatment::Accept;
    decision.factsDigest = session.factsDigest(*session.find(decision.threatKey));
    after.decisions.put(decision);
    const Comparison comparison = compare(before, after);
    QCOMPARE(find(comparison, decision.threatKey)->outcome, ComparisonOutcome::Decided);
    QCOMPARE(comparison.count(ComparisonOutcome::Fixed), 0);
}

void tst_comparison::whatIsHiddenByAWorseThreatIsNotFixed()
{
    const ThreatModel before = compactModel("web: {is: container, capAdd: [SYS_ADMIN]}");
    const ThreatModel after =
        compactModel("web: {is: container, capAdd: [SYS_ADMIN], privileged: true}");
    const Comparison comparison = compare(before, after);
    for (const ComparedThreat &threat : comparison.threats)
        QVERIFY2(threat.outcome != ComparisonOutcome::Fixed, qPrintable(threat.keyBefore));
}

void tst_comparison::openAndNewAreAllThatAsks()
{
    const ThreatModel before = compactModel("web: {is: container, privileged: true}\n"
                                            "db: {is: store-container}");
    const ThreatModel after = compactModel("web: {is: container, user: '1000'}\n"
                                           "cache: {is: store-container, privileged: true}");
    const Comparison comparison = compare(before, after);
    const AnalysisSession session = analysed(after);
    qsizetype asking = 0;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const ThreatStatus status = session.at(i).status;
        asking += status == ThreatStatus::Open || status == ThreatStatus::NeedsAnswer
            || status == ThreatStatus::PartiallyMitigated;
    }
    QCOMPARE(comparison.count(ComparisonOutcome::Open) + comparison.count(ComparisonOutcome::New),
             asking);
}

void tst_comparison::aSecretStaysOpenUntilItIsReplaced()
{
    const ThreatModel before = compactModel(
        "token: {is: asset, kind: credential}\n"
        "web: {is: container, assets: [token], envSecrets: [{name: token, kind: literal}]}");
    const ThreatModel after = compactModel("token: {is: asset, kind: credential}\nweb: {is: "
                                           "container, assets: [token], envSecrets: []}");
    const QString key = QStringLiteral("secrets/secret-in-file@web#token");
    const Comparison open = compare(before, after);
    QVERIFY(find(open, key));
    QCOMPARE(find(open, key)->outcome, ComparisonOutcome::Open);
    QCOMPARE(find(open, key)->how, FixKind::None);
    const ThreatModel replaced =
        compactModel("token: {is: asset, kind: credential, rotatedAt: '2026-01-10'}\n"
                     "web: {is: container, assets: [token], envSecrets: []}");
    QCOMPARE(find(compare(before, replaced), key)->outcome, ComparisonOutcome::Fixed);
}

DRAWBRIDGE_TEST(tst_comparison)
#include "tst_comparison.moc"
