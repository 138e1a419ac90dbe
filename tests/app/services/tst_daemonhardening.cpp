#include "model/harden/hardeningwriters.h"
#include "tests/app/services/hardeningworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// The configuration of a Docker daemon, whose layout stays as it is.
class tst_daemonhardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLayoutIsKept_data();
    void theLayoutIsKept();
    void levelsDifferInWhatTheyRisk();
    void logsAreLimitedWhereTheyAreKept_data();
    void logsAreLimitedWhereTheyAreKept();
    void whatNeedsMoreThanTheFileIsProposed();
    void noOutputHoldsASecret();
    void aSecondRunDoesNothing_data();
    void aSecondRunDoesNothing();

private:
    HardenedFile hardenText(const QByteArray &text,
                            HardeningLevel level = HardeningLevel::Recommended) const
    {
        return m_world.hardenText(QStringLiteral("daemon.json"), text, level);
    }

    HardeningWorld m_world;
};

void tst_daemonhardening::theLayoutIsKept_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("two spaces")
        << QByteArray("{\n  \"debug\": false,\n  \"icc\": false\n}\n")
        << QByteArray("{\n  \"debug\": false,\n  \"icc\": false,\n  \"no-new-privileges\": true,\n"
                      "  \"live-restore\": true,\n  \"log-driver\": \"json-file\",\n"
                      "  \"log-opts\": {\n    \"max-size\": \"10m\",\n    \"max-file\": \"3\"\n"
                      "  }\n}\n");
    QTest::newRow("four spaces, something changed")
        << QByteArray("{\n    \"icc\": true,\n    \"live-restore\": true,\n"
                      "    \"log-driver\": \"local\"\n}")
        << QByteArray("{\n    \"icc\": false,\n    \"live-restore\": true,\n"
                      "    \"log-driver\": \"local\",\n    \"no-new-privileges\": true\n}");
    QTest::newRow("tabs")
        << QByteArray("{\r\n\t\"icc\": false,\r\n\t\"live-restore\": true\r\n}\r\n")
        << QByteArray("{\r\n\t\"icc\": false,\r\n\t\"live-restore\": true,\r\n"
                      "\t\"no-new-privileges\": true,\r\n\t\"log-driver\": \"json-file\",\r\n"
                      "\t\"log-opts\": {\r\n\t\t\"max-size\": \"10m\",\r\n"
                      "\t\t\"max-file\": \"3\"\r\n\t}\r\n}\r\n");
    QTest::newRow("one line")
        << QByteArray("{\"icc\": false, \"live-restore\": true, \"log-driver\": \"local\"}")
        << QByteArray("{\"icc\": false, \"live-restore\": true, \"log-driver\": \"local\", "
                      "\"no-new-privileges\": true}");
    QTest::newRow("nothing")
        << QByteArray("{}\n")
        << QByteArray("{\n  \"no-new-privileges\": true,\n  \"icc\": false,\n"
                      "  \"live-restore\": true,\n  \"log-driver\": \"json-file\",\n"
                      "  \"log-opts\": {\n    \"max-size\": \"10m\",\n    \"max-file\": \"3\"\n"
                      "  }\n}\n");
    QTest::newRow("not even that")
        << QByteArray()
        << QByteArray("{\n  \"no-new-privileges\": true,\n  \"icc\": false,\n"
                      "  \"live-restore\": true,\n  \"log-driver\": \"json-file\",\n"
                      "  \"log-opts\": {\n    \"max-size\": \"10m\",\n    \"max-file\": \"3\"\n"
                      "  }\n}\n");
}

void tst_daemonhardening::theLayoutIsKept()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, after);
    const HardenedFile file = hardenText(text);
    QCOMPARE(file.after, after);
    const auto diff = hardeningDiff({file});
    QVERIFY(diff && diff->startsWith("--- a/"));
}

void tst_daemonhardening::levelsDifferInWhatTheyRisk()
{
    QVERIFY(hardenText("{}", HardeningLevel::Safe).done.isEmpty());
    QVERIFY(!hardenText("{}").after.contains("userns-remap"));
    QVERIFY(
        hardenText("{}", HardeningLevel::Strict).after.contains("\"userns-remap\": \"default\""));
    QVERIFY(!hardenText("{\"rootless\": true}", HardeningLevel::Strict).after.contains("userns"));
    QVERIFY(hardenText("{\"seccomp-profile\": \"unconfined\"}", HardeningLevel::Strict)
                .after.contains("\"seccomp-profile\": \"\""));
}

void tst_daemonhardening::logsAreLimitedWhereTheyAreKept_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("limited");
    QTest::newRow("nothing said") << QByteArray("{}") << true;
    QTest::newRow("files") << QByteArray("{\"log-driver\": \"json-file\"}") << true;
    QTest::newRow("other options") << QByteArray("{\"log-opts\": {\"tag\": \"x\"}}") << true;
    QTest::newRow("limited") << QByteArray("{\"log-opts\": {\"max-size\": \"1m\"}}") << false;
    QTest::newRow("elsewhere") << QByteArray("{\"log-driver\": \"syslog\"}") << false;
}

void tst_daemonhardening::logsAreLimitedWhereTheyAreKept()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, limited);
    const HardenedFile file = hardenText(text);
    QCOMPARE(doneIds(file).contains(QStringLiteral("log-limit")), limited);
    QCOMPARE(file.after.contains("\"max-size\": \"10m\""), limited);
}

void tst_daemonhardening::whatNeedsMoreThanTheFileIsProposed()
{
    const HardenedFile open = hardenText("{\"hosts\": [\"fd://\", \"tcp://0.0.0.0:2375\"],\n "
                                         "\"insecure-registries\": [\"r:5000\"],\n"
                                         " \"registry-mirrors\": [\"http://m\"]}");
    QCOMPARE(manualOf(open, QStringLiteral("daemon-api")).where.line, 1);
    QCOMPARE(manualIds(open).count(QStringLiteral("registry-tls")), 2);
    QCOMPARE(manualOf(open, QStringLiteral("registry-tls")).where.line, 2);
    const HardenedFile verified =
        hardenText("{\"hosts\": [\"tcp://0.0.0.0:2376\"], \"tlsverify\": true}");
    QVERIFY(!manualIds(verified).contains(QStringLiteral("daemon-api")));
    QVERIFY(manualIds(verified).contains(QStringLiteral("daemon-authorization")));
}

void tst_daemonhardening::noOutputHoldsASecret()
{
    const HardenedFile file =
        hardenText("{\n  \"log-driver\": \"splunk\",\n"
                   "  \"log-opts\": {\"splunk-token\": \"tangerine-hill-42\"},\n"
                   "  \"http-proxy\": \"http://me:tangerine-hill-43@proxy\"\n}\n",
                   HardeningLevel::Strict);
    const auto diff = hardeningDiff({file});
    QVERIFY(diff && diff->contains("***"));
    for (const QByteArray &output : {*diff, writeHardeningText({file}, HardeningLevel::Strict),
                                     writeHardeningJson({file}, HardeningLevel::Strict)})
        QVERIFY2(!output.contains("tangerine"), output);
}

void tst_daemonhardening::aSecondRunDoesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "{}", "{\n}\n", "{ \"icc\": true }", "{\n\n  \"log-opts\": {}\n\n}\n",
          "\xEF\xBB\xBF{\"debug\": null}", "{\"log-opts\": {\n \"tag\": \"{{.Name}}\"\n}}",
          "{\"userns-remap\": \"\", \"icc\": \"yes\", \"live-restore\": null}"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void tst_daemonhardening::aSecondRunDoesNothing()
{
    QFETCH(QByteArray, text);
    for (const HardeningLevel level : hardeningLevels()) {
        const HardenedFile file = hardenText(text, level);
        const HardenedFile second = hardenText(file.after, level);
        QCOMPARE(second.after, file.after);
        QVERIFY2(second.done.isEmpty(), qPrintable(doneIds(second).join(u' ')));
    }
}

DRAWBRIDGE_TEST(tst_daemonhardening)

#include "tst_daemonhardening.moc"
