#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

// Why a threat is reported, why a rule is silent, and what would settle it.
class tst_explain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyThreatIsExplained();
    void showsWhereValuesComeFrom();
    void saysWhyNot();
    void aServiceGoesBeforeItsImage();
    void refusesBadArguments_data();
    void refusesBadArguments();

private:
    Run explain(const QStringList &arguments) const
    {
        return m_cli->run(QStringList {QStringLiteral("explain"), QStringLiteral("m.drawbridge")}
                          + arguments);
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_explain::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("compose.yml"),
                 "services:\n"
                 "  web:\n"
                 "    image: nginx:1.25\n"
                 "    privileged: true\n"
                 "  db:\n"
                 "    image: postgres:16\n"
                 "    privileged: false\n"
                 "  api:\n"
                 "    build: api\n");
    m_cli->write(QStringLiteral("api/Dockerfile"), "FROM python:3.12\n");
    const Run made = m_cli->run(QStringLiteral("import compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
}

void tst_explain::everyThreatIsExplained()
{
    const Run analysis = m_cli->run(QStringLiteral("analyze m.drawbridge --json").split(u' '));
    const QJsonArray threats = analysis.json().value(QLatin1String("threats")).toArray();
    QVERIFY(threats.size() > 5);
    for (const QJsonValue &threat : threats) {
        const QString key = threat.toObject().value(QLatin1String("key")).toString();
        const Run run = explain({QStringLiteral("--threat"), key, QStringLiteral("--json")});
        QVERIFY2(run.status == 0, run.summary());
        const QJsonArray verdicts = run.json().value(QLatin1String("verdicts")).toArray();
        QCOMPARE(verdicts.size(), 1);
        QCOMPARE(verdicts.first().toObject().value(QLatin1String("threat")).toString(), key);
        QVERIFY(verdicts.first().toObject().value(QLatin1String("verdict")).toString()
                != QStringLiteral("silent"));
    }
}

void tst_explain::showsWhereValuesComeFrom()
{
    const Run run = explain({QStringLiteral("--rule"), QStringLiteral("containers/privileged"),
                             QStringLiteral("--on"), QStringLiteral("web")});
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY2(run.out.contains("reports, because it applies"), run.summary());
    QVERIFY2(run.out.contains("Privileged = yes  (compose.yml:4"), run.summary());
}

void tst_explain::saysWhyNot()
{
    const Run run = explain({QStringLiteral("--rule"), QStringLiteral("containers/privileged"),
                             QStringLiteral("--on"), QStringLiteral("db")});
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY2(run.out.contains("silent, because"), run.summary());
    QVERIFY2(run.out.contains("Privileged = no  (compose.yml:7"), run.summary());
}

// Its image is called api, too.
void tst_explain::aServiceGoesBeforeItsImage()
{
    const Run run = explain({QStringLiteral("--rule"), QStringLiteral("containers/privileged"),
                             QStringLiteral("--on"), QStringLiteral("api")});
    QVERIFY2(run.status == 0, run.summary());
    QVERIFY2(run.out.startsWith("containers/privileged on api\n"), run.summary());
    QVERIFY2(run.out.contains("silent"), run.summary());
}

void tst_explain::refusesBadArguments_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("nothing") << QString();
    QTest::newRow("both") << "--threat a --rule b --on c";
    QTest::newRow("no record") << "--rule containers/privileged";
    QTest::newRow("unknown threat") << "--threat a/b@c";
    QTest::newRow("unknown rule") << "--rule a/b --on web";
    QTest::newRow("unknown record") << "--rule containers/privileged --on nobody";
}

void tst_explain::refusesBadArguments()
{
    QFETCH(QString, arguments);
    const Run run = explain(arguments.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.saysOneLine(), run.summary());
}

DRAWBRIDGE_TEST(tst_explain)
#include "tst_explain.moc"
