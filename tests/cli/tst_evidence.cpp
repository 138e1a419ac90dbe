#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

using namespace drawbridge::test;

// Scanner results beside a model.
class tst_evidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void attachesAndLists();
    void aNewScanReplacesTheOld();
    void analysesSayWhetherItIsThere();
    void badScansChangeNothing();
    void readsARealBanditScan();

private:
    QJsonArray rows(const QStringList &arguments) const
    {
        const Run run = m_cli->run(arguments + QStringList {QStringLiteral("--json")});
        return run.json().value(QLatin1String("rows")).toArray();
    }

    std::unique_ptr<CommandLine> m_cli;
};

static QByteArray banditScan(int line)
{
    return "{\"results\": [{\"test_id\": \"B307\", \"filename\": \"web/app.py\", \"line_number\": "
        + QByteArray::number(line)
        + ", \"issue_text\": \"Use of eval\", \"issue_severity\": \"MEDIUM\"}], \"errors\": [], "
          "\"metrics\": {\"_totals\": {}}}";
}

void tst_evidence::init()
{
    m_cli = std::make_unique<CommandLine>();
    m_cli->write(QStringLiteral("compose.yml"),
                 "services:\n  web:\n    build: web\n  db:\n    image: postgres:16\n");
    m_cli->write(QStringLiteral("web/Dockerfile"), "FROM python:3.12\nCOPY . .\n");
    m_cli->write(QStringLiteral("web/app.py"), "eval(input())\n");
    m_cli->write(QStringLiteral("scan.json"), banditScan(17));
    const Run made = m_cli->run(QStringLiteral("import compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
}

void tst_evidence::attachesAndLists()
{
    const QJsonArray attached = rows(
        {QStringLiteral("evidence"), QStringLiteral("m.drawbridge"), QStringLiteral("scan.json")});
    QCOMPARE(attached.size(), 1);
    const QJsonObject row = attached.first().toObject();
    QCOMPARE(row.value(QLatin1String("record")).toString(), QStringLiteral("web"));
    QCOMPARE(row.value(QLatin1String("where")).toString(), QStringLiteral("web/app.py:17"));
    QCOMPARE(rows({QStringLiteral("evidence"), QStringLiteral("m.drawbridge")}), attached);
    const Run exported =
        m_cli->run(QStringLiteral("export m.drawbridge --view evidence -o out.csv").split(u' '));
    QVERIFY2(exported.status == 0, exported.summary());
    QVERIFY(m_cli->read(QStringLiteral("out.csv")).contains("B307"));
}

void tst_evidence::aNewScanReplacesTheOld()
{
    const QStringList attach = QStringLiteral("evidence m.drawbridge scan.json").split(u' ');
    QCOMPARE(rows(attach).size(), 1);
    const QByteArray before = m_cli->read(QStringLiteral("m.evidence.json"));
    QCOMPARE(rows(attach).size(), 1);
    QCOMPARE(m_cli->read(QStringLiteral("m.evidence.json")), before);
    m_cli->write(QStringLiteral("scan.json"), banditScan(20));
    const QJsonArray again = rows(attach);
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().toObject().value(QLatin1String("where")).toString(),
             QStringLiteral("web/app.py:20"));
}

void tst_evidence::analysesSayWhetherItIsThere()
{
    const auto status = [&] {
        return m_cli->run(QStringLiteral("analyze m.drawbridge --json").split(u' '))
            .json()
            .value(QLatin1String("evidence"))
            .toString();
    };
    QCOMPARE(status(), QStringLiteral("missing"));
    const Run attached = m_cli->run(QStringLiteral("evidence m.drawbridge scan.json").split(u' '));
    QVERIFY2(attached.status == 0, attached.summary());
    QCOMPARE(status(), QStringLiteral("present"));
    m_cli->write(QStringLiteral("m.evidence.json"),
                 m_cli->read(QStringLiteral("m.evidence.json")).replace("B307", "B308"));
    QCOMPARE(status(), QStringLiteral("stale"));
}

void tst_evidence::badScansChangeNothing()
{
    const QByteArray model = m_cli->read(QStringLiteral("m.drawbridge"));
    m_cli->write(QStringLiteral("bad.json"), banditScan(1).left(40));
    const Run run =
        m_cli->run(QStringLiteral("evidence m.drawbridge scan.json bad.json").split(u' '));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("bad.json:1: the JSON ends in the middle"), run.summary());
    QCOMPARE(m_cli->read(QStringLiteral("m.drawbridge")), model);
    QVERIFY(m_cli->read(QStringLiteral("m.evidence.json")).isEmpty());
}

void tst_evidence::readsARealBanditScan()
{
    const QString bandit = QStandardPaths::findExecutable(QStringLiteral("bandit"));
    if (bandit.isEmpty())
        QSKIP("bandit is not installed");
    QProcess process;
    process.setWorkingDirectory(m_cli->path(QString()));
    process.start(bandit, QStringLiteral("-q -r web -f json -o real.json").split(u' '));
    QVERIFY(process.waitForFinished());
    const QJsonArray found = rows(
        {QStringLiteral("evidence"), QStringLiteral("m.drawbridge"), QStringLiteral("real.json")});
    // Newer versions complain of input(), too.
    const bool seesEval = std::any_of(found.begin(), found.end(), [](const QJsonValue &each) {
        return each.toObject().value(QLatin1String("check")) == QStringLiteral("B307")
            && each.toObject().value(QLatin1String("record")) == QStringLiteral("web");
    });
    QVERIFY2(seesEval, m_cli->read(QStringLiteral("real.json")));
}

DRAWBRIDGE_TEST(tst_evidence)
#include "tst_evidence.moc"
