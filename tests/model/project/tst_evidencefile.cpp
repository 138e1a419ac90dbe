#include "model/project/evidencefile.h"
#include "tests/support/testrunner.h"

#include <QBuffer>

using namespace drawbridge;

class tst_evidencefile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void standsBesideTheProject();
};

static Evidence evidenceWithEverything()
{
    EvidenceResult result;
    result.fingerprint = QStringLiteral("0123456789abcdef");
    result.check = QStringLiteral("CVE-2024-12345");
    result.title = QStringLiteral("A \"title\"\nin two lines");
    result.message = QStringLiteral("m");
    result.outcome = EvidenceOutcome::Pass;
    result.severity = Severity::Critical;
    result.subject = {SubjectKind::Image, QStringLiteral("shop:1"), QStringLiteral("sha256:ab")};
    result.path = QStringLiteral("a/b");
    result.line = 7;
    result.cwe = {QStringLiteral("CWE-79")};
    result.cve = {QStringLiteral("CVE-2024-12345")};
    result.package = {QStringLiteral("zlib"), QStringLiteral("1"), QStringLiteral("2")};
    result.knownExploited = true;
    result.suppressed = QStringLiteral("known");
    EvidenceResult bare;
    bare.fingerprint = QStringLiteral("1123456789abcdef");
    bare.check = QStringLiteral("x");
    EvidenceRun run {QStringLiteral("trivy"),
                     QStringLiteral("0.5"),
                     QStringLiteral("2026-01-01T00:00:00Z"),
                     QStringLiteral("scan.json"),
                     QByteArray(64, 'a'),
                     {result.subject},
                     {result, bare}};
    return {{run, {QStringLiteral("bandit"), {}, {}, {}, {}, {}, {}}}};
}

static Result<Evidence> readWritten(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return readEvidence(buffer, QStringLiteral("x.evidence.json"));
}

void tst_evidencefile::comesBackAsItWas()
{
    const Evidence evidence = evidenceWithEverything();
    const QByteArray bytes = writeEvidence(evidence);
    const auto read = readWritten(bytes);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(*read, evidence);
    QCOMPARE(writeEvidence(*read), bytes);
}

void tst_evidencefile::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    QTest::newRow("another file") << QByteArray("{\"a\": 1}")
                                  << "x.evidence.json: this is no evidence";
    QTest::newRow("a project") << QByteArray("{\"format\": \"drawbridge\"}")
                               << "x.evidence.json:1: this is no evidence";
    QTest::newRow("newer") << QByteArray("{\"format\": \"drawbridge-evidence\",\n\"version\": 2}")
                           << "x.evidence.json:2: a newer program";
    QTest::newRow("outcome")
        << writeEvidence(evidenceWithEverything()).replace("\"pass\"", "\"maybe\"")
        << "x.evidence.json:";
    QTest::newRow("cut off") << writeEvidence(evidenceWithEverything()).left(300)
                             << "x.evidence.json:";
}

void tst_evidencefile::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const auto read = readWritten(bytes);
    QVERIFY(!read);
    QVERIFY2(read.error().toString().startsWith(message), qPrintable(read.error().toString()));
}

void tst_evidencefile::standsBesideTheProject()
{
    QCOMPARE(evidencePathFor(QStringLiteral("/a/shop.drawbridge")),
             QStringLiteral("/a/shop.evidence.json"));
    QCOMPARE(evidencePathFor(QStringLiteral("shop")), QStringLiteral("shop.evidence.json"));
}

DRAWBRIDGE_TEST(tst_evidencefile)
#include "tst_evidencefile.moc"
