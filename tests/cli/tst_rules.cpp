#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

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

private:
    Run command(const char *arguments) const
    {
        return m_cli->run(QStringLiteral("rules %1").arg(QLatin1String(arguments)).split(u' '));
    }

    std::unique_ptr<CommandLine> m_cli;
};

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
          "elevation-of-privilege", "data-store"})
        QVERIFY2(run.out.contains(part), part);
}

DRAWBRIDGE_TEST(tst_rules)
#include "tst_rules.moc"
