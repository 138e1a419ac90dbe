#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>

using namespace drawbridge::test;

static const char Shop[] = "services:\n"
                           "  web:\n"
                           "    image: nginx:1.25\n"
                           "    ports: ['8080:80']\n"
                           "  db:\n"
                           "    image: postgres:16\n"
                           "    networks: [back]\n"
                           "networks:\n"
                           "  back:\n";

// A model that exists and files that changed since: import --into.
class tst_updates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anUnchangedFileChangesNothing();
    void aDryRunWritesNothing();
    void changesAreToldAndWritten();
    void whatIsNewGetsAPlace();
    void renamesAreAccepted();
    void aDaemonsConfigurationIsOfTheHost();
    void ofSeveralHostsOneIsNamed();
    void optionsNeedAModel_data();
    void optionsNeedAModel();

private:
    Run import(const QString &options) const
    {
        return m_cli->run(
            (QStringLiteral("import shop/compose.yml --into shop/m.drawbridge ") + options)
                .simplified()
                .split(u' '));
    }
    QByteArray model() const { return m_cli->read(QStringLiteral("shop/m.drawbridge")); }
    void write(const QByteArray &compose) const
    {
        m_cli->write(QStringLiteral("shop/compose.yml"), compose);
    }

    std::unique_ptr<CommandLine> m_cli;
};

void tst_updates::init()
{
    m_cli = std::make_unique<CommandLine>();
    write(Shop);
    const Run made = m_cli->run({QStringLiteral("import"), QStringLiteral("shop/compose.yml"),
                                 QStringLiteral("-o"), QStringLiteral("shop/m.drawbridge")});
    QVERIFY2(made.status == 0, made.summary());
}

void tst_updates::anUnchangedFileChangesNothing()
{
    const QByteArray before = model();
    const Run again = import({});
    QVERIFY2(again.status == 0, again.summary());
    QCOMPARE(again.out, QByteArray("no differences\n"));
    QCOMPARE(model(), before);
}

void tst_updates::aDryRunWritesNothing()
{
    const QByteArray before = model();
    write(QByteArray(Shop).replace("nginx:1.25", "nginx:1.27"));
    const Run dry = import(QStringLiteral("--dry-run"));
    QVERIFY2(dry.status == 0 && dry.out.contains("nginx:1.27"), dry.summary());
    QCOMPARE(model(), before);
    const Run json = import(QStringLiteral("--dry-run --json"));
    QCOMPARE(json.json()["schema"].toString(), QStringLiteral("drawbridge/diff/1"));
    QVERIFY2(!json.json()["records"].toArray().isEmpty(), json.summary());
}

void tst_updates::changesAreToldAndWritten()
{
    write(QByteArray(Shop).replace("  db:\n    image: postgres:16\n    networks: [back]\n", ""));
    const Run gone = import({});
    QVERIFY2(gone.status == 0 && gone.out.contains("vanished element         db"), gone.summary());
    QVERIFY(model().contains("\"vanished\": true"));
    QCOMPARE(m_cli
                 ->run({QStringLiteral("fmt"), QStringLiteral("--check"),
                        QStringLiteral("shop/m.drawbridge")})
                 .status,
             0);
    write(Shop);
    QVERIFY(import({}).out.contains("returned element         db"));
    QVERIFY(!model().contains("\"vanished\""));
}

void tst_updates::whatIsNewGetsAPlace()
{
    const QByteArray before = model();
    write(QByteArray(Shop).replace("  db:\n", "  cache:\n    image: redis:7\n  db:\n"));
    const Run more = import({});
    QVERIFY2(more.status == 0 && more.out.contains("added    element         cache"),
             more.summary());
    const Run drawn = m_cli->run({QStringLiteral("export"), QStringLiteral("shop/m.drawbridge"),
                                  QStringLiteral("-o"), QStringLiteral("-"),
                                  QStringLiteral("--format"), QStringLiteral("svg")});
    QVERIFY2(drawn.status == 0 && drawn.out.contains(">cache<"), drawn.summary());
}

void tst_updates::renamesAreAccepted()
{
    write(QByteArray(Shop).replace("  web:\n", "  front:\n"));
    const Run offered = import(QStringLiteral("--dry-run"));
    QVERIFY2(offered.out.contains("perhaps the same: element web is now front"), offered.summary());
    for (const char *accepted : {"--dry-run --accept-renames", "--dry-run --same web=front"}) {
        const Run taken = import(QString::fromLatin1(accepted));
        QVERIFY2(taken.status == 0 && !taken.out.contains("vanished"), taken.summary());
    }
    const Run unknown = import(QStringLiteral("--dry-run --same web=back"));
    QVERIFY2(unknown.status == 2 && unknown.saysOneLine(), unknown.summary());
}

void tst_updates::aDaemonsConfigurationIsOfTheHost()
{
    const auto open = [&](const QString &model) {
        const Run run = m_cli->run({QStringLiteral("analyze"), model, QStringLiteral("--json")});
        QStringList rules;
        for (const auto &threat : run.json()["threats"].toArray())
            rules += threat.toObject()["rule"].toString();
        return rules;
    };
    const QString model = QStringLiteral("shop/m.drawbridge");
    QVERIFY(!open(model).contains(QStringLiteral("hosts/daemon-open")));
    m_cli->write(QStringLiteral("shop/daemon.json"),
                 "{\"hosts\": [\"tcp://0.0.0.0\"], \"seccomp-profile\": \"unconfined\"}\n");
    const QStringList into {QStringLiteral("import"), QStringLiteral("shop/daemon.json"),
                            QStringLiteral("--into"), model};
    const Run taken = m_cli->run(into);
    QVERIFY2(taken.status == 0 && !taken.out.contains("added    trust-boundary"), taken.summary());
    const QStringList rules = open(model);
    QVERIFY(rules.contains(QStringLiteral("hosts/daemon-open")));
    // Every service inherits what the daemon does.
    QCOMPARE(rules.count(QStringLiteral("containers/seccomp-off")), 2);
    QCOMPARE(rules.count(QStringLiteral("hosts/no-user-remap")), 1);
    QCOMPARE(m_cli->run(into).out, QByteArray("no differences\n"));
    QCOMPARE(import({}).out, QByteArray("no differences\n"));
}

void tst_updates::ofSeveralHostsOneIsNamed()
{
    m_cli->write(QStringLiteral("daemon.json"), "{}");
    m_cli->write(QStringLiteral("green/daemon.json"), "{}");
    m_cli->write(QStringLiteral("new/daemon.json"), "{\"icc\": false}");
    const auto run = [&](const char *line) {
        return m_cli->run(QString::fromLatin1(line).split(u' '));
    };
    QCOMPARE(run("import daemon.json green/daemon.json -o two.drawbridge").status, 0);
    const Run unclear = run("import new/daemon.json --into two.drawbridge");
    QVERIFY2(unclear.status == 2 && unclear.saysOneLine() && unclear.err.contains("--attach-to"),
             unclear.summary());
    const Run taken = run("import new/daemon.json --into two.drawbridge --attach-to green");
    QVERIFY2(taken.status == 0 && !taken.out.contains("added    trust-boundary"), taken.summary());
    QVERIFY2(taken.out.contains("green") && taken.out.contains("interContainerDefault"),
             taken.summary());
    // Read again, it is found by what it said.
    const Run again = run("import new/daemon.json --into two.drawbridge");
    QVERIFY2(again.status == 0 && again.out == "no differences\n", again.summary());
}

void tst_updates::optionsNeedAModel_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"import shop/compose.yml", "import shop/compose.yml -o x --dry-run",
          "import shop/compose.yml -o x --same a=b", "import shop/compose.yml --into missing",
          "import shop/compose.yml --into shop/m.drawbridge --attach-to nobody",
          "import shop/compose.yml --into -"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void tst_updates::optionsNeedAModel()
{
    QFETCH(QString, line);
    const Run run = m_cli->run(line.split(u' '));
    QVERIFY2(run.status == 2 && run.saysOneLine(), run.summary());
}

DRAWBRIDGE_TEST(tst_updates)
#include "tst_updates.moc"
