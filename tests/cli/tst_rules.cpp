#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QJsonArray>

using namespace drawbridge::test;

// What the rules are and what they cover, from the command line.
class tst_rules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_cli = std::make_unique<CommandLine>(); }
    void coverageNamesEveryTechnique();
    void coverageIsReadable();
    void packsOfAProjectCountByThemselves();
    void packsOfTheUserCountWhenAsked();
    void laterPacksGoBeforeEarlierOnes();
    void listsWhatWasChangedAndWhy();
    void checkTellsOfChanges();
    void refusesBrokenPacksOfAProject();

private:
    Run command(const char *arguments) const
    {
        return m_cli->run(QStringLiteral("rules %1").arg(QLatin1String(arguments)).split(u' '));
    }

    // A project with one privileged service, analysed.
    void makeProject() const;
    QStringList rulesOfThreats(const QStringList &arguments = {}) const;

    std::unique_ptr<CommandLine> m_cli;
};

static QByteArray switchingOff(const char *rule, const char *reason)
{
    return QByteArray("pack: own\nswitchOff:\n  - {rule: ") + rule + ", reason: " + reason + "}\n";
}

void tst_rules::makeProject() const
{
    m_cli->write(QStringLiteral("compose.yml"),
                 "services:\n  web: {image: 'nginx:1.25', privileged: true}\n");
    const Run made = m_cli->run(QStringLiteral("import compose.yml -o m.drawbridge").split(u' '));
    QVERIFY2(made.status == 0, made.summary());
}

QStringList tst_rules::rulesOfThreats(const QStringList &arguments) const
{
    const Run run =
        m_cli->run(QStringLiteral("analyze m.drawbridge --json").split(u' ') + arguments);
    QStringList rules;
    for (const QJsonValue &threat : run.json()[QLatin1String("threats")].toArray())
        rules += threat[QLatin1String("rule")].toString();
    return rules;
}

static const QString Privileged = QStringLiteral("containers/privileged");
static const QString NoRestart = QStringLiteral("containers/no-restart");

void tst_rules::packsOfAProjectCountByThemselves()
{
    makeProject();
    QVERIFY(rulesOfThreats().contains(Privileged));
    m_cli->write(QStringLiteral("m.rules.yaml"), switchingOff("containers/privileged", "test rig"));
    QVERIFY(!rulesOfThreats().contains(Privileged));
    QVERIFY(rulesOfThreats().contains(NoRestart));
    // A folder holds further packs.
    QVERIFY(QDir(m_cli->path(QStringLiteral("."))).mkdir(QStringLiteral("m.rules")));
    m_cli->write(QStringLiteral("m.rules/more.yaml"),
                 switchingOff("containers/no-restart", "systemd does it"));
    QVERIFY(!rulesOfThreats().contains(NoRestart));
    const Run run = m_cli->run(QStringLiteral("analyze m.drawbridge --json").split(u' '));
    QVERIFY(run.err.contains("switch off 2 rules"));
    const QJsonArray changes = run.json()[QLatin1String("ruleChanges")].toArray();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes[0][QLatin1String("reason")], QStringLiteral("test rig"));
    // What was left out stands in the report too.
    const Run report = m_cli->run(
        QStringLiteral("export m.drawbridge --view report --format md -o -").split(u' '));
    QVERIFY2(report.out.contains("containers/privileged: test rig"), report.summary());
}

void tst_rules::packsOfTheUserCountWhenAsked()
{
    makeProject();
    m_cli->environment[QStringLiteral("XDG_CONFIG_HOME")] = m_cli->path(QStringLiteral("config"));
    QVERIFY(
        QDir(m_cli->path(QStringLiteral("."))).mkpath(QStringLiteral("config/drawbridge/rules")));
    m_cli->write(QStringLiteral("config/drawbridge/rules/own.yaml"),
                 switchingOff("containers/privileged", "habit"));
    QVERIFY(rulesOfThreats().contains(Privileged));
    QVERIFY(!rulesOfThreats({QStringLiteral("--user-rules")}).contains(Privileged));
}

static QByteArray overriding(const char *when, const char *title)
{
    return QByteArray("pack: containers\nrules:\n  - {id: privileged, stride: tampering, attacker: "
                      "operator, for: element, when: ")
        + when + ", title: '" + title + "', reason: ours}\n";
}

void tst_rules::laterPacksGoBeforeEarlierOnes()
{
    makeProject();
    const auto title = [&](const QStringList &arguments) {
        const Run run =
            m_cli->run(QStringLiteral("analyze m.drawbridge --json").split(u' ') + arguments);
        for (const QJsonValue &threat : run.json()[QLatin1String("threats")].toArray()) {
            if (threat[QLatin1String("rule")] == Privileged)
                return threat[QLatin1String("title")].toString();
        }
        return QString();
    };
    m_cli->environment[QStringLiteral("XDG_CONFIG_HOME")] = m_cli->path(QStringLiteral("config"));
    QVERIFY(
        QDir(m_cli->path(QStringLiteral("."))).mkpath(QStringLiteral("config/drawbridge/rules")));
    m_cli->write(QStringLiteral("config/drawbridge/rules/own.yaml"),
                 overriding("self.privileged", "of the user"));
    const QStringList withUser {QStringLiteral("--user-rules")};
    QCOMPARE(title(withUser), QStringLiteral("of the user"));
    m_cli->write(QStringLiteral("m.rules.yaml"), overriding("self.privileged", "of the project"));
    QCOMPARE(title(withUser), QStringLiteral("of the project"));
    m_cli->write(QStringLiteral("asked.yaml"), overriding("self.privileged", "asked for"));
    QCOMPARE(
        title(withUser + QStringList {QStringLiteral("--rules"), QStringLiteral("asked.yaml")}),
        QStringLiteral("asked for"));
    // What an earlier pack switched off, a later one may bring back.
    m_cli->write(QStringLiteral("config/drawbridge/rules/own.yaml"),
                 switchingOff("containers/privileged", "habit"));
    QCOMPARE(title(withUser), QStringLiteral("of the project"));
}

void tst_rules::listsWhatWasChangedAndWhy()
{
    makeProject();
    m_cli->write(QStringLiteral("m.rules.yaml"), switchingOff("containers/no-restart", "systemd"));
    m_cli->write(QStringLiteral("asked.yaml"), overriding("self.privileged", "asked for"));
    const Run run = command("list --model m.drawbridge --rules asked.yaml");
    QVERIFY2(run.status == 0, run.summary());
    for (const char *part : {"switched-off", "systemd", "overridden", "ours", "m.rules.yaml",
                             "asked.yaml", "project", "command-line"})
        QVERIFY2(run.out.contains(part), part);
    const QJsonObject answer =
        command("list --model m.drawbridge --rules asked.yaml --json").json();
    QCOMPARE(answer[QLatin1String("changes")].toArray().size(), 2);
    for (const QJsonValue &rule : answer[QLatin1String("rules")].toArray()) {
        QVERIFY(rule[QLatin1String("id")] != NoRestart);
        QCOMPARE(rule[QLatin1String("origin")].toString(),
                 rule[QLatin1String("id")] == Privileged ? QStringLiteral("command-line")
                                                         : QStringLiteral("built-in"));
    }
    QVERIFY(!command("list").out.contains("systemd"));
}

void tst_rules::checkTellsOfChanges()
{
    m_cli->write(QStringLiteral("good.yaml"), switchingOff("containers/no-restart", "systemd"));
    const Run good = command("check good.yaml");
    QVERIFY2(good.status == 0, good.summary());
    QVERIFY(good.err.contains("switch off 1 rule"));
    m_cli->write(QStringLiteral("bad.yaml"), switchingOff("containers/no-restrat", "systemd"));
    const Run bad = command("check bad.yaml");
    QCOMPARE(bad.status, 2);
    QVERIFY(bad.saysOneLine());
    QVERIFY(bad.err.contains("bad.yaml:3:5"));
    QVERIFY(bad.err.contains("containers/no-restart"));
    QByteArray silent = overriding("self.privileged", "x");
    silent.replace(", reason: ours", "");
    m_cli->write(QStringLiteral("silent.yaml"), silent);
    const Run warned = command("check silent.yaml");
    QCOMPARE(warned.status, 0);
    QVERIFY(warned.err.contains("warning") && warned.err.contains("say why"));
}

void tst_rules::refusesBrokenPacksOfAProject()
{
    makeProject();
    m_cli->write(QStringLiteral("m.rules.yaml"), "pack: own\nrules: [\n");
    const Run run = m_cli->run(QStringLiteral("analyze m.drawbridge").split(u' '));
    QCOMPARE(run.status, 2);
    QVERIFY2(run.saysOneLine() && run.err.contains("m.rules.yaml"), run.summary());
    const Run missing = command("list --model nowhere.drawbridge");
    QCOMPARE(missing.status, 2);
    QVERIFY2(missing.saysOneLine(), missing.summary());
}

void tst_rules::coverageNamesEveryTechnique()
{
    const Run run = command("coverage --json");
    QVERIFY2(run.status == 0, run.summary());
    const QJsonObject answer = run.json();
    QCOMPARE(answer[QLatin1String("schema")], QStringLiteral("drawbridge/coverage/1"));
    const QJsonArray techniques = answer[QLatin1String("techniques")].toArray();
    QCOMPARE(techniques.size(), 48);
    for (const QJsonValue &technique : techniques) {
        const QJsonArray rules = technique[QLatin1String("rules")].toArray();
        const QString designClass = technique[QLatin1String("class")].toString();
        QVERIFY2(designClass != QStringLiteral("direct") || !rules.isEmpty(),
                 qPrintable(technique[QLatin1String("id")].toString()));
        QCOMPARE(rules.isEmpty(), designClass == QStringLiteral("not-visible"));
        for (const QJsonValue &rule : rules)
            QVERIFY(!rule[QLatin1String("properties")].toArray().isEmpty());
    }
    const QJsonValue direct = answer[QLatin1String("summary")][QLatin1String("direct")];
    QCOMPARE(direct[QLatin1String("techniques")], direct[QLatin1String("withRules")]);
    QVERIFY(answer[QLatin1String("stride")].toArray().size() > 5);
}

void tst_rules::coverageIsReadable()
{
    const Run run = command("coverage");
    QVERIFY2(run.status == 0, run.summary());
    for (const char *part :
         {"T1611", "Escape to Host", "containers/privileged", "runtime.privileged", "not-visible",
          "ELEVATION-OF-PRIVILEGE", "data-store"})
        QVERIFY2(run.out.contains(part), part);
}

DRAWBRIDGE_TEST(tst_rules)
#include "tst_rules.moc"
