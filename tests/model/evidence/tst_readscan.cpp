#include "model/evidence/readscan.h"
#include "tests/support/testrunner.h"

#include <QBuffer>
#include <QDir>
#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::test;

class tst_readscan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsFormatsApart_data();
    void tellsFormatsApart();
    void readsBandit();
    void leavesSecretsOut_data();
    void leavesSecretsOut();
    void readsTrivyImages();
    void readsSarifRules();
    void sarifNamesPackages_data();
    void sarifNamesPackages();
    void namesKnownTools();
    void tellsWhatWasScanned();
    void readsDockerBenchLogs();
    void splitsDockerBenchByContainer();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void truncationNeverCrashes();
    void readsEverySample();
};

static Result<QList<EvidenceRun>> scanOf(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return readScan(buffer, QStringLiteral("scan.json"));
}

static EvidenceRun oneRun(const QByteArray &bytes)
{
    const auto read = scanOf(bytes);
    if (!read) {
        qWarning("%s", qPrintable(read.error().toString()));
        return {};
    }
    return read->value(0);
}

static const QByteArray BanditScan =
    "{\"errors\": [{\"filename\": \"./bad.py\", \"reason\": \"syntax error\"}],"
    " \"generated_at\": \"2026-01-02T03:04:05Z\", \"metrics\": {\"_totals\": {}},"
    " \"results\": [{\"code\": \"eval(x)\", \"filename\": \"./web/app.py\","
    " \"issue_severity\": \"HIGH\", \"issue_text\": \"Use of 'eval' found\","
    " \"line_number\": 17, \"test_id\": \"B307\", \"test_name\": \"blacklist\","
    " \"issue_cwe\": {\"id\": 78}}]}";

void tst_readscan::tellsFormatsApart_data()
{
    QTest::addColumn<QByteArray>("scan");
    QTest::addColumn<QString>("tool");
    QTest::addColumn<int>("results");
    const auto row = [](const char *name, const QByteArray &scan, const char *tool, int results) {
        QTest::newRow(name) << scan << QString::fromLatin1(tool) << results;
    };
    row("bandit", BanditScan, "bandit", 2);
    row("bandit, nothing found",
        "{\"results\": [], \"errors\": [], \"metrics\": {\"_totals\": {}}}", "bandit", 0);
    row("pip-audit",
        "{\"dependencies\": [{\"name\": \"flask\", \"version\": \"0.5\", \"vulns\": "
        "[{\"id\": \"PYSEC-1\", \"aliases\": [\"CVE-2018-1000656\"]}]}], \"fixes\": []}",
        "pip-audit", 1);
    row("pip-audit, older",
        "[{\"name\": \"flask\", \"version\": \"0.5\", \"vulns\": [{\"id\": \"PYSEC-1\"}]}]",
        "pip-audit", 1);
    row("hadolint",
        "[{\"line\": 1, \"code\": \"DL3006\", \"message\": \"m\", \"file\": \"Dockerfile\","
        " \"level\": \"warning\"}]",
        "hadolint", 1);
    row("kube-bench",
        "{\"Controls\": [{\"tests\": [{\"results\": [{\"test_number\": \"1.1\","
        " \"status\": \"FAIL\"}]}]}]}",
        "kube-bench", 1);
    row("kube-bench, one after the other",
        "{\"id\": \"1\", \"node_type\": \"n\", \"tests\": [{\"results\": [{\"test_number\": "
        "\"1.1\"}]}]}\n"
        "{\"id\": \"2\", \"node_type\": \"n\", \"tests\": [{\"results\": [{\"test_number\": "
        "\"2.1\"}]}]}",
        "kube-bench", 2);
    row("docker bench",
        "{\"dockerbenchsecurity\": \"1.6\", \"tests\": [{\"results\": [{\"id\": "
        "\"2.1\", \"result\": \"PASS\"}]}]}",
        "docker-bench", 1);
    row("grype",
        "{\"matches\": [{\"vulnerability\": {\"id\": \"CVE-2020-12345\"}, \"artifact\": "
        "{\"name\": \"a\"}}], \"descriptor\": {\"version\": \"1\"}}",
        "grype", 1);
    row("checkov",
        "[{\"results\": {\"failed_checks\": [{\"check_id\": \"CKV_DOCKER_2\"}], "
        "\"passed_checks\": [{\"check_id\": \"CKV_DOCKER_3\"}]}}]",
        "checkov", 2);
    row("semgrep", "{\"results\": [{\"check_id\": \"a.b\", \"path\": \"x.py\"}], \"errors\": []}",
        "semgrep", 1);
    row("trivy operator",
        "{\"kind\": \"ConfigAuditReport\", \"report\": {\"checks\": [{\"checkID\": "
        "\"KSV014\", \"success\": true}], \"scanner\": {\"version\": \"1\"}}}",
        "trivy", 1);
}

void tst_readscan::tellsFormatsApart()
{
    QFETCH(QByteArray, scan);
    QFETCH(int, results);
    const EvidenceRun run = oneRun(scan);
    QTEST(run.tool, "tool");
    QCOMPARE(run.results.size(), results);
    QCOMPARE(run.digest.size(), 64);
    QCOMPARE(oneRun("\xEF\xBB\xBF" + scan).results.size(), results);
}

void tst_readscan::readsBandit()
{
    const EvidenceRun run = oneRun(BanditScan);
    QCOMPARE(run.time, QStringLiteral("2026-01-02T03:04:05Z"));
    QCOMPARE(run.file, QStringLiteral("scan.json"));
    for (const EvidenceResult &result : run.results) {
        if (result.outcome == EvidenceOutcome::Error) {
            QCOMPARE(result.path, QStringLiteral("bad.py"));
            continue;
        }
        QCOMPARE(result.check, QStringLiteral("B307"));
        QCOMPARE(result.path, QStringLiteral("web/app.py"));
        QCOMPARE(result.line, 17);
        QCOMPARE(result.severity, Severity::High);
        QCOMPARE(result.cwe, QStringList {QStringLiteral("CWE-78")});
        QCOMPARE(result.fingerprint.size(), 16);
    }
}

void tst_readscan::leavesSecretsOut_data()
{
    QTest::addColumn<QByteArray>("scan");
    QTest::newRow("bandit") << QByteArray(
        "{\"results\": [{\"test_id\": \"B105\", \"code\": \"p = 'hunter2'\", \"filename\": \"a\","
        " \"issue_text\": \"Possible hardcoded password: 'hunter2'\"}], \"metrics\": {}}");
    QTest::newRow("trivy") << QByteArray("{\"SchemaVersion\": 2, \"ArtifactName\": \".\", "
                                         "\"Results\": [{\"Target\": \"a\", \"Secrets\":"
                                         " [{\"RuleID\": \"pat\", \"Title\": \"PAT\", \"Match\": "
                                         "\"x=hunter2\", \"Code\": {\"Lines\":"
                                         " [{\"Content\": \"hunter2\"}]}}]}]}");
    QTest::newRow("semgrep") << QByteArray(
        "{\"results\": [{\"check_id\": \"generic.secrets\", \"path\": \"a\", \"extra\": "
        "{\"lines\": "
        "\"hunter2\", \"message\": \"found \\\"hunter2\\\"\"}}], \"errors\": []}");
    QTest::newRow("sarif") << QByteArray(
        "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"x\"}}, "
        "\"results\": "
        "[{\"ruleId\": \"hardcoded-password\", \"message\": {\"text\": \"'hunter2' it's\"}, "
        "\"locations\": [{\"physicalLocation\": {\"region\": {\"snippet\": {\"text\": "
        "\"hunter2\"}}}}"
        "]}]}]}");
}

void tst_readscan::leavesSecretsOut()
{
    QFETCH(QByteArray, scan);
    const EvidenceRun run = oneRun(scan);
    QCOMPARE(run.results.size(), 1);
    const EvidenceResult &result = run.results.first();
    for (const QString &text : {result.title, result.message, result.check, result.suppressed})
        QVERIFY2(!text.contains(QStringLiteral("hunter2")), qPrintable(text));
}

void tst_readscan::readsTrivyImages()
{
    // The head stands behind the results here.
    const EvidenceRun run = oneRun(
        "{\"SchemaVersion\": 2, \"Results\": [{\"Target\": \"shop:1 (debian 12)\", \"Class\": "
        "\"os-pkgs\", \"Vulnerabilities\": [{\"VulnerabilityID\": \"CVE-2024-12345\", \"PkgName\": "
        "\"zlib\", \"InstalledVersion\": \"1\", \"FixedVersion\": \"2\", \"Severity\": "
        "\"CRITICAL\", "
        "\"CweIDs\": [\"CWE-787\"]}]}], \"ArtifactName\": \"shop:1\", \"ArtifactType\": "
        "\"container_image\", \"Metadata\": {\"RepoDigests\": [\"shop@sha256:ab\"]}}");
    const EvidenceResult result = run.results.value(0);
    QCOMPARE(result.subject,
             (EvidenceSubject {SubjectKind::Image, QStringLiteral("shop:1"),
                               QStringLiteral("sha256:ab")}));
    QCOMPARE(result.severity, Severity::Critical);
    QCOMPARE(result.package.fixedVersion, QStringLiteral("2"));
    QCOMPARE(result.cve, QStringList {QStringLiteral("CVE-2024-12345")});
    QVERIFY(result.path.isEmpty());
}

void tst_readscan::readsSarifRules()
{
    const auto runs = scanOf(
        "{\"version\": \"2.1.0\", \"runs\": [{\"results\": ["
        "{\"ruleId\": \"r1\", \"message\": {\"text\": \"m\"}, \"locations\": "
        "[{\"physicalLocation\": "
        "{\"artifactLocation\": {\"uri\": \"file:///src/a%20b.py\"}, \"region\": {\"startLine\": "
        "3}}}]},"
        "{\"ruleIndex\": 1, \"kind\": \"pass\", \"message\": {\"text\": \"fine\"}},"
        "{\"ruleId\": \"r1\", \"baselineState\": \"absent\"},"
        "{\"ruleId\": \"r2\", \"suppressions\": [{\"kind\": \"external\", \"justification\": "
        "\"known\"}]}],"
        " \"tool\": {\"driver\": {\"name\": \"Docker Scout\", \"version\": \"1.2\", \"rules\": ["
        "{\"id\": \"r1\", \"shortDescription\": {\"text\": \"First\"}, \"properties\": "
        "{\"security-severity\": \"9.8\", \"tags\": [\"external/cwe/cwe-079\"]}}, {\"id\": "
        "\"r3\"}]}}},"
        "{\"tool\": {\"driver\": {\"name\": \"other\"}}, \"results\": []}]}");
    QVERIFY(runs);
    QCOMPARE(runs->size(), 2);
    QCOMPARE(runs->at(0).tool, QStringLiteral("docker-scout"));
    QCOMPARE(runs->at(1).tool, QStringLiteral("other"));
    QStringList lines;
    for (const EvidenceResult &result : runs->at(0).results)
        lines += QStringLiteral("%1 %2 %3 %4 %5:%6 %7 %8")
                     .arg(result.check, result.title)
                     .arg(static_cast<int>(result.outcome))
                     .arg(static_cast<int>(result.severity))
                     .arg(result.path)
                     .arg(result.line)
                     .arg(result.cwe.join(u','), result.suppressed);
    lines.sort();
    QCOMPARE(lines.value(0), QStringLiteral("r1 First 1 0 /src/a b.py:3 CWE-79 "));
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.value(1), QStringLiteral("r2  1 2 :0  known"));
    QCOMPARE(lines.value(2), QStringLiteral("r3 fine 0 2 :0  "));
}

void tst_readscan::sarifNamesPackages_data()
{
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("package");
    QTest::newRow("trivy") << QByteArray("\"ruleId\": \"CVE-2019-1549\", \"message\": {\"text\": "
                                         "\"Package: libcrypto\\nInstalled Version: 1.1c\\n"
                                         "Fixed Version: 1.1d\"}")
                           << QByteArray("{}") << "libcrypto 1.1c 1.1d";
    QTest::newRow("grype") << QByteArray(
        "\"ruleId\": \"CVE-2019-1549-openssl\", \"message\": {\"text\": \"A high "
        "vulnerability in deb package: openssl, version 3.0 was found in image "
        "shop:1 at: /x\"}") << QByteArray("{}")
                           << "openssl 3.0 ";
    QTest::newRow("scout") << QByteArray("\"ruleId\": \"CVE-2019-1549\", \"ruleIndex\": 0, "
                                         "\"message\": {\"text\": \"Vulnerability\"}")
                           << QByteArray("{\"id\": \"CVE-2019-1549\", \"properties\": {\"purls\": "
                                         "[\"pkg:deb/debian/openssl@3.0?os=debian\"], "
                                         "\"fixed_version\": \"not fixed\"}}")
                           << "openssl 3.0 ";
    QTest::newRow("no package") << QByteArray("\"ruleId\": \"R1\", \"message\": {\"text\": "
                                              "\"Package: x\"}")
                                << QByteArray("{}") << "  ";
}

void tst_readscan::sarifNamesPackages()
{
    QFETCH(QByteArray, result);
    QFETCH(QByteArray, rule);
    const auto runs = scanOf("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": "
                             "{\"name\": \"x\", \"rules\": ["
                             + rule + "]}}, \"results\": [{" + result + "}]}]}");
    QVERIFY(runs);
    const EvidenceResult &read = runs->first().results.first();
    QTEST(read.package.package + u' ' + read.package.installedVersion + u' '
              + read.package.fixedVersion,
          "package");
}

void tst_readscan::namesKnownTools()
{
    const auto nameOf = [](const char *written) {
        const auto runs = scanOf(QByteArray("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": "
                                            "{\"driver\": {\"name\": \"")
                                 + written + "\"}}, \"results\": []}]}");
        return runs ? runs->first().tool : QString();
    };
    QCOMPARE(nameOf("docker scout"), QStringLiteral("docker-scout"));
    QCOMPARE(nameOf("Semgrep OSS"), QStringLiteral("semgrep"));
    QCOMPARE(nameOf("Trivy"), QStringLiteral("trivy"));
    QCOMPARE(nameOf("Checkov"), QStringLiteral("checkov"));
    QCOMPARE(nameOf("Bandit"), QStringLiteral("bandit"));
    QCOMPARE(nameOf("My Own"), QStringLiteral("my-own"));
}

void tst_readscan::tellsWhatWasScanned()
{
    const auto runs =
        scanOf("{\"errors\": [], \"metrics\": {\"./web/app.py\": {}, \"_totals\": {}}, "
               "\"results\": []}");
    QVERIFY(runs);
    QCOMPARE(runs->first().scanned.size(), 1);
    QCOMPARE(runs->first().scanned.first().name, QStringLiteral("web/app.py"));
}

void tst_readscan::readsDockerBenchLogs()
{
    const EvidenceRun run =
        oneRun("# Docker Bench for Security v1.6.0\n"
               "[INFO] 5 - Container Runtime\n"
               "\x1b[1;31m[WARN]\x1b[0m 5.4  - Ensure that privileged is not used\n"
               "[WARN]      * Container running in Privileged mode: web\n"
               "[WARN]      * Container running in Privileged mode: db\n"
               "[PASS] 5.5  - Ensure mounts\n");
    QCOMPARE(run.tool, QStringLiteral("docker-bench"));
    QStringList lines;
    for (const EvidenceResult &result : run.results)
        lines += result.check + u' ' + result.subject.name + u' '
            + QString::number(static_cast<int>(result.outcome));
    lines.sort();
    QCOMPARE(lines, (QStringList {"5.4 db 1", "5.4 web 1", "5.5  0"}));
}

void tst_readscan::splitsDockerBenchByContainer()
{
    const EvidenceRun run =
        oneRun("{\"dockerbenchsecurity\": \"1.6\", \"tests\": [{\"results\": [{\"id\": \"4.1\", "
               "\"result\": \"WARN\", \"items\": [\"a\", \"b\", \"a\"]}, {\"id\": \"4.6\", "
               "\"result\": \"WARN\", \"items\": [\"img:1\"]}]}], \"end\": 1700000000}");
    QCOMPARE(run.time, QStringLiteral("2023-11-14T22:13:20Z"));
    QStringList subjects;
    for (const EvidenceResult &result : run.results)
        subjects += QString::number(static_cast<int>(result.subject.kind)) + result.subject.name;
    subjects.sort();
    QCOMPARE(subjects, (QStringList {"1img:1", "2a", "2b"}));
}

void tst_readscan::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("scan");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &scan, const char *message) {
        QTest::newRow(name) << scan << QStringLiteral("scan.json") + QString::fromUtf8(message);
    };
    row("empty", "", ": the file is empty");
    row("null", "null\n", ": the file holds 'null': no tool");
    row("empty list", "[]", ": the file holds '[]': no tool");
    row("no runs", "{\"version\": \"2.1.0\", \"runs\": []}", ": the SARIF file holds no runs");
    row("other", "{\"a\": 1}", ": this is no scan of a known format");
    row("text", "hello", ": this is no scan of a known format");
    row("cut off", BanditScan.left(200), ":1: the JSON ends in the middle");
    row("cut off early", "{\"a\": [1,\n2", ":2: the JSON ends in the middle");
    row("two tools",
        "[{\"line\":1,\"code\":\"DL1\",\"level\":\"info\",\"file\":\"D\"}]\n" + BanditScan,
        ":2: a further JSON document");
    row("two tools, the first of several documents",
        "{\"node_type\": \"n\", \"tests\": [{\"results\": [{\"test_number\": \"1.1\"}]}]}\n"
        "{\"matches\": [], \"descriptor\": {}}",
        ":2: a further JSON document");
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), ": the file is UTF-16");
}

void tst_readscan::saysWhatIsWrong()
{
    QFETCH(QByteArray, scan);
    QFETCH(QString, message);
    const auto read = scanOf(scan);
    QVERIFY(!read);
    QVERIFY2(read.error().toString().startsWith(message), qPrintable(read.error().toString()));
}

void tst_readscan::truncationNeverCrashes()
{
    for (qsizetype length = 0; length < BanditScan.size(); ++length)
        QVERIFY(!scanOf(BanditScan.left(length)));
}

void tst_readscan::readsEverySample()
{
    const QString folder = sharedSamples() + QStringLiteral("/scanners");
    if (sharedSamples().isEmpty() || !QDir(folder).exists())
        QSKIP("the folder of samples is missing");
    const QMap<QString, qsizetype> counts {
        {"bandit-one.json", 1},       {"bandit-none.json", 0},
        {"hadolint-many.json", 12},   {"semgrep-many.json", 3},
        {"checkov-many.json", 3},     {"suppressed.sarif", 5},
        {"trivy-dockerfile.json", 1}, {"trivy-operator-audit.json", 13},
        {"kube-bench-many.json", 24},
    };
    for (const QString &name : QDir(folder).entryList(QDir::Files)) {
        const auto read = readScan(folder + u'/' + name, name);
        if (name == u"trivy-legacy-null.json" || name == u"no-runs.sarif") {
            QVERIFY(!read);
            continue;
        }
        QVERIFY2(read, qPrintable(read ? name : read.error().toString()));
        qsizetype results = 0;
        for (const EvidenceRun &run : *read) {
            QVERIFY2(!run.tool.isEmpty(), qPrintable(name));
            results += run.results.size();
            for (const EvidenceResult &result : run.results)
                QVERIFY2(!result.check.isEmpty(), qPrintable(name));
        }
        if (counts.contains(name))
            QVERIFY2(results == counts[name],
                     qPrintable(QStringLiteral("%1: %2").arg(name).arg(results)));
        else
            QVERIFY2(results > 0, qPrintable(name));
    }
}

DRAWBRIDGE_TEST(tst_readscan)
#include "tst_readscan.moc"
