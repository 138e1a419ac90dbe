#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>

using namespace drawbridge::test;

// Scanners are run where they are installed, and named where not. Programs of our own stand in for
// those that Debian does not have.
class tst_scan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsBanditForReal();
    void theScannedFolderDoesNotSilenceBandit();
    void aStoppedScanStopsItsScanner();
    void saysWhatIsMissing();
    void attachesWhatItFound();
    void aScannerThatFailsIsNoPass_data();
    void aScannerThatFailsIsNoPass();
    void anOldResultIsNotTakenForANewOne();
    void refusesBadArguments();

private:
    void program(const QString &name, const QByteArray &script) const
    {
        m_cli->write(QStringLiteral("bin/") + name, "#!/bin/sh\n" + script);
        QFile::setPermissions(m_cli->path(QStringLiteral("bin/") + name),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QJsonObject scanner(const Run &run, QLatin1String name) const
    {
        for (const QJsonValue &each : run.json().value(QLatin1String("scanners")).toArray()) {
            if (each.toObject().value(QLatin1String("name")).toString() == name)
                return each.toObject();
        }
        return {};
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_scan::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("src/compose.yml"), "services:\n  web:\n    build: web\n");
    m_cli->write(QStringLiteral("src/web/Dockerfile"), "FROM python:3.12\n");
    m_cli->write(QStringLiteral("src/web/app.py"), "eval(input())\n");
    m_cli->write(QStringLiteral("bin/none"), "");
    m_cli->environment.insert(QStringLiteral("PATH"),
                              m_cli->path(QStringLiteral("bin")) + QStringLiteral(":/bin"));
}

void tst_scan::runsBanditForReal()
{
    const QString bandit = QStandardPaths::findExecutable(QStringLiteral("bandit"));
    if (bandit.isEmpty())
        QSKIP("bandit is not installed");
    m_cli->environment.remove(QStringLiteral("PATH"));
    const Run run =
        m_cli->run(QStringLiteral("scan src --only bandit -o found --json").split(u' '));
    QVERIFY2(run.status == 0, run.summary());
    const QJsonObject result = scanner(run, QLatin1String("bandit"));
    QCOMPARE(result.value(QLatin1String("state")).toString(), QStringLiteral("done"));
    QVERIFY(result.value(QLatin1String("results")).toInt() >= 1);
    QVERIFY(m_cli->read(QStringLiteral("found/bandit.json")).contains("B307"));
}

void tst_scan::theScannedFolderDoesNotSilenceBandit()
{
    if (QStandardPaths::findExecutable(QStringLiteral("bandit")).isEmpty())
        QSKIP("bandit is not installed");
    m_cli->write(QStringLiteral("src/.bandit"), "[bandit]\nskips: B307\nexclude: .\n");
    m_cli->environment.remove(QStringLiteral("PATH"));
    const Run run =
        m_cli->run(QStringLiteral("scan src --only bandit -o found --json").split(u' '));
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY(m_cli->read(QStringLiteral("found/bandit.json")).contains("B307"));
}

// The stand-in kills the program that runs it, and would leave a mark if it lived on.
void tst_scan::aStoppedScanStopsItsScanner()
{
    program(QStringLiteral("grype"), "kill -TERM $PPID\nsleep 1\necho late > late\n");
    (void)m_cli->run(QStringLiteral("scan src --only grype").split(u' '));
    QTest::qWait(1500);
    QVERIFY(m_cli->read(QStringLiteral("src/late")).isEmpty());
}

void tst_scan::saysWhatIsMissing()
{
    m_cli->environment.insert(QStringLiteral("PATH"), m_cli->path(QStringLiteral("bin")));
    const Run run = m_cli->run(QStringLiteral("scan src").split(u' '));
    QCOMPARE(run.status, 2);
    for (const char *name : {"bandit", "trivy", "grype", "hadolint"})
        QVERIFY2(run.out.contains(name), run.summary());
    QVERIFY(run.out.contains("apt install bandit"));
    QVERIFY(run.err.contains("nothing was checked"));
}

void tst_scan::attachesWhatItFound()
{
    program(QStringLiteral("hadolint"),
            "echo '[{\"line\":1,\"code\":\"DL3006\",\"message\":\"m\",\"file\":\"'$3'\",\"level\":"
            "\"warning\"}]'\nexit 1\n");
    const Run made =
        m_cli->run(QStringLiteral("import src/compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
    const Run run = m_cli->run(
        QStringLiteral("scan src --only hadolint --into m.drawbridge --json").split(u' '));
    QVERIFY2(run.status == 0, run.summary());
    const Run listed = m_cli->run(QStringLiteral("evidence m.drawbridge --json").split(u' '));
    const QJsonArray rows = listed.json().value(QLatin1String("rows")).toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().toObject().value(QLatin1String("where")).toString(),
             QStringLiteral("web/Dockerfile:1"));
    QCOMPARE(rows.first().toObject().value(QLatin1String("record")).toString(),
             QStringLiteral("web"));
}

void tst_scan::aScannerThatFailsIsNoPass_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("message");
    QTest::newRow("exit") << QByteArray("echo 'no database' >&2\nexit 3\n")
                          << "exited with 3: no database";
    QTest::newRow("nothing written") << QByteArray("exit 0\n") << "exited with 0";
    QTest::newRow("cut off") << QByteArray("printf '[{\"code\": 1, \"level\": \"a'\n")
                             << "the JSON ends in the middle";
    QTest::newRow("hangs") << QByteArray("sleep 30\n") << "took longer than 1 s";
}

void tst_scan::aScannerThatFailsIsNoPass()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, message);
    program(QStringLiteral("hadolint"), script);
    const Run run =
        m_cli->run(QStringLiteral("scan src --only hadolint --timeout 1 --json").split(u' '));
    QCOMPARE(run.status, 2);
    const QJsonObject result = scanner(run, QLatin1String("hadolint"));
    QCOMPARE(result.value(QLatin1String("state")).toString(), QStringLiteral("failed"));
    QVERIFY2(result.value(QLatin1String("message")).toString().contains(message), run.summary());
}

void tst_scan::anOldResultIsNotTakenForANewOne()
{
    program(QStringLiteral("grype"), "exit 0\n");
    m_cli->write(QStringLiteral("scans/grype.json"), "{\"matches\": [], \"descriptor\": {}}");
    const Run run = m_cli->run(QStringLiteral("scan src --only grype --json").split(u' '));
    QCOMPARE(run.status, 2);
    QVERIFY(m_cli->read(QStringLiteral("scans/grype.json")).isEmpty());
}

void tst_scan::refusesBadArguments()
{
    QCOMPARE(m_cli->run(QStringLiteral("scan missing").split(u' ')).status, 2);
    const Run run = m_cli->run(QStringLiteral("scan src --only nmap").split(u' '));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.saysOneLine(), run.summary());
}

DRAWBRIDGE_TEST(tst_scan)
#include "tst_scan.moc"
