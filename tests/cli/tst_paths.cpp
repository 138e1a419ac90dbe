#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

// Attack paths on the command line and in what it exports.
class tst_paths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theSampleFallsBeforeAndStandsAfter();
    void tellsWhatAndWhereAndHow();
    void namedStartAndGoal();
    void failsOnWhatIsSevere();
    void exportsAndReportsHoldThem();
    void secretsAndHostileNamesStayHarmless();
    void refusesBadArguments_data();
    void refusesBadArguments();

private:
    Run paths(const QStringList &arguments) const
    {
        return m_cli->run(QStringList {QStringLiteral("paths")} + arguments);
    }
    static QString sample(const char *version)
    {
        return sourceDir() + QStringLiteral("/resources/samples/flask-microservices/")
            + QLatin1String(version) + QStringLiteral(".drawbridge");
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_paths::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("compose.yml"),
                 "services:\n"
                 "  agent:\n"
                 "    image: telegraf:1.30\n"
                 "    volumes:\n"
                 "      - /var/run/docker.sock:/var/run/docker.sock:ro\n"
                 "  db:\n"
                 "    image: postgres:16\n"
                 "    environment:\n"
                 "      POSTGRES_PASSWORD: very-secret-value\n");
    const Run made = m_cli->run(QStringLiteral("import compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
}

void tst_paths::theSampleFallsBeforeAndStandsAfter()
{
    const QJsonObject before = paths({sample("before"), QStringLiteral("--json")}).json();
    QCOMPARE(before.value(QLatin1String("schema")).toString(),
             QStringLiteral("drawbridge/paths/1"));
    QStringList internet;
    bool overCalculate = false;
    for (const QJsonValue &each : before.value(QLatin1String("paths")).toArray()) {
        const QJsonObject path = each.toObject();
        if (path.value(QLatin1String("start"))[QLatin1String("id")].toString() != u"internet"
            || path.value(QLatin1String("certainty")).toString() != u"known")
            continue;
        for (const QJsonValue &goal : path.value(QLatin1String("goals")).toArray())
            internet += goal[QLatin1String("name")].toString();
        const QByteArray text = QJsonDocument(path).toJson();
        overCalculate = overCalculate || text.contains("GET /calculate");
        QVERIFY(text.contains("T1190"));
    }
    QVERIFY2(internet.contains(QStringLiteral("data of db")), qPrintable(internet.join(u',')));
    QVERIFY(overCalculate);
    const QJsonObject after = paths({sample("after"), QStringLiteral("--json")}).json();
    QCOMPARE(after.value(QLatin1String("summary"))[QLatin1String("known")].toInt(-1), 0);
}

void tst_paths::tellsWhatAndWhereAndHow()
{
    const Run run = paths({QStringLiteral("m.drawbridge")});
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY(run.out.contains("Critical, certain: Compromised container to control of Host"));
    QVERIFY(run.out.contains("1. Start in agent"));
    QVERIFY(run.out.contains("2. Control Host"));
    QVERIFY(run.out.contains("compose.yml:5"));
    QVERIFY(run.out.contains("T1611"));
    QVERIFY(run.out.contains("with it fall: data of db"));
    QVERIFY(run.out.contains("Remove the runtime socket (agent): 1 of"));
}

void tst_paths::namedStartAndGoal()
{
    const Run fromAgent =
        paths({QStringLiteral("m.drawbridge"), QStringLiteral("--from"), QStringLiteral("agent"),
               QStringLiteral("--to"), QStringLiteral("db")});
    QVERIFY2(fromAgent.out.contains("code in agent to data of db"), fromAgent.summary());
    const Run toSecret = paths({QStringLiteral("m.drawbridge"), QStringLiteral("--to"),
                                QStringLiteral("POSTGRES_PASSWORD (db)"), QStringLiteral("--max"),
                                QStringLiteral("1")});
    QVERIFY2(toSecret.out.contains("\n1  ") && !toSecret.out.contains("\n2  "), toSecret.summary());
}

void tst_paths::failsOnWhatIsSevere()
{
    const auto status = [this](const QStringList &more) {
        return paths(QStringList {QStringLiteral("m.drawbridge")} + more).status;
    };
    QCOMPARE(status({QStringLiteral("--fail-on"), QStringLiteral("critical")}), 1);
    QCOMPARE(status({QStringLiteral("--from"), QStringLiteral("internet"),
                     QStringLiteral("--fail-on"), QStringLiteral("info")}),
             0);
}

void tst_paths::exportsAndReportsHoldThem()
{
    for (const char *name : {"p.csv", "p.md", "p.json"}) {
        const Run run = m_cli->run({QStringLiteral("export"), QStringLiteral("m.drawbridge"),
                                    QStringLiteral("--view"), QStringLiteral("paths"),
                                    QStringLiteral("-o"), QLatin1String(name)});
        QVERIFY2(run.status == 0, run.summary());
        QVERIFY2(m_cli->read(QLatin1String(name)).contains("control of Host"), name);
    }
    for (const char *name : {"r.html", "r.md"}) {
        const Run run = m_cli->run({QStringLiteral("export"), QStringLiteral("m.drawbridge"),
                                    QStringLiteral("--view"), QStringLiteral("report"),
                                    QStringLiteral("-o"), QLatin1String(name)});
        QVERIFY2(run.status == 0, run.summary());
        const QByteArray report = m_cli->read(QLatin1String(name));
        QVERIFY2(report.contains("Attack paths") && report.contains("What cuts most"), name);
        QVERIFY2(report.contains("Compromised container to control of Host"), name);
    }
}

void tst_paths::secretsAndHostileNamesStayHarmless()
{
    const Run run = paths({QStringLiteral("m.drawbridge"), QStringLiteral("--json")});
    QVERIFY(!run.out.contains("very-secret-value"));
    m_cli->write(QStringLiteral("evil.yml"),
                 "services:\n  \"a\\e[31m<b>|\":\n    image: x\n    privileged: true\n");
    const Run made = m_cli->run(QStringLiteral("import evil.yml -o e.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
    const Run text = paths({QStringLiteral("e.drawbridge")});
    QVERIFY2(text.status == 0 && !text.out.contains('\x1b'), text.summary());
}

void tst_paths::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("start") << QStringList {QStringLiteral("--from"), QStringLiteral("mars")}
                           << QByteArray("neither a position");
    QTest::newRow("goal") << QStringList {QStringLiteral("--to"), QStringLiteral("mars")}
                          << QByteArray("'mars'");
    QTest::newRow("number") << QStringList {QStringLiteral("--max"), QStringLiteral("0")}
                            << QByteArray("--max");
    QTest::newRow("severity") << QStringList {QStringLiteral("--fail-on"), QStringLiteral("grave")}
                              << QByteArray("--fail-on");
}

void tst_paths::refusesBadArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const Run run = paths(QStringList {QStringLiteral("m.drawbridge")} + arguments);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.saysOneLine() && run.err.contains(message), run.summary());
}

DRAWBRIDGE_TEST(tst_paths)
#include "tst_paths.moc"
