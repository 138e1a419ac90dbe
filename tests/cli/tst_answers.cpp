#include "tests/cli/commandline.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace drawbridge::test;

// The shapes of JSON answers and the exit codes of checks, which scripts rely on.
class tst_answers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyAnswerBeginsWithItsSchema_data();
    void everyAnswerBeginsWithItsSchema();
    void analysis();
    void summaryCountsTheThreats();
    void catalogInfo();
    void rulesList();
    void riskIsClaimedAndEvidenced();
    void evaluation_data();
    void evaluation();
    void failOnCountsWhatIsUndecided();
    void failOnCountsDecisionsThatExpired();
    void sarifAndCsvHoldEveryThreat();

private:
    Run good(const QString &line);

    CommandLine m_cli;
};

Run tst_answers::good(const QString &line)
{
    const Run run = m_cli.run(line.split(u' '));
    if (run.status != 0)
        QTest::qFail(run.summary().constData(), __FILE__, __LINE__);
    return run;
}

void tst_answers::initTestCase()
{
    const Run made = m_cli.run(
        {QStringLiteral("import"), sampleCompose(), QStringLiteral("-o"), QStringLiteral("m")});
    QVERIFY2(made.status == 0, made.summary());
}

void tst_answers::everyAnswerBeginsWithItsSchema_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"analyze m --json", "analyze m --format json", "catalog info --json",
          "catalog info --format json", "rules list --json", "rules list --format json",
          "rules eval 1 --json", "rules eval 1 --format json", "export m -o - --format json",
          "export m -o - --format json --view nist"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void tst_answers::everyAnswerBeginsWithItsSchema()
{
    QFETCH(QString, line);
    const Run run = good(line);
    QVERIFY2(run.out.startsWith("{\n  \"schema\": \"drawbridge/"), run.summary());
    QVERIFY2(!run.json().isEmpty(), run.summary());
    QVERIFY(run.out.endsWith("}\n"));
}

static bool areStrings(const QJsonValue &list)
{
    const QJsonArray array = list.toArray();
    return list.isArray() && std::all_of(array.begin(), array.end(), [](const auto &item) {
               return item.isString();
           });
}

static bool isTarget(const QJsonValue &value)
{
    static const QStringList kinds {QStringLiteral("process"),
                                    QStringLiteral("data-store"),
                                    QStringLiteral("external-entity"),
                                    QStringLiteral("data-flow"),
                                    QStringLiteral("interface"),
                                    QStringLiteral("trust-boundary"),
                                    QStringLiteral("image"),
                                    QStringLiteral("identity"),
                                    QStringLiteral("model")};
    const QJsonObject target = value.toObject();
    return kinds.contains(target["kind"].toString()) && target["id"].isString()
        && target["name"].isString();
}

static QString faultOf(const QJsonObject &threat)
{
    static const QStringList strides {
        QStringLiteral("spoofing"),          QStringLiteral("tampering"),
        QStringLiteral("repudiation"),       QStringLiteral("information-disclosure"),
        QStringLiteral("denial-of-service"), QStringLiteral("elevation-of-privilege")};
    static const QStringList severities {QStringLiteral("critical"), QStringLiteral("high"),
                                         QStringLiteral("medium"), QStringLiteral("low"),
                                         QStringLiteral("info")};
    for (const char *name : {"key", "rule", "title", "status"}) {
        if (threat[QLatin1String(name)].toString().isEmpty())
            return QString::fromLatin1(name);
    }
    for (const char *name : {"attack", "capec", "cwe", "nist"}) {
        if (!areStrings(threat[QLatin1String(name)]))
            return QString::fromLatin1(name);
    }
    if (!strides.contains(threat["stride"].toString()))
        return QStringLiteral("stride");
    if (!severities.contains(threat["severity"].toString()) || threat["risk"].isUndefined())
        return QStringLiteral("severity");
    if (!isTarget(threat["target"]) || !threat["targets"].isArray())
        return QStringLiteral("target");
    for (const QJsonValue &target : threat["targets"].toArray()) {
        if (!isTarget(target) || !target["role"].isString())
            return QStringLiteral("targets");
    }
    for (const QJsonValue &because : threat["because"].toArray()) {
        if (!because["property"].isString() || because["value"].isUndefined()
            || because["source"].isUndefined())
            return QStringLiteral("because");
    }
    for (const QJsonValue &mitigation : threat["mitigations"].toArray()) {
        if (!mitigation["id"].isString() || !mitigation["state"].isString()
            || mitigation["evidence"].isUndefined() || !areStrings(mitigation["nist"]))
            return QStringLiteral("mitigations");
    }
    return threat["because"].isArray() && threat["mitigations"].isArray() ? QString()
                                                                          : QStringLiteral("lists");
}

void tst_answers::analysis()
{
    const QJsonObject answer = good(QStringLiteral("analyze m --json")).json();
    QVERIFY(answer["model"].toObject()["name"].isString());
    QCOMPARE(answer["evidence"].toString(), QStringLiteral("missing"));
    const QJsonArray threats = answer["threats"].toArray();
    QVERIFY(threats.size() > 20);
    bool mapped = false;
    bool explained = false;
    bool mitigated = false;
    for (const QJsonValue &threat : threats) {
        const QString fault = faultOf(threat.toObject());
        QVERIFY2(fault.isEmpty(),
                 qPrintable(fault + QStringLiteral(": ")
                            + QString::fromUtf8(QJsonDocument(threat.toObject()).toJson())));
        mapped = mapped || threat["attack"].toArray().contains(QStringLiteral("T1190"));
        explained = explained || !threat["because"].toArray().isEmpty();
        mitigated = mitigated || !threat["mitigations"].toArray().isEmpty();
    }
    QVERIFY(mapped);
    QVERIFY(explained);
    QVERIFY(mitigated);
}

void tst_answers::summaryCountsTheThreats()
{
    const QJsonObject answer = good(QStringLiteral("analyze m --json")).json();
    const QJsonObject summary = answer["summary"].toObject();
    const QJsonArray threats = answer["threats"].toArray();
    QCOMPARE(summary["total"].toInt(), static_cast<int>(threats.size()));
    const QMap<QString, QString> countings {
        {QStringLiteral("byStatus"), QStringLiteral("status")},
        {QStringLiteral("bySeverity"), QStringLiteral("severity")},
        {QStringLiteral("byStride"), QStringLiteral("stride")}};
    for (auto it = countings.begin(); it != countings.end(); ++it) {
        QMap<QString, int> counted;
        for (const QJsonValue &threat : threats)
            ++counted[threat[*it].toString()];
        const QJsonObject told = summary[it.key()].toObject();
        for (const QString &name : told.keys())
            QCOMPARE(told[name].toInt(), counted.value(name));
        int sum = 0;
        for (const QJsonValue &count : told)
            sum += count.toInt();
        QCOMPARE(sum, static_cast<int>(threats.size()));
    }
}

void tst_answers::catalogInfo()
{
    const QJsonObject answer = good(QStringLiteral("catalog info --json")).json();
    const QJsonObject attack = answer["attack"].toObject();
    QVERIFY(attack["version"].isString());
    QVERIFY(attack["techniques"].toInt() > 600);
    QVERIFY(attack["containerTechniques"].toInt() > 30);
    QVERIFY(answer["nist"].toObject()["version"].isString());
    QVERIFY(answer["nist"].toObject()["controls"].toInt() > 1000);
    QVERIFY(answer["mappings"].toInt() > 1000);
    QVERIFY(answer["capec"].toInt() > 400);
}

void tst_answers::rulesList()
{
    const QJsonArray rules = good(QStringLiteral("rules list --json")).json()["rules"].toArray();
    QVERIFY(rules.size() >= 100);
    QSet<QString> ids;
    for (const QJsonValue &rule : rules) {
        for (const char *name : {"id", "pack", "stride", "appliesTo", "severity"})
            QVERIFY2(!rule[QLatin1String(name)].toString().isEmpty(), name);
        for (const char *name : {"attack", "capec", "cwe", "nist"})
            QVERIFY2(areStrings(rule[QLatin1String(name)]), name);
        ids.insert(rule["id"].toString());
    }
    QCOMPARE(ids.size(), rules.size());
}

void tst_answers::riskIsClaimedAndEvidenced()
{
    const QJsonObject analysis = good(QStringLiteral("analyze m --json")).json();
    const QJsonValue risk = analysis["risk"];
    for (const char *figure : {"inherent", "claimed", "evidenced"}) {
        int total = 0;
        for (const QJsonValue &count : risk[QLatin1String(figure)].toObject())
            total += count.toInt();
        QCOMPARE(total, analysis["threats"].toArray().size());
    }
    QVERIFY(!risk["elements"].toArray().isEmpty());
    for (const QJsonValue &threat : analysis["threats"].toArray()) {
        const int evidenced = threat["residual"]["evidenced"]["risk"].toInt();
        QVERIFY(evidenced > 0 && evidenced <= threat["risk"].toInt());
        QVERIFY(threat["residual"]["claimed"]["risk"].toInt() <= evidenced);
    }
}

void tst_answers::evaluation_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *expression, const char *variables, const char *answer) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(variables)
                                  << QByteArray(answer);
    };
    row("1 + 1", "", R"("type":"int","value":2)");
    row("-1", "", R"("type":"int","value":-1)");
    row("x + 1", R"({"x": 41})", R"("type":"int","value":42)");
    row("x", R"({"x": 41.0})", R"("type":"double","value":41.0)");
    row("x * 2.0", R"({"x": 1e2})", R"("type":"double","value":200.0)");
    row("'a' in names", R"({"names": ["a", "b"]})", R"("type":"bool","value":true)");
    row("s.startsWith('ä')", R"({"s": "äpfel"})", R"("type":"bool","value":true)");
    row("m.k", R"({"m": {"k": null}})", R"("value":null)");
    row("a && b", R"({"a": true})", R"("unknown":["b"])");
    row("a && b ", R"({"a": false})", R"("type":"bool","value":false)");
    row("z || y || a", "", R"("unknown":["z","y","a"])");
    row("1 / 0", "", R"("error":)");
    row("1 +", "", R"("error":)");
    row("15.75 / 0.0", "", R"("type":"double","value":"Infinity")");
    row("[-1.0 / 0.0, 0.0 / 0.0]", "", R"("value":["-Infinity","NaN"])");
}

void tst_answers::evaluation()
{
    QFETCH(QString, expression);
    QFETCH(QString, variables);
    QFETCH(QByteArray, answer);
    QStringList arguments {QStringLiteral("rules"), QStringLiteral("eval"),
                           QStringLiteral("--json"), QStringLiteral("--"), expression};
    if (!variables.isEmpty())
        arguments = QStringList {QStringLiteral("--quiet"),
                                 QStringLiteral("rules"),
                                 QStringLiteral("eval"),
                                 QStringLiteral("--vars"),
                                 variables,
                                 QStringLiteral("--json"),
                                 QStringLiteral("--"),
                                 expression};
    const Run run = m_cli.run(arguments);
    QCOMPARE(run.status, 0);
    QVERIFY2(run.err.isEmpty(), run.summary());
    QByteArray flat = run.out.simplified();
    flat.replace(": ", ":").replace("[ ", "[").replace(" ]", "]").replace(", \"", ",\"");
    QVERIFY2(flat.contains(answer), run.summary());
}

void tst_answers::failOnCountsWhatIsUndecided()
{
    const QJsonArray threats = good(QStringLiteral("analyze m --json")).json()["threats"].toArray();
    const QStringList order {QStringLiteral("critical"), QStringLiteral("high"),
                             QStringLiteral("medium"), QStringLiteral("low"),
                             QStringLiteral("info")};
    for (const QString &limit : order) {
        const bool fails =
            std::any_of(threats.begin(), threats.end(), [&](const QJsonValue &threat) {
                const QString status = threat["status"].toString();
                return order.indexOf(threat["severity"].toString()) <= order.indexOf(limit)
                    && (status == QStringLiteral("open")
                        || status == QStringLiteral("needs-answer"));
            });
        const Run run = m_cli.run({QStringLiteral("analyze"), QStringLiteral("m"),
                                   QStringLiteral("--json"), QStringLiteral("--fail-on"), limit});
        QCOMPARE(run.status, fails ? 1 : 0);
        // The answer comes all the same.
        QCOMPARE(run.json()["threats"].toArray().size(), threats.size());
        QCOMPARE(run.err.contains("are open"), fails);
    }
    m_cli.run({QStringLiteral("new"), QStringLiteral("empty")});
    QCOMPARE(m_cli
                 .run({QStringLiteral("analyze"), QStringLiteral("empty"),
                       QStringLiteral("--fail-on"), QStringLiteral("critical")})
                 .status,
             0);
}

// A project in which every threat is accepted until a day.
static QByteArray accepted(const QByteArray &project, const QJsonArray &threats, const char *until)
{
    QJsonObject root = QJsonDocument::fromJson(project).object();
    QJsonArray decisions;
    for (const QJsonValue &threat : threats) {
        const QString id = QStringLiteral("d%1").arg(decisions.size() + 1, 4, 10, QLatin1Char('0'));
        decisions.append(QJsonObject {{QStringLiteral("id"), id},
                                      {QStringLiteral("threat"), threat["key"]},
                                      {QStringLiteral("treatment"), QStringLiteral("accept")},
                                      {QStringLiteral("reason"), QStringLiteral("for a test")},
                                      {QStringLiteral("expires"), QString::fromLatin1(until)}});
    }
    root.insert(QStringLiteral("decisions"), decisions);
    return QJsonDocument(root).toJson();
}

void tst_answers::failOnCountsDecisionsThatExpired()
{
    const QJsonArray threats = good(QStringLiteral("analyze m --json")).json()["threats"].toArray();
    m_cli.write(QStringLiteral("accepted"),
                accepted(m_cli.read(QStringLiteral("m")), threats, "2026-06-30"));
    const auto statusOn = [this](const char *date) {
        const Run run = m_cli.run({QStringLiteral("analyze"), QStringLiteral("accepted"),
                                   QStringLiteral("--fail-on"), QStringLiteral("info"),
                                   QStringLiteral("--as-of"), QString::fromLatin1(date)});
        if (run.status > 1)
            QTest::qFail(run.summary().constData(), __FILE__, __LINE__);
        return run.status;
    };
    QCOMPARE(statusOn("2026-06-01"), 0);
    QCOMPARE(statusOn("2026-07-02"), 1);
    // Without --as-of the day comes from SOURCE_DATE_EPOCH, which is in 2023 here.
    QCOMPARE(m_cli
                 .run({QStringLiteral("analyze"), QStringLiteral("accepted"),
                       QStringLiteral("--fail-on"), QStringLiteral("info")})
                 .status,
             0);
}

void tst_answers::sarifAndCsvHoldEveryThreat()
{
    const qsizetype total =
        good(QStringLiteral("analyze m --json")).json()["threats"].toArray().size();
    const QJsonObject sarif = good(QStringLiteral("analyze m --format sarif")).json();
    QCOMPARE(sarif["version"].toString(), QStringLiteral("2.1.0"));
    QCOMPARE(sarif["runs"].toArray().at(0)["results"].toArray().size(), total);
    const QByteArray csv = good(QStringLiteral("analyze m --format csv")).out;
    QVERIFY(csv.count('\n') >= total + 1);
}

DRAWBRIDGE_TEST(tst_answers)
#include "tst_answers.moc"
