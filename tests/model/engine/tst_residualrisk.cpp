#include "model/engine/residualrisk.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

#include <numeric>

using namespace drawbridge;
using namespace drawbridge::test;

// What is left of a risk, as claimed and as evidenced.
class tst_residualrisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mitigationsCountByTheirGrade_data();
    void mitigationsCountByTheirGrade();
    void effectsLowerTheirFactor();
    void aDecisionIsAClaim();
    void neverMoreThanTheInherentRisk();
    void elementsHaveTheirHighest();
};

// Likelihood 4, impact 5.
static QByteArray weighed(const QByteArray &more)
{
    return rule("r", "element",
                "    when: self.privileged\n    likelihood: 4\n    impact: 5\n" + more);
}

static const QByteArray prevents =
    "    mitigations:\n"
    "      - {id: m, title: M, effect: prevents, satisfied: self.verifiesCallers}\n";

static ResidualRisk riskOf(const AnalysisSession &session)
{
    return residualRisk(session.at(0), *session.input().rules);
}

static ThreatModel privileged()
{
    return compactModel("x: {is: container, privileged: true}");
}

void tst_residualrisk::mitigationsCountByTheirGrade_data()
{
    QTest::addColumn<QList<ClaimSource>>("sources");
    QTest::addColumn<int>("claimed");
    QTest::addColumn<int>("evidenced");
    QTest::newRow("nobody") << QList<ClaimSource>() << 20 << 20;
    QTest::newRow("asserted") << QList {ClaimSource::Architect} << 5 << 20;
    QTest::newRow("assumed") << QList {ClaimSource::Assumption} << 5 << 20;
    QTest::newRow("declared") << QList {ClaimSource::File} << 5 << 5;
    QTest::newRow("observed") << QList {ClaimSource::Scanner} << 5 << 5;
    QTest::newRow("contradicted") << QList {ClaimSource::Architect, ClaimSource::Scanner} << 5
                                  << 20;
}

void tst_residualrisk::mitigationsCountByTheirGrade()
{
    QFETCH(QList<ClaimSource>, sources);
    QFETCH(int, claimed);
    QFETCH(int, evidenced);
    ThreatModel model = privileged();
    Element element = *model.elements.find(ElementId(QByteArrayView("x")));
    // A second source says the opposite of the first.
    for (qsizetype i = 0; i < sources.size(); ++i)
        say(element, "verifiesCallers", i == 0, sources.at(i));
    model.elements.put(element);
    const AnalysisSession session = analysed(model, rulesFrom(weighed(prevents)));
    QCOMPARE(riskOf(session).inherent.value(), 20);
    QCOMPARE(riskOf(session).claimed.value(), claimed);
    QCOMPARE(riskOf(session).evidenced.value(), evidenced);
    const RiskDistribution distribution = riskDistribution(session);
    QCOMPARE(distribution.inherent, (RiskDistribution::Counts {1, 0, 0, 0, 0, 0}));
    QCOMPARE(distribution.claimed[0], claimed == 20 ? 1 : 0);
    QCOMPARE(std::accumulate(distribution.claimed.begin(), distribution.claimed.end(), 0), 1);
}

void tst_residualrisk::effectsLowerTheirFactor()
{
    const auto with = [](const char *effect) {
        const QByteArray mitigation =
            QByteArray("    mitigations:\n      - {id: m, title: M, effect: ") + effect
            + ", satisfied: self.privileged}\n"
            + "      - {id: n, title: N, effect: prevents, satisfied: self.hostPid}\n";
        const ResidualRisk risk = riskOf(analysed(privileged(), rulesFrom(weighed(mitigation))));
        return QList<int> {risk.claimed.likelihood, risk.claimed.impact};
    };
    QCOMPARE(with("lowers-likelihood"), QList<int>({3, 5}));
    QCOMPARE(with("lowers-impact"), QList<int>({4, 4}));
    QCOMPARE(with("detects"), QList<int>({4, 5}));
    QCOMPARE(with("recovers"), QList<int>({4, 5}));
    QCOMPARE(with("prevents"), QList<int>({1, 5}));
}

void tst_residualrisk::aDecisionIsAClaim()
{
    const auto with = [](Treatment treatment, const char *digest) {
        ThreatModel model = privileged();
        Decision decision = decisionOn(QStringLiteral("test/r@x"), treatment);
        decision.factsDigest = digest;
        model.decisions.put(decision);
        const ResidualRisk risk = riskOf(analysed(model, rulesFrom(weighed({}))));
        return QList<int> {risk.claimed.value(), risk.evidenced.value()};
    };
    QCOMPARE(with(Treatment::NotApplicable, ""), QList<int>({0, 20}));
    QCOMPARE(with(Treatment::Avoid, ""), QList<int>({0, 20}));
    QCOMPARE(with(Treatment::NotApplicable, "00"), QList<int>({20, 20}));
    QCOMPARE(with(Treatment::Accept, ""), QList<int>({20, 20}));
    QCOMPARE(with(Treatment::Transfer, ""), QList<int>({20, 20}));
}

void tst_residualrisk::neverMoreThanTheInherentRisk()
{
    const AnalysisSession session =
        analysed(compactModel("x: {is: container, privileged: true, user: '0', capDrop: [ALL], "
                              "readOnlyRoot: true, memoryLimit: 1000000}"),
                 shippedRules());
    QVERIFY(session.size() > 3);
    for (qsizetype i = 0; i < session.size(); ++i) {
        const ResidualRisk risk = residualRisk(session.at(i), *session.input().rules);
        QVERIFY(risk.claimed.value() <= risk.evidenced.value());
        QVERIFY(risk.evidenced.value() <= risk.inherent.value());
        QCOMPARE(risk.inherent.value(), session.at(i).risk());
    }
}

void tst_residualrisk::elementsHaveTheirHighest()
{
    HighestRisk highest;
    highest.take({{4, 5}, {1, 5}, {4, 5}});
    highest.take({{3, 3}, {3, 3}, {1, 3}});
    QCOMPARE(highest.inherent, 20);
    QCOMPARE(highest.claimed, 9);
    QCOMPARE(highest.evidenced, 20);
}

DRAWBRIDGE_TEST(tst_residualrisk)
#include "tst_residualrisk.moc"
