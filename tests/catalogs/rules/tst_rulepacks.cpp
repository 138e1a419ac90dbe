#include "catalogs/store/catalogstore.h"
#include "model/engine/analysissession.h"
#include "model/engine/rulecheck.h"
#include "tests/support/models/compactmodel.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;

// What holds for the packs as a whole: that their ids exist, and that they are quiet where there is
// nothing to say.
class tst_rulepacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOnlyWhatTheCatalogsHold();
    void textsNameTheirTarget();
    void drawnModelAsksLittle();
    void describedModelAsksLittle();
    void severities_data();
    void severities();
    void keepsTechniquesToTheirConditions();
    void findsGrantsBesidePartialLists();
};

static AnalysisSession analysed(const ThreatModel &model)
{
    AnalysisSession session;
    session.reset({model, test::shippedSchema(), test::shippedRules(), QDate(2026, 6, 1), {}});
    return session;
}

static QStringList keysOf(const AnalysisSession &session, ThreatStatus status)
{
    QStringList keys;
    for (qsizetype i = 0; i < session.size(); ++i) {
        if (session.at(i).status == status)
            keys += session.keyOf(session.at(i));
    }
    return keys;
}

void tst_rulepacks::namesOnlyWhatTheCatalogsHold()
{
    const Result<CatalogSnapshot> catalogs =
        CatalogStore::load(test::binaryDir() + QStringLiteral("/data/catalog.sqlite"));
    QVERIFY2(catalogs, catalogs ? "" : qPrintable(catalogs.error().toString()));
    QStringList problems;
    for (const Diagnostic &problem : checkRules(*test::shippedRules(), *catalogs))
        problems += problem.where.toString() + QStringLiteral(": ") + problem.message;
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void tst_rulepacks::textsNameTheirTarget()
{
    const auto rules = test::shippedRules();
    for (qsizetype i = 0; i < rules->size(); ++i) {
        const RuleInfo &rule = rules->info(i);
        QVERIFY2(rule.title.contains(QStringLiteral("{self.")), qPrintable(rule.key));
        QVERIFY2(!rule.title.endsWith(u'.'), qPrintable(rule.key));
        QVERIFY2(rule.explanation.endsWith(u'.'), qPrintable(rule.key));
        QVERIFY2(!rule.mitigations.isEmpty(), qPrintable(rule.key));
    }
}

// Twenty elements in a chain of calls from two people to three stores, nothing said of any.
static ThreatModel drawnModel()
{
    QByteArray yaml = "h: {is: host}\nn: {is: network}\np: {is: external}\nq: {is: external}\n";
    for (int i = 0; i < 15; ++i) {
        const QByteArray number = QByteArray::number(i);
        yaml += "s" + number + ": {is: process, in: h, networks: [n]}\n";
        yaml += "f" + number + ": {is: flow, from: "
            + (i < 2 ? QByteArray(i == 0 ? "p" : "q") : "s" + QByteArray::number(i - 2)) + ", to: s"
            + number + "}\n";
    }
    for (int i = 0; i < 3; ++i) {
        const QByteArray number = QByteArray::number(i);
        yaml += "d" + number + ": {is: store}\n";
        yaml += "g" + number + ": {is: flow, from: s1" + number + ", to: d" + number + "}\n";
    }
    return test::compactModel(yaml.constData());
}

void tst_rulepacks::drawnModelAsksLittle()
{
    const ThreatModel model = drawnModel();
    QCOMPARE(model.elements.size(), qsizetype(20));
    const AnalysisSession session = analysed(model);
    const QStringList open = keysOf(session, ThreatStatus::Open);
    QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
    QVERIFY(!keysOf(session, ThreatStatus::NeedsAnswer).isEmpty());
    QVERIFY2(session.openQuestions().size() <= 15,
             qPrintable(QString::number(session.openQuestions().size())));
    QVERIFY(session.ruleProblems().isEmpty());
}

// One more answer about an element must not open a flood of questions about it.
void tst_rulepacks::describedModelAsksLittle()
{
    ThreatModel model = drawnModel();
    Element element = *model.elements.find(ElementId(QByteArrayView("s5")));
    Claim claim;
    claim.value = Value(true);
    element.properties.set(
        test::shippedSchema()->find(RecordKind::Element, QStringLiteral("inputValidated")), claim);
    model.elements.put(element);
    const AnalysisSession session = analysed(model);
    QVERIFY(keysOf(session, ThreatStatus::Open).isEmpty());
    QVERIFY(session.openQuestions().size() <= 15);
}

void tst_rulepacks::severities_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<Severity>("least");
    QTest::addColumn<Severity>("most");
    const auto row = [](const char *name, const char *model, const char *rule, Severity least,
                        Severity most) {
        QTest::newRow(name) << QByteArray(model) << QString::fromLatin1(rule) << least << most;
    };
    row("daemon API",
        "x: {is: container, tech: container-runtime, "
        "publishedPorts: [{hostIp: '', hostPort: 2375, port: 2375}]}",
        "containers/daemon-published", Severity::Critical, Severity::Critical);
    row("daemon API on loopback",
        "x: {is: container, tech: container-runtime, "
        "publishedPorts: [{hostIp: 127.0.0.1, hostPort: 2375, port: 2375}]}",
        "containers/daemon-published", Severity::High, Severity::High);
    row("privileged", "x: {is: container, privileged: true}", "containers/privileged",
        Severity::Critical, Severity::Critical);
    row("socket",
        "x: {is: container, mounts: [{source: /var/run/docker.sock, target: /s, "
        "kind: bind, readOnly: true}]}",
        "containers/runtime-socket", Severity::Critical, Severity::Critical);
    row("code from the internet",
        "w: {is: process}\nx: {is: http, of: w, reachableFrom: internet, "
        "parameters: [{name: q, location: query, sink: code}]}",
        "endpoints/code-injection", Severity::Critical, Severity::Critical);
    row("health check", "x: {is: container, healthCheck: none}", "containers/no-health-check",
        Severity::Low, Severity::Info);
    row("writable store as root", "x: {is: store-container, user: root}",
        "containers/writable-root", Severity::Low, Severity::Info);
    row("root behind user namespaces",
        "h: {is: host, usernsRemap: true}\n"
        "x: {is: container, in: h, user: root}",
        "containers/runs-as-root", Severity::Low, Severity::Low);
}

void tst_rulepacks::severities()
{
    QFETCH(QByteArray, model);
    QFETCH(QString, rule);
    QFETCH(Severity, least);
    QFETCH(Severity, most);
    const AnalysisSession session = analysed(test::compactModel(model.constData()));
    bool found = false;
    for (qsizetype i = 0; i < session.size(); ++i) {
        if (!session.keyOf(session.at(i)).startsWith(rule + u'@'))
            continue;
        found = true;
        // From the worst to the least: a larger value is a lower severity.
        QVERIFY2(session.at(i).severity >= least && session.at(i).severity <= most,
                 qPrintable(QString::number(static_cast<int>(session.at(i).severity))));
    }
    QVERIFY(found);
}

// Running code in an application is not administration of containers, and being root is no escape.
void tst_rulepacks::keepsTechniquesToTheirConditions()
{
    const auto rules = test::shippedRules();
    const RuleInfo &code = rules->info(rules->find(QStringLiteral("endpoints/code-injection")));
    QCOMPARE(code.attack, QStringList({QStringLiteral("T1190"), QStringLiteral("T1059.006")}));
    QVERIFY(code.cwe.contains(QStringLiteral("CWE-95")));
    const RuleInfo &root = rules->info(rules->find(QStringLiteral("containers/runs-as-root")));
    QVERIFY(!root.attack.contains(QStringLiteral("T1611")));
    for (qsizetype i = 0; i < rules->size(); ++i) {
        const RuleInfo &rule = rules->info(i);
        if (rule.pack == u"endpoints" || rule.pack == u"images" || rule.pack == u"stride-basics") {
            QVERIFY2(!rule.attack.contains(QStringLiteral("T1609")), qPrintable(rule.key));
            QVERIFY2(!rule.attack.contains(QStringLiteral("T1611")), qPrintable(rule.key));
        }
    }
}

void tst_rulepacks::findsGrantsBesidePartialLists()
{
    ThreatModel model = test::compactModel(
        "x: {is: service-account, permissions: [{verb: create, resource: rolebindings}]}");
    const PropertyIndex permissions =
        test::shippedSchema()->find(RecordKind::Identity, QStringLiteral("permissions"));
    Identity identity = *model.identities.find(IdentityId(QByteArrayView("x")));
    Claim claim = identity.properties.find(permissions)->effective();
    claim.partial = true;
    identity.properties.set(permissions, claim);
    model.identities.put(identity);
    const AnalysisSession session = analysed(model);
    const Threat *threat = session.find(QStringLiteral("secrets/may-grant-roles@x"));
    QVERIFY(threat);
    QCOMPARE(threat->status, ThreatStatus::Open);
}

DRAWBRIDGE_TEST(tst_rulepacks)
#include "tst_rulepacks.moc"
