#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>

using namespace drawbridge::test;

// The sample from its files to the proof, by the program alone: imported, scanned, analyzed,
// hardened, imported and scanned again, compared, and packed.
class tst_runningexample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFlawIsFound_data() { flaws(); }
    void everyFlawIsFound();
    void hardeningMendsWhatFilesCanMend_data() { flaws(); }
    void hardeningMendsWhatFilesCanMend();
    void theMendedApplicationIsProven_data() { flaws(); }
    void theMendedApplicationIsProven();
    void scannersSpeakForTheirThreats();
    void mappingsAreHonest();
    void nothingIsClaimedThatFilesDoNotShow();
    void hardeningAgainChangesNothing();
    void thePackageHoldsTheDeliverables();

private:
    static void flaws();
    void copySample(const QString &version, const QString &to) const;
    void must(const QString &command);

    CommandLine m_cli;
    QJsonObject m_before;
    QJsonObject m_hardened;
    QJsonObject m_after;
};

void tst_runningexample::copySample(const QString &version, const QString &to) const
{
    const QDir sample(sourceDir() + QStringLiteral("/resources/samples/flask-microservices/")
                      + version);
    QDirIterator files(sample.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_cli.write(to + u'/' + sample.relativeFilePath(file.fileName()), file.readAll());
    }
}

void tst_runningexample::must(const QString &command)
{
    const Run run = m_cli.run(command.split(u' '));
    QVERIFY2(run.status == 0, run.summary());
}

void tst_runningexample::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("bandit")).isEmpty())
        QSKIP("bandit is not installed");
    copySample(QStringLiteral("before"), QStringLiteral("before"));
    copySample(QStringLiteral("before"), QStringLiteral("hardened"));
    copySample(QStringLiteral("after"), QStringLiteral("after"));
    must(QStringLiteral("harden hardened/compose.yaml hardened/web/Dockerfile "
                        "hardened/worker/Dockerfile hardened/daemon.json --level strict "
                        "--in-place"));
    for (const char *name : {"before", "hardened", "after"}) {
        const QString system = QString::fromLatin1(name);
        must(QStringLiteral("import %1 --root-name console -o %1.drawbridge").arg(system));
        must(QStringLiteral("scan %1 --only bandit --into %1.drawbridge -o %1-scans").arg(system));
    }
    m_before = m_cli.run(QStringLiteral("analyze before.drawbridge --json").split(u' ')).json();
    m_hardened =
        m_cli
            .run(QStringLiteral("compare before.drawbridge hardened.drawbridge --json").split(u' '))
            .json();
    m_after =
        m_cli.run(QStringLiteral("compare before.drawbridge after.drawbridge --json").split(u' '))
            .json();
}

// What is wrong with the sample, where, and where it is mended: in the files of the deployment, or
// in the code of the application.
void tst_runningexample::flaws()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isInCode");
    const auto row = [](const char *name, const char *rule, const char *target,
                        bool isInCode = false) {
        QTest::newRow(name) << QString::fromLatin1(rule) << QString::fromLatin1(target) << isInCode;
    };
    row("eval", "endpoints/code-injection", "web: GET /calculate", true);
    row("shell", "endpoints/command-injection", "web: GET /ping", true);
    row("secret in the code", "secrets/secret-in-code", "web", true);
    row("published everywhere", "containers/published-everywhere", "web");
    row("new privileges", "containers/new-privileges", "web");
    row("flat network", "networks/flat-network", "default");
    for (const char *service : {"web", "worker", "db", "cache"}) {
        const auto of = [&](const char *rule) {
            row(QByteArray(rule + QByteArray(", ") + service).constData(), rule, service);
        };
        of("containers/runs-as-root");
        of("containers/no-memory-limit");
        of("containers/no-process-limit");
        of("containers/writable-root");
        of("containers/default-capabilities");
    }
    for (const char *service : {"web", "db", "cache"})
        row(QByteArray(QByteArray("health, ") + service).constData(), "containers/no-health-check",
            service);
}

void tst_runningexample::everyFlawIsFound()
{
    QFETCH(const QString, rule);
    QFETCH(const QString, target);
    const QString name = target.section(QStringLiteral(": "), -1);
    const QJsonArray threats = m_before.value(QLatin1String("threats")).toArray();
    const bool isFound = std::any_of(threats.begin(), threats.end(), [&](const QJsonValue &threat) {
        return threat[QLatin1String("rule")].toString() == rule
            && threat[QLatin1String("target")][QLatin1String("name")].toString() == name
            && threat[QLatin1String("status")].toString() == u"open";
    });
    QVERIFY(isFound);
}

// The entry of a comparison about a threat, and the list that it is in.
static QJsonObject entryIn(const QJsonObject &comparison, const QString &rule,
                           const QString &target, QString *outcome)
{
    for (const char *list : {"fixed", "open", "new", "gone", "decided", "settled"}) {
        for (const QJsonValue &each : comparison.value(QLatin1String(list)).toArray()) {
            if (each[QLatin1String("rule")].toString() != rule
                || each[QLatin1String("target")][QLatin1String("name")].toString() != target)
                continue;
            *outcome = QString::fromLatin1(list);
            return each.toObject();
        }
    }
    return {};
}

void tst_runningexample::hardeningMendsWhatFilesCanMend()
{
    QFETCH(const QString, rule);
    QFETCH(const QString, target);
    QFETCH(const bool, isInCode);
    QString outcome;
    const QJsonObject entry = entryIn(m_hardened, rule, target, &outcome);
    const QByteArray shown = QJsonDocument(entry).toJson();
    QVERIFY2(outcome == (isInCode ? u"open" : u"fixed"), shown);
    if (isInCode) {
        QVERIFY2(!entry.value(QLatin1String("proposal")).toString().isEmpty(), shown);
    } else {
        QVERIFY2(!entry.value(QLatin1String("fix")).toString().isEmpty(), shown);
        QVERIFY2(!entry.value(QLatin1String("how")).toString().isEmpty(), shown);
    }
}

void tst_runningexample::theMendedApplicationIsProven()
{
    QFETCH(const QString, rule);
    QFETCH(const QString, target);
    QString outcome;
    const QJsonObject entry = entryIn(m_after, rule, target, &outcome);
    const QByteArray shown = QJsonDocument(entry).toJson();
    // A secret that everybody could read stays known until its replacement is recorded.
    if (rule == u"secrets/secret-in-code") {
        QCOMPARE(outcome, QStringLiteral("open"));
        QVERIFY2(entry.value(QLatin1String("note")).toString().contains(u"replacement"), shown);
        return;
    }
    // The network that everything was on is not there any more.
    const QString expected =
        rule == u"networks/flat-network" ? QStringLiteral("gone") : QStringLiteral("fixed");
    QVERIFY2(outcome == expected, shown);
}

void tst_runningexample::scannersSpeakForTheirThreats()
{
    for (const auto &[rule, check] : {std::pair("endpoints/code-injection", "B307"),
                                      std::pair("endpoints/command-injection", "B602")}) {
        QStringList checks;
        for (const QJsonValue &threat : m_before.value(QLatin1String("threats")).toArray()) {
            if (threat[QLatin1String("rule")].toString() != QLatin1String(rule))
                continue;
            for (const QJsonValue &finding : threat[QLatin1String("findings")].toArray())
                checks += finding[QLatin1String("check")].toString();
        }
        QCOMPARE(checks, QStringList {QString::fromLatin1(check)});
    }
}

// Code execution is an exploited application; neither the daemon's interface nor a way out of the
// container is in these files.
void tst_runningexample::mappingsAreHonest()
{
    QStringList ofCode;
    for (const QJsonValue &threat : m_before.value(QLatin1String("threats")).toArray()) {
        for (const QJsonValue &technique : threat[QLatin1String("attack")].toArray()) {
            if (threat[QLatin1String("rule")].toString() == u"endpoints/code-injection")
                ofCode += technique.toString();
            QVERIFY(technique.toString() != u"T1609");
        }
    }
    QCOMPARE(ofCode, QStringList({QStringLiteral("T1190"), QStringLiteral("T1059.006")}));
}

void tst_runningexample::nothingIsClaimedThatFilesDoNotShow()
{
    for (const QJsonObject &comparison : {m_hardened, m_after}) {
        for (const QJsonValue &fixed : comparison.value(QLatin1String("fixed")).toArray()) {
            const QJsonArray evidence =
                fixed[QLatin1String("evidence")][QLatin1String("after")].toArray();
            const QString fix = fixed[QLatin1String("fix")].toString();
            const QByteArray shown = QJsonDocument(fixed.toObject()).toJson();
            QVERIFY2(!evidence.isEmpty() && !fix.isEmpty(), shown);
        }
    }
    // What hardening leaves to do by hand is not among what it fixed.
    QString outcome;
    (void)entryIn(m_hardened, QStringLiteral("images/floating-tag"), QStringLiteral("redis:latest"),
                  &outcome);
    QCOMPARE(outcome, QStringLiteral("open"));
    QVERIFY(m_hardened.value(QLatin1String("new")).toArray().isEmpty());
}

void tst_runningexample::hardeningAgainChangesNothing()
{
    const Run run = m_cli.run(
        QStringLiteral("harden hardened/compose.yaml hardened/web/Dockerfile "
                       "hardened/worker/Dockerfile hardened/daemon.json --level strict --diff")
            .split(u' '));
    QVERIFY2(run.status == 0, run.summary());
    QCOMPARE(run.out, QByteArray());
}

void tst_runningexample::thePackageHoldsTheDeliverables()
{
    must(QStringLiteral("package before.drawbridge --harden strict -o package"));
    const QMap<QString, QByteArray> files = m_cli.files(QStringLiteral("package"));
    QStringList names;
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        names += file.key().section(QStringLiteral("package/"), -1);
        QVERIFY2(!file.value().contains("not-a-real-password"), qPrintable(file.key()));
        QVERIFY2(!file.value().contains("obviously-fake-session-secret"), qPrintable(file.key()));
    }
    for (const char *name : {"diagrams/architecture.svg", "diagrams/architecture.png",
                             "diagrams/architecture.pdf", "diagrams/hardened.svg",
                             "diagrams/hardened.png",     "diagrams/hardened.pdf",
                             "threat_model.md",           "tables/stride_per_endpoint.md",
                             "tables/attack.csv",         "tables/nist.csv",
                             "summary_report.md",         "summary_report.pdf",
                             "found_and_fixed.md",        "hardened/compose.yaml",
                             "hardened/web/Dockerfile",   "hardened/worker/Dockerfile",
                             "hardened/daemon.json",      "hardening.diff",
                             "model.drawbridge",          "model.evidence.json",
                             "hardened.drawbridge",       "SHA256SUMS"})
        QVERIFY2(names.contains(QString::fromLatin1(name)), name);
    const QByteArray diff = m_cli.read(QStringLiteral("package/hardening.diff"));
    for (const char *line :
         {"+++ b/compose.yaml", "+++ b/web/Dockerfile", "+    read_only: true", "+HEALTHCHECK"})
        QVERIFY2(diff.contains(line), diff.constData());
    const QByteArray report = m_cli.read(QStringLiteral("package/threat_model.md"));
    for (const char *endpoint : {"GET /calculate", "GET /ping", "GET /"})
        QVERIFY2(report.contains(endpoint), endpoint);
}

DRAWBRIDGE_TEST(tst_runningexample)
#include "tst_runningexample.moc"
