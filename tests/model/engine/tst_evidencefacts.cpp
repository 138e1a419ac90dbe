#include "model/engine/residualrisk.h"
#include "tests/model/engine/analysisworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What scanners say weighs in: likelihood, unknown exposures, and how well a mitigation is known.
class tst_evidencefacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailedCheckRaisesTheLikelihood();
    void gradesOfMitigations_data();
    void gradesOfMitigations();
    void contradictedMitigationsOpenTheThreat();
    void detectionIsNotContradicted();
    void observationsAnswerQuestions();
    void observationsOverruleWhatIsOnlySaid();
    void passesAnswerQuestions();
    void anEarlierItemIsNotMeant();
    void reasonsNameTheScan();
    void decisionsAreToBeReviewed();
    void newEvidenceGivesADelta();
    void editsKeepWhatWasObserved();
};

static const IdText ScannedRecord(QStringView(u"x"));

static TiedResult tiedResult(bool failed = true, bool stale = false)
{
    TiedResult result;
    result.fingerprint = QStringLiteral("f");
    result.label = QStringLiteral("bandit B307");
    result.where = QStringLiteral("app.py:17");
    result.failed = failed;
    result.stale = stale;
    return result;
}

static PropertyIndex elementProperty(const char *property)
{
    return shippedSchema()->find(RecordKind::Element, QString::fromLatin1(property));
}

static std::shared_ptr<EvidenceFacts> tiedFacts(const TiedResult &result,
                                                const QString &discriminator = {})
{
    auto made = std::make_shared<EvidenceFacts>();
    made->results.insert({QStringLiteral("test/r"), ScannedRecord, discriminator}, result);
    return made;
}

static std::shared_ptr<EvidenceFacts> observedFacts(const char *property, const Value &value)
{
    auto made = std::make_shared<EvidenceFacts>();
    made->observed[{RecordKind::Element, ScannedRecord}] = {
        {elementProperty(property), value, false, QStringLiteral("docker-bench 5.4")}};
    return made;
}

static AnalysisSession analysedWith(const ThreatModel &model, const QByteArray &rules,
                                    std::shared_ptr<const EvidenceFacts> evidence)
{
    AnalysisSession session;
    session.reset({model, shippedSchema(), rulesFrom(rules), QDate(2026, 1, 15), {}, evidence});
    return session;
}

static QByteArray scannedRule(const QByteArray &more = {})
{
    return rule("r", "element",
                "    when: self.privileged\n    likelihood: 3\n    impact: 4\n" + more);
}

static ThreatModel scannedModel()
{
    return compactModel("x: {is: container, privileged: true}");
}

// Nobody has said anything of it.
static ThreatModel silentModel(std::initializer_list<const char *> names = {"x"})
{
    ThreatModel model;
    for (const char *name : names)
        model.elements.put(container(name));
    return model;
}

void tst_evidencefacts::aFailedCheckRaisesTheLikelihood()
{
    const auto likelihoodWith = [](std::shared_ptr<const EvidenceFacts> evidence) {
        return int(analysedWith(scannedModel(), scannedRule(), evidence).at(0).likelihood);
    };
    QCOMPARE(likelihoodWith(nullptr), 3);
    QCOMPARE(likelihoodWith(tiedFacts(tiedResult())), 4);
    QCOMPARE(likelihoodWith(tiedFacts(tiedResult(false))), 3);
    QCOMPARE(likelihoodWith(tiedFacts(tiedResult(true, true))), 3);
    QCOMPARE(severityFor(4, 4), Severity::High);
    QCOMPARE(analysedWith(scannedModel(), scannedRule(), tiedFacts(tiedResult())).at(0).severity,
             Severity::High);
}

static const QByteArray ScannedMitigation =
    "    mitigations:\n      - {id: m, title: M, satisfied: self.verifiesCallers}\n";

void tst_evidencefacts::gradesOfMitigations_data()
{
    QTest::addColumn<ClaimSource>("source");
    QTest::addColumn<TiedResult>("result");
    QTest::addColumn<EvidenceGrade>("grade");
    const auto row = [](const char *name, ClaimSource source, const TiedResult &result,
                        EvidenceGrade grade) { QTest::newRow(name) << source << result << grade; };
    row("said, passed", ClaimSource::Architect, tiedResult(false), EvidenceGrade::Observed);
    row("declared, passed", ClaimSource::File, tiedResult(false), EvidenceGrade::Observed);
    row("said, passed before", ClaimSource::Architect, tiedResult(false, true),
        EvidenceGrade::Stale);
    row("declared, passed before", ClaimSource::File, tiedResult(false, true),
        EvidenceGrade::Declared);
    row("said, failed", ClaimSource::Architect, tiedResult(), EvidenceGrade::Contradicted);
    row("declared, failed", ClaimSource::File, tiedResult(), EvidenceGrade::Contradicted);
    row("said, failed before", ClaimSource::Architect, tiedResult(true, true),
        EvidenceGrade::Asserted);
    TiedResult weak = tiedResult();
    weak.contradicts = false;
    row("a check that cannot tell", ClaimSource::Architect, weak, EvidenceGrade::Asserted);
}

void tst_evidencefacts::gradesOfMitigations()
{
    QFETCH(ClaimSource, source);
    QFETCH(TiedResult, result);
    QFETCH(EvidenceGrade, grade);
    ThreatModel model = scannedModel();
    Element element = *model.elements.find(ElementId(ScannedRecord));
    say(element, "verifiesCallers", true, source);
    model.elements.put(element);
    const AnalysisSession session =
        analysedWith(model, scannedRule(ScannedMitigation), tiedFacts(result));
    QCOMPARE(session.at(0).mitigations.first().state, MitigationState::Implemented);
    QCOMPARE(session.at(0).mitigations.first().evidence, grade);
}

void tst_evidencefacts::contradictedMitigationsOpenTheThreat()
{
    const ThreatModel model = compactModel(
        "x: {is: container, privileged: true, verifiesCallers: true, auditLogged: true}");
    QCOMPARE(analysedWith(model, scannedRule(ScannedMitigation), nullptr).at(0).status,
             ThreatStatus::Mitigated);
    const AnalysisSession session =
        analysedWith(model, scannedRule(ScannedMitigation), tiedFacts(tiedResult()));
    QCOMPARE(session.at(0).status, ThreatStatus::Open);
    const ResidualRisk risk = residualRisk(session.at(0), *session.input().rules);
    QCOMPARE(risk.inherent.value(), 16);
    QCOMPARE(risk.claimed.value(), 4);
    QCOMPARE(risk.evidenced.value(), 16);
}

void tst_evidencefacts::detectionIsNotContradicted()
{
    const QByteArray both = ScannedMitigation
        + "      - {id: d, title: D, effect: detects, satisfied: self.auditLogged}\n";
    const ThreatModel model = compactModel(
        "x: {is: container, privileged: true, verifiesCallers: true, auditLogged: true}");
    const AnalysisSession session = analysedWith(model, scannedRule(both), tiedFacts(tiedResult()));
    QCOMPARE(session.at(0).mitigations[1].evidence, EvidenceGrade::Asserted);
    QCOMPARE(session.at(0).status, ThreatStatus::PartiallyMitigated);
}

void tst_evidencefacts::observationsAnswerQuestions()
{
    const ThreatModel model = silentModel();
    QCOMPARE(statusesOf(analysedWith(model, scannedRule(), nullptr)),
             QStringList {QStringLiteral("test/r@x: needs-answer?")});
    const AnalysisSession yes =
        analysedWith(model, scannedRule(), observedFacts("privileged", true));
    QCOMPARE(statusesOf(yes), QStringList {QStringLiteral("test/r@x: open")});
    QCOMPARE(yes.because(yes.at(0)).first().source, QStringLiteral("docker-bench 5.4"));
    QVERIFY(analysedWith(model, scannedRule(), observedFacts("privileged", false)).size() == 0);
}

void tst_evidencefacts::observationsOverruleWhatIsOnlySaid()
{
    TiedResult result = tiedResult();
    result.decides = true;
    const auto sizeFor = [](std::shared_ptr<const EvidenceFacts> evidence) {
        const ThreatModel model = compactModel("x: {is: container, privileged: false}");
        const AnalysisSession session = analysedWith(model, scannedRule(), evidence);
        // Who asks why hears the same.
        const bool reports = session.verdicts(0, RecordKind::Element, ScannedRecord).first().verdict
            == Verdict::Reports;
        return reports == (session.size() == 1) ? session.size() : -1;
    };
    QCOMPARE(sizeFor(tiedFacts(result)), 1);
    // A check that looks at something else cannot tell.
    QCOMPARE(sizeFor(tiedFacts(tiedResult())), 0);
    result.stale = true;
    QCOMPARE(sizeFor(tiedFacts(result)), 0);
}

void tst_evidencefacts::passesAnswerQuestions()
{
    TiedResult passed = tiedResult(false);
    passed.decides = true;
    const ThreatModel model = silentModel();
    QCOMPARE(analysedWith(model, scannedRule(), tiedFacts(passed)).size(), 0);
    QCOMPARE(analysedWith(model, scannedRule(), tiedFacts(tiedResult(false))).size(), 1);
    passed.stale = true;
    QCOMPARE(analysedWith(model, scannedRule(), tiedFacts(passed)).size(), 1);
    // What is said counts more than a pass.
    passed.stale = false;
    QCOMPARE(analysedWith(scannedModel(), scannedRule(), tiedFacts(passed)).size(), 1);
}

void tst_evidencefacts::anEarlierItemIsNotMeant()
{
    const ThreatModel model = compactModel("x: {is: container, devices: [/dev/a, /dev/b]}");
    const QByteArray perDevice =
        rule("r", "element",
             "    per: device\n    when: device != ''\n    likelihood: 3\n    impact: 4\n");
    const AnalysisSession one =
        analysedWith(model, perDevice, tiedFacts(tiedResult(), QStringLiteral("/dev/b")));
    QCOMPARE(int(one.find(QStringLiteral("test/r@x#/dev/a"))->likelihood), 3);
    QCOMPARE(int(one.find(QStringLiteral("test/r@x#/dev/b"))->likelihood), 4);
    const AnalysisSession all = analysedWith(model, perDevice, tiedFacts(tiedResult()));
    QCOMPARE(int(all.find(QStringLiteral("test/r@x#/dev/a"))->likelihood), 4);
}

void tst_evidencefacts::reasonsNameTheScan()
{
    const AnalysisSession session =
        analysedWith(scannedModel(), scannedRule(), tiedFacts(tiedResult()));
    const BecauseItem scan = session.because(session.at(0)).last();
    QCOMPARE(scan.label, QStringLiteral("bandit B307"));
    QCOMPARE(scan.value, QStringLiteral("failed"));
    QCOMPARE(scan.source, QStringLiteral("app.py:17"));
}

void tst_evidencefacts::decisionsAreToBeReviewed()
{
    ThreatModel model = scannedModel();
    const AnalysisSession before = analysedWith(model, scannedRule(), nullptr);
    Decision decision = decisionOn(QStringLiteral("test/r@x"), Treatment::Accept);
    decision.factsDigest = before.factsDigest(before.at(0));
    model.decisions.put(decision);
    QVERIFY(!analysedWith(model, scannedRule(), nullptr).at(0).toBeReviewed);
    QVERIFY(analysedWith(model, scannedRule(), tiedFacts(tiedResult())).at(0).toBeReviewed);
}

void tst_evidencefacts::newEvidenceGivesADelta()
{
    const ThreatModel model = silentModel({"x", "y"});
    AnalysisSession session = analysedWith(model, scannedRule(), nullptr);
    const auto seen = observedFacts("privileged", true);
    const ThreatDelta delta = session.setEvidence(seen);
    QVERIFY(!delta.reset);
    QCOMPARE(delta.removed, QStringList {QStringLiteral("test/r@x")});
    QCOMPARE(delta.added, QStringList {QStringLiteral("test/r@x")});
    QCOMPARE(statusesOf(session), statusesOf(analysedWith(model, scannedRule(), seen)));
    QVERIFY(session.setEvidence(std::make_shared<EvidenceFacts>(*seen)).added.isEmpty());
    session.setEvidence(nullptr);
    QCOMPARE(statusesOf(session), statusesOf(analysedWith(model, scannedRule(), nullptr)));
}

void tst_evidencefacts::editsKeepWhatWasObserved()
{
    ThreatModel model = silentModel();
    const auto seen = observedFacts("privileged", true);
    AnalysisSession session = analysedWith(model, scannedRule(), seen);
    ThreatModel after = model;
    Element element = *model.elements.find(ElementId(ScannedRecord));
    say(element, "privileged", false, ClaimSource::File);
    after.elements.put(element);
    session.apply(after, changesBetween(model, after));
    QCOMPARE(statusesOf(session), QStringList {QStringLiteral("test/r@x: open")});
    ThreatModel without = after;
    without.elements.remove(ElementId(ScannedRecord));
    session.apply(without, changesBetween(after, without));
    QCOMPARE(session.size(), 0);
    session.apply(after, changesBetween(without, after));
    QCOMPARE(statusesOf(session), QStringList {QStringLiteral("test/r@x: open")});
}

DRAWBRIDGE_TEST(tst_evidencefacts)

#include "tst_evidencefacts.moc"
