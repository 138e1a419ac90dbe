#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>

using namespace drawbridge::test;

// What scanners found weighs in: from the scan to the threat, and to the proof that it is gone.
class tst_findings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aScanOfTheSampleShowsItsFlaws();
    void onlyAnotherScanShowsThatAFlawIsGone();
    void suppressionAndAssignment();
    void wrongDecisionsAreRefused();
    void changedFilesMakeResultsStale();

private:
    void copySample(const QString &version, const QString &to);
    bool scan(const QString &folder, const QString &output);
    QJsonObject threat(const QString &model, const QString &rule) const;
    QJsonArray findings(const QStringList &more = {}) const;
    Run must(const QString &command) const;

    std::unique_ptr<CommandLine> m_cli;
};

void tst_findings::init()
{
    m_cli = std::make_unique<CommandLine>();
}

void tst_findings::copySample(const QString &version, const QString &to)
{
    const QDir sample(sourceDir() + QStringLiteral("/resources/samples/flask-microservices/")
                      + version);
    for (const char *folder : {"", "web/", "worker/"}) {
        const QString part = QString::fromLatin1(folder);
        for (const QString &name : QDir(sample.filePath(part)).entryList(QDir::Files)) {
            QFile file(sample.filePath(part + name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_cli->write(to + u'/' + part + name, file.readAll());
        }
    }
}

bool tst_findings::scan(const QString &folder, const QString &output)
{
    const QString bandit = QStandardPaths::findExecutable(QStringLiteral("bandit"));
    if (bandit.isEmpty())
        return false;
    QProcess process;
    process.setWorkingDirectory(m_cli->path(folder));
    process.start(bandit,
                  {QStringLiteral("-q"), QStringLiteral("-r"), QStringLiteral("."),
                   QStringLiteral("-f"), QStringLiteral("json"), QStringLiteral("-o"),
                   m_cli->path(output)});
    return process.waitForFinished() && !m_cli->read(output).isEmpty();
}

Run tst_findings::must(const QString &command) const
{
    const Run run = m_cli->run(command.split(u' '));
    if (run.status != 0)
        qWarning("%s", run.summary().constData());
    return run;
}

QJsonObject tst_findings::threat(const QString &model, const QString &rule) const
{
    const QJsonObject analysis = must(QStringLiteral("analyze %1 --json").arg(model)).json();
    for (const QJsonValue &each : analysis.value(QLatin1String("threats")).toArray()) {
        if (each.toObject().value(QLatin1String("rule")).toString() == rule)
            return each.toObject();
    }
    return {};
}

QJsonArray tst_findings::findings(const QStringList &more) const
{
    return m_cli
        ->run(QStringList {QStringLiteral("evidence"), QStringLiteral("m.drawbridge"),
                           QStringLiteral("--json")}
              + more)
        .json()
        .value(QLatin1String("rows"))
        .toArray();
}

void tst_findings::aScanOfTheSampleShowsItsFlaws()
{
    copySample(QStringLiteral("before"), QStringLiteral("before"));
    if (!scan(QStringLiteral("before"), QStringLiteral("bandit.json")))
        QSKIP("bandit is not installed");
    // Known from the code, and so at its endpoint; the scan confirms it.
    must(QStringLiteral("import before/compose.yaml -o read.drawbridge"));
    const QString injection = QStringLiteral("endpoints/code-injection");
    const auto checks = [&] {
        QStringList names;
        for (const QJsonValue &finding :
             threat(QStringLiteral("read.drawbridge"), injection)["findings"].toArray())
            names += finding["check"].toString();
        return names;
    };
    QCOMPARE(checks(), QStringList());
    must(QStringLiteral("evidence read.drawbridge bandit.json"));
    QCOMPARE(checks(), QStringList {QStringLiteral("B307")});
    // Known from the scan alone.
    must(QStringLiteral("import before/compose.yaml --no-code -o m.drawbridge"));
    QVERIFY(
        threat(QStringLiteral("m.drawbridge"), QStringLiteral("code/code-execution")).isEmpty());
    must(QStringLiteral("evidence m.drawbridge bandit.json"));
    const QJsonObject code =
        threat(QStringLiteral("m.drawbridge"), QStringLiteral("code/code-execution"));
    QCOMPARE(code.value(QLatin1String("status")).toString(), QStringLiteral("open"));
    QVERIFY(code.value(QLatin1String("attack")).toArray().contains(QStringLiteral("T1190")));
    const QJsonObject finding = code.value(QLatin1String("findings")).toArray().first().toObject();
    QCOMPARE(finding.value(QLatin1String("check")).toString(), QStringLiteral("B307"));
    QCOMPARE(finding.value(QLatin1String("path")).toString(), QStringLiteral("web/app.py"));
    QCOMPARE(finding.value(QLatin1String("line")).toInt(), 38);
    const QJsonArray because = code.value(QLatin1String("because")).toArray();
    const QJsonObject last = because.last().toObject();
    QCOMPARE(last.value(QLatin1String("source")).toString(), QStringLiteral("web/app.py:38"));
    QVERIFY(
        !threat(QStringLiteral("m.drawbridge"), QStringLiteral("code/shell-command")).isEmpty());
}

void tst_findings::onlyAnotherScanShowsThatAFlawIsGone()
{
    copySample(QStringLiteral("before"), QStringLiteral("before"));
    copySample(QStringLiteral("after"), QStringLiteral("after"));
    if (!scan(QStringLiteral("before"), QStringLiteral("before.json")))
        QSKIP("bandit is not installed");
    for (const char *name : {"before", "after"}) {
        const QString version = QString::fromLatin1(name);
        must(QStringLiteral("import %1/compose.yaml --no-code --root-name shop -o %1.drawbridge")
                 .arg(version));
    }
    must(QStringLiteral("evidence before.drawbridge before.json"));
    const auto outcome = [&] {
        const QJsonObject result =
            must(QStringLiteral("compare before.drawbridge after.drawbridge --json")).json();
        for (const char *list : {"fixed", "open", "new", "gone"}) {
            for (const QJsonValue &each : result.value(QLatin1String(list)).toArray()) {
                if (each.toObject().value(QLatin1String("rule")).toString()
                    == u"code/code-execution")
                    return QString::fromLatin1(list);
            }
        }
        return QString();
    };
    QCOMPARE(outcome(), QStringLiteral("open"));
    QVERIFY(scan(QStringLiteral("after"), QStringLiteral("after.json")));
    must(QStringLiteral("evidence after.drawbridge after.json"));
    QCOMPARE(outcome(), QStringLiteral("fixed"));
}

static QByteArray twoResults()
{
    const auto result = [](int line) {
        return "{\"test_id\": \"B307\", \"filename\": \"web/app.py\", \"line_number\": "
            + QByteArray::number(line)
            + ", \"issue_text\": \"eval\", \"issue_severity\": \"MEDIUM\"}";
    };
    return "{\"results\": [" + result(3) + ", " + result(9)
        + "], \"errors\": [], "
          "\"metrics\": {\"_totals\": {}}}";
}

static void writeService(CommandLine &cli)
{
    cli.write(QStringLiteral("compose.yml"),
              "services:\n  web:\n    build: web\n  job:\n    image: busybox:1.36\n");
    cli.write(QStringLiteral("web/Dockerfile"), "FROM python:3.12\nCOPY . .\n");
    cli.write(QStringLiteral("web/app.py"), "eval(input())\n");
    cli.write(QStringLiteral("scan.json"), twoResults());
}

void tst_findings::suppressionAndAssignment()
{
    writeService(*m_cli);
    must(QStringLiteral("import compose.yml -o m.drawbridge"));
    const QJsonArray all = findings({QStringLiteral("scan.json")});
    QCOMPARE(all.size(), 2);
    const QString first = all[0].toObject().value(QLatin1String("id")).toString();
    const QString second = all[1].toObject().value(QLatin1String("id")).toString();
    const QJsonArray decided =
        findings({QStringLiteral("--suppress"), first, QStringLiteral("--reason"),
                  QStringLiteral("a constant"), QStringLiteral("--author"), QStringLiteral("Ada"),
                  QStringLiteral("--assign"), second + QStringLiteral("=job")});
    QCOMPARE(decided[1].toObject().value(QLatin1String("suppressed")).toString(),
             QStringLiteral("a constant"));
    QCOMPARE(decided[0].toObject().value(QLatin1String("record")).toString(),
             QStringLiteral("job"));
    const QJsonObject threat =
        this->threat(QStringLiteral("m.drawbridge"), QStringLiteral("code/code-execution"));
    QCOMPARE(
        threat.value(QLatin1String("target")).toObject().value(QLatin1String("name")).toString(),
        QStringLiteral("job"));
    // The next scan finds the lines elsewhere.
    m_cli->write(QStringLiteral("scan.json"), twoResults().replace(": 3,", ": 4,"));
    const QJsonArray again = findings({QStringLiteral("scan.json")});
    QCOMPARE(again[1].toObject().value(QLatin1String("state")).toString(),
             QStringLiteral("suppressed"));
    const QString moved = again[1].toObject().value(QLatin1String("id")).toString();
    const QJsonArray counted = findings({QStringLiteral("--count-again"), moved});
    QCOMPARE(counted[1].toObject().value(QLatin1String("state")).toString(),
             QStringLiteral("open"));
}

void tst_findings::wrongDecisionsAreRefused()
{
    writeService(*m_cli);
    must(QStringLiteral("import compose.yml -o m.drawbridge"));
    const QString id =
        findings({QStringLiteral("scan.json")})[0].toObject().value(QLatin1String("id")).toString();
    const QByteArray before = m_cli->read(QStringLiteral("m.drawbridge"));
    const auto refused = [&](const QString &options, const char *message) {
        const Run run =
            m_cli->run((QStringLiteral("evidence m.drawbridge ") + options).split(u' '));
        return run.status == 2 && run.err.contains(message);
    };
    QVERIFY(refused(QStringLiteral("--suppress ") + id, "say why"));
    QVERIFY(refused(QStringLiteral("--suppress 0000000000 --reason x"), "no finding '0000000000'"));
    QVERIFY(refused(QStringLiteral("--assign ") + id + QStringLiteral("=nobody"), "nobody"));
    QVERIFY(refused(QStringLiteral("--expires soon --suppress ") + id, "--expires needs a date"));
    QCOMPARE(m_cli->read(QStringLiteral("m.drawbridge")), before);
}

void tst_findings::changedFilesMakeResultsStale()
{
    writeService(*m_cli);
    must(QStringLiteral("import compose.yml -o m.drawbridge"));
    const auto state = [&](const QStringList &more = {}) {
        return findings(more)[0].toObject().value(QLatin1String("state")).toString();
    };
    QCOMPARE(state({QStringLiteral("scan.json")}), QStringLiteral("open"));
    m_cli->write(QStringLiteral("web/app.py"), "print(1)\n");
    QCOMPARE(state(), QStringLiteral("stale"));
    QCOMPARE(threat(QStringLiteral("m.drawbridge"), QStringLiteral("code/code-execution"))
                 .value(QLatin1String("findings"))
                 .toArray()
                 .first()
                 .toObject()
                 .value(QLatin1String("state"))
                 .toString(),
             QStringLiteral("stale"));
}

DRAWBRIDGE_TEST(tst_findings)
#include "tst_findings.moc"
