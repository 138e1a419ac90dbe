#include "model/assess/findings.h"
#include "model/core/names.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

#include <QDir>

using namespace drawbridge;
using namespace drawbridge::test;

// What scanners found, tied to records and rules.
class tst_findings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tiesByTableAndPlace();
    void weaknessesReachTheEndpoint();
    void listeningInsideAContainerDoesNotApply();
    void weaknessNumbersOnlySuggest();
    void toolsThatAgreeAreOneFinding();
    void vulnerabilitiesAreOneThreatAnImage();
    void suppressionsHoldUntilTheyExpire();
    void decisionsFollowMovedLines();
    void correctionsSurviveTheNextScan();
    void changedSubjectsAreStale();
    void passesOfRunningContainers();
};

static std::shared_ptr<const ScannerTable> shippedTable()
{
    static const std::shared_ptr<const ScannerTable> table = [] {
        const QDir folder(sourceDir() + QStringLiteral("/catalogs/evidence"));
        QList<ScannerTableFile> files;
        for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                files += ScannerTableFile {name, file.readAll()};
        }
        auto parsed = ScannerTable::parse(files);
        if (!parsed)
            qFatal("%s", qPrintable(parsed.error().toString()));
        return std::make_shared<const ScannerTable>(std::move(*parsed));
    }();
    return table;
}

static ThreatModel scannedShop()
{
    ThreatModel model =
        compactModel("h: {is: host}\n"
                     "iw: {is: image, reference: web, builtHere: true}\n"
                     "ir: {is: image, reference: 'redis:7'}\n"
                     "web: {is: container, in: h, image: iw}\n"
                     "cache: {is: store-container, in: h, image: ir}\n"
                     "ping: {is: http, of: web, parameters: [{name: ip, sink: shell}]}\n"
                     "calc: {is: http, of: web, parameters: [{name: expr, sink: code}]}\n");
    Source dockerfile;
    dockerfile.id = SourceId(QByteArrayView("sw"));
    dockerfile.format = QStringLiteral("dockerfile");
    dockerfile.path = QStringLiteral("web/Dockerfile");
    model.sources.put(dockerfile);
    Image built = *model.images.find(ImageId(QByteArrayView("iw")));
    Claim claim;
    claim.value = QStringLiteral("python:3");
    claim.provenance = {ClaimSource::Image, dockerfile.id, QStringLiteral("FROM"), {}};
    built.properties.set(shippedSchema()->find(RecordKind::Image, u"baseImage"), claim);
    model.images.put(built);
    return model;
}

static EvidenceResult codeResult(const char *check, int line, const char *cwe = nullptr)
{
    EvidenceResult result;
    result.check = QString::fromLatin1(check);
    result.title = result.check;
    result.path = QStringLiteral("web/app.py");
    result.line = line;
    result.subject = {SubjectKind::File, result.path, {}};
    result.fingerprint = result.check + QString::number(line);
    if (cwe)
        result.cwe = {QString::fromLatin1(cwe)};
    return result;
}

static EvidenceResult packageResult(const char *cve, Severity severity, const char *fixed = "")
{
    EvidenceResult result;
    result.check = QString::fromLatin1(cve);
    result.cve = {result.check};
    result.severity = severity;
    result.subject = {SubjectKind::Image, QStringLiteral("redis:7"), {}};
    result.package = {QStringLiteral("openssl"), QStringLiteral("3.0"), QString::fromLatin1(fixed)};
    result.fingerprint = result.check;
    return result;
}

static EvidenceRun runOf(const char *tool, const QList<EvidenceResult> &results)
{
    EvidenceRun run;
    run.tool = QString::fromLatin1(tool);
    run.results = results;
    return run;
}

static Findings found(const ThreatModel &model, const QList<EvidenceRun> &runs,
                      const QDate &today = QDate(2026, 1, 15), const SubjectDigests &digests = {})
{
    static const std::shared_ptr<const RuleSet> rules = shippedRules();
    auto evidence = std::make_shared<Evidence>();
    evidence->runs = runs;
    FindingInput input;
    input.evidence = evidence;
    input.model = &model;
    input.table = shippedTable().get();
    input.rules = rules.get();
    input.schema = shippedSchema().get();
    input.today = today;
    input.digests = digests;
    return Findings::find(input);
}

static QStringList tiesOf(const Finding &finding)
{
    QStringList ties;
    for (const FindingTie &tie : finding.ties)
        ties += tie.rule + u'@' + tie.record.toString();
    ties.sort();
    return ties;
}

static QString observedOf(const Findings &findings, RecordKind kind, const char *record,
                          const char *property)
{
    const PropertyIndex index = shippedSchema()->find(kind, QString::fromLatin1(property));
    for (const ObservedValue &value :
         findings.facts()->observed.value({kind, IdText(QByteArrayView(record))})) {
        if (value.property == index)
            return value.value.toDisplayString() + QStringLiteral(" by ") + value.label;
    }
    return {};
}

void tst_findings::tiesByTableAndPlace()
{
    const ThreatModel model = scannedShop();
    const Findings findings = found(model, {runOf("bandit", {codeResult("B608", 3)})});
    QCOMPARE(findings.all().size(), 1);
    QCOMPARE(tiesOf(findings.all().first()), QStringList {QStringLiteral("code/sql-query@web")});
    QCOMPARE(observedOf(findings, RecordKind::Element, "web", "weaknesses"),
             QStringLiteral("sql by bandit B608, web/app.py:3"));
    EvidenceResult elsewhere = codeResult("B608", 3);
    elsewhere.path = QStringLiteral("other/app.py");
    elsewhere.subject.name = elsewhere.path;
    QVERIFY(found(model, {runOf("bandit", {elsewhere})}).all().first().ties.isEmpty());
}

void tst_findings::weaknessesReachTheEndpoint()
{
    const Findings findings = found(scannedShop(), {runOf("bandit", {codeResult("B307", 38)})});
    QCOMPARE(tiesOf(findings.all().first()),
             (QStringList {QStringLiteral("code/code-execution@web"),
                           QStringLiteral("endpoints/code-injection@calc")}));
    QCOMPARE(
        findings.of(QStringLiteral("endpoints/code-injection"), IdText(QByteArrayView("calc"))),
        QList<qsizetype> {0});
}

void tst_findings::listeningInsideAContainerDoesNotApply()
{
    const Findings findings = found(scannedShop(), {runOf("bandit", {codeResult("B104", 9)})});
    QCOMPARE(findings.all().first().state, FindingState::NotApplicable);
    QVERIFY(findings.all().first().reason.contains(QStringLiteral("published")));
    QVERIFY(findings.facts()->isEmpty());
}

void tst_findings::weaknessNumbersOnlySuggest()
{
    const Findings findings =
        found(scannedShop(), {runOf("newscan", {codeResult("X1", 3, "CWE-89")})});
    const Finding &finding = findings.all().first();
    QCOMPARE(finding.state, FindingState::Open);
    QVERIFY(finding.ties.isEmpty() && findings.facts()->isEmpty());
    QVERIFY(suggestedRules(findings, finding, *shippedRules())
                .contains(QStringLiteral("code/sql-query")));
}

void tst_findings::toolsThatAgreeAreOneFinding()
{
    const ThreatModel model = scannedShop();
    EvidenceResult semgrep =
        codeResult("python.lang.security.audit.eval-detected.eval-detected", 38);
    semgrep.path = QStringLiteral("/src/web/app.py");
    const Findings findings =
        found(model,
              {runOf("bandit", {codeResult("B307", 38), codeResult("B307", 50)}),
               runOf("semgrep", {semgrep}),
               runOf("trivy", {packageResult("CVE-2024-0001", Severity::High)}),
               runOf("grype", {packageResult("CVE-2024-0001", Severity::Critical, "3.1")})});
    QCOMPARE(findings.all().size(), 3);
    QCOMPARE(findings.tools(findings.all()[0]), QStringLiteral("bandit, semgrep"));
    QCOMPARE(findings.tools(findings.all()[2]), QStringLiteral("grype, trivy"));
    QCOMPARE(findings.all()[2].severity, Severity::Critical);
}

void tst_findings::vulnerabilitiesAreOneThreatAnImage()
{
    QList<EvidenceResult> results {packageResult("CVE-2024-0001", Severity::Critical, "3.1"),
                                   packageResult("CVE-2024-0002", Severity::High),
                                   packageResult("CVE-2024-0003", Severity::Medium, "3.1")};
    results[1].knownExploited = true;
    const Findings findings = found(scannedShop(), {runOf("trivy", results)});
    const QString counts = observedOf(findings, RecordKind::Image, "ir", "vulnerabilities");
    QVERIFY2(counts.contains(QStringLiteral("critical 1")), qPrintable(counts));
    QVERIFY2(counts.contains(QStringLiteral("high 1")), qPrintable(counts));
    QVERIFY2(counts.contains(QStringLiteral("fixable 1")), qPrintable(counts));
    QVERIFY2(counts.contains(QStringLiteral("knownExploited 1")), qPrintable(counts));
    const IdText image(QByteArrayView("ir"));
    QCOMPARE(findings.of(QStringLiteral("images/vulnerable"), image).size(), 2);
    QCOMPARE(findings.of(QStringLiteral("images/exploited-vulnerability"), image).size(), 1);
}

static FindingDecision decisionAt(int line, const char *check = "B307")
{
    FindingDecision decision;
    decision.check = QString::fromLatin1(check);
    decision.place = QStringLiteral("web/app.py");
    decision.line = line;
    decision.id = findingDecisionIdFor(decision);
    return decision;
}

void tst_findings::suppressionsHoldUntilTheyExpire()
{
    ThreatModel model = scannedShop();
    FindingDecision decision = decisionAt(38);
    decision.suppressed = QStringLiteral("a fixed text");
    decision.expires = QDate(2026, 2, 1);
    model.findingDecisions.put(decision);
    const QList<EvidenceRun> runs {runOf("bandit", {codeResult("B307", 38)})};
    const Findings now = found(model, runs, QDate(2026, 1, 15));
    QCOMPARE(now.all().first().state, FindingState::Suppressed);
    QCOMPARE(now.all().first().reason, decision.suppressed);
    QVERIFY(now.facts()->isEmpty());
    QCOMPARE(found(model, runs, QDate(2026, 2, 1)).all().first().state, FindingState::Suppressed);
    QCOMPARE(found(model, runs, QDate(2026, 2, 2)).all().first().state, FindingState::Open);
}

void tst_findings::decisionsFollowMovedLines()
{
    ThreatModel model = scannedShop();
    FindingDecision decision = decisionAt(38);
    decision.suppressed = QStringLiteral("a fixed text");
    model.findingDecisions.put(decision);
    const auto states = [&](const QList<EvidenceResult> &results) {
        QStringList lines;
        const Findings findings = found(model, {runOf("bandit", results)});
        for (const Finding &finding : findings.all()) {
            if (finding.state == FindingState::Suppressed)
                lines += QString::number(findings.result(finding).line);
        }
        return lines.join(u' ');
    };
    QCOMPARE(states({codeResult("B307", 41), codeResult("B307", 60)}), QStringLiteral("41"));
    QCOMPARE(states({codeResult("B307", 38), codeResult("B307", 39)}), QStringLiteral("38"));
    QCOMPARE(states({codeResult("B307", 300)}), QString());
    QCOMPARE(states({codeResult("B602", 38)}), QString());
}

void tst_findings::correctionsSurviveTheNextScan()
{
    ThreatModel model = scannedShop();
    FindingDecision decision = decisionAt(38);
    decision.recordKind = RecordKind::Element;
    decision.record = IdText(QByteArrayView("cache"));
    decision.author = QStringLiteral("Ada");
    model.findingDecisions.put(decision);
    const Findings findings = found(model, {runOf("bandit", {codeResult("B307", 40)})});
    QCOMPARE(findings.all().first().match.record, IdText(QByteArrayView("cache")));
    QCOMPARE(findings.all().first().match.reason, QStringLiteral("Ada said so"));
    // A record that is gone is no more meant.
    decision.record = IdText(QByteArrayView("nowhere"));
    model.findingDecisions.put(decision);
    QCOMPARE(found(model, {runOf("bandit", {codeResult("B307", 40)})}).all().first().match.record,
             IdText(QByteArrayView("web")));
}

void tst_findings::changedSubjectsAreStale()
{
    EvidenceResult result = codeResult("B307", 38);
    result.subject.digest = QStringLiteral("sha256:aa");
    const auto stateWith = [&](const char *now) {
        return found(scannedShop(), {runOf("bandit", {result})}, QDate(2026, 1, 15),
                     {{result.path, QString::fromLatin1(now)}});
    };
    QCOMPARE(stateWith("sha256:aa").all().first().state, FindingState::Open);
    const Findings stale = stateWith("sha256:bb");
    QCOMPARE(stale.all().first().state, FindingState::Stale);
    // Nobody has shown that it is gone.
    QCOMPARE(observedOf(stale, RecordKind::Element, "web", "weaknesses"),
             QStringLiteral("code by bandit B307, web/app.py:38 (earlier version)"));
    QVERIFY(stale.facts()->results.begin()->stale);
    QVERIFY(stateWith("").all().first().reason.contains(QStringLiteral("gone")));
}

void tst_findings::passesOfRunningContainers()
{
    const auto bench = [](const char *check, const char *title, EvidenceOutcome outcome,
                          const char *container) {
        EvidenceResult result;
        result.check = QString::fromLatin1(check);
        result.title = QString::fromLatin1(title);
        result.outcome = outcome;
        result.subject = {*container ? SubjectKind::Container : SubjectKind::Host,
                          QString::fromLatin1(container),
                          {}};
        result.fingerprint = result.check + result.subject.name;
        return result;
    };
    const Findings findings = found(
        scannedShop(),
        {runOf("docker-bench",
               {bench("5.10", "Ensure that the memory usage for containers is limited",
                      EvidenceOutcome::Fail, "shop-web-1"),
                bench("5.12", "Ensure that the container's root filesystem is mounted as read only",
                      EvidenceOutcome::Fail, "shop-cache-1"),
                bench("5.4", "Ensure that privileged containers are not used",
                      EvidenceOutcome::Pass, "")})});
    QCOMPARE(observedOf(findings, RecordKind::Element, "web", "memoryLimit"),
             QStringLiteral("0 by docker-bench 5.10, shop-web-1"));
    // It runs, and was not named.
    QVERIFY(observedOf(findings, RecordKind::Element, "web", "readOnlyRoot")
                .startsWith(QStringLiteral("yes")));
    QVERIFY(observedOf(findings, RecordKind::Element, "cache", "readOnlyRoot")
                .startsWith(QStringLiteral("no")));
    QVERIFY(observedOf(findings, RecordKind::Element, "web", "privileged")
                .startsWith(QStringLiteral("no")));
}

DRAWBRIDGE_TEST(tst_findings)
#include "tst_findings.moc"
