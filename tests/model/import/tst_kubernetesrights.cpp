#include "model/import/kubernetes/roles.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Who may do what, and who may reach whom.
class tst_kubernetesrights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resourcesAreSpelledOut_data();
    void resourcesAreSpelledOut();
    void bindingsGivePermissions();
    void tokensAreMountedByDefault();
    void strangersInARoleOpenTheApi();
    void policiesIsolateNamespaces();
    void partialPoliciesDoNotIsolate();
    void policiesSayWhoComes();
    void blockedFlowsAreTold();
    void gatewaysLeadToPods();

private:
    ImportWorld m_world;
};

static const Identity *identityNamed(const ThreatModel &model, const QString &name)
{
    for (const Identity &identity : model.identities) {
        if (identity.name == name)
            return &identity;
    }
    return nullptr;
}

void tst_kubernetesrights::resourcesAreSpelledOut_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("lacks");
    const auto row = [](const char *rule, const char *has, const char *lacks) {
        QTest::newRow(rule) << QByteArray(rule) << QString::fromLatin1(has)
                            << QString::fromLatin1(lacks);
    };
    row("{apiGroups: ['*'], resources: ['*']}", "*", "secrets");
    row("{apiGroups: [''], resources: ['*']}", "secrets", "rolebindings");
    row("{apiGroups: [apps], resources: ['*']}", "deployments", "secrets");
    row("{apiGroups: [things.example.com], resources: [secrets]}", "secrets.things.example.com",
        "secrets");
    row("{apiGroups: [''], resources: [secrets], resourceNames: [a]}", "secrets/a", "secrets");
    row("{apiGroups: [''], resources: ['pods/*']}", "pods/exec", "secrets");
    row("{resources: [pods]}", "pods", "*");
}

void tst_kubernetesrights::resourcesAreSpelledOut()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, has);
    QFETCH(QString, lacks);
    const auto document = TreeDocument::parseYaml(rule, QStringLiteral("rule"));
    QVERIFY(document);
    const QStringList resources = kubernetes::resourcesOfRule(document->root());
    QVERIFY2(resources.contains(has), qPrintable(resources.join(u' ')));
    QVERIFY2(!resources.contains(lacks), qPrintable(resources.join(u' ')));
}

void tst_kubernetesrights::bindingsGivePermissions()
{
    const ImportResult result =
        m_world.importedManifest(manifestFile(QStringLiteral("rights.yaml")));
    const ThreatModel &model = result.model;
    const auto permissions = [&](const char *name) {
        const Identity *identity = identityNamed(model, QLatin1String(name));
        const Claim *claim = identity ? claimOf(m_world.schema, RecordKind::Identity,
                                                identity->properties, QStringLiteral("permissions"))
                                      : nullptr;
        return claim ? claim->value.toDisplayString() : QString();
    };
    const Value everything = ValueMap {{QStringLiteral("verb"), u"*"},
                                       {QStringLiteral("resource"), u"*"},
                                       {QStringLiteral("scope"), u"cluster"}};
    QVERIFY(permissions("ops/deployer").contains(everything.toDisplayString()));
    QCOMPARE(permissions("alice@example.com"), Value(ValueList {everything}).toDisplayString());
    QCOMPARE(identityNamed(model, QStringLiteral("alice@example.com"))->kind,
             IdentityKind::HumanRole);
    QVERIFY(permissions("ops/reader").contains(QStringLiteral("secrets/tls")));
    QVERIFY(permissions("ops/reader").contains(QStringLiteral("*.things.example.com")));
    // A binding to the group of all accounts of a namespace is one to each.
    QVERIFY(permissions("ops/helper").contains(QStringLiteral("pods/exec")));
    const Element *pipeline = elementNamed(model, QStringLiteral("pipeline"));
    QCOMPARE(pipeline->identity, identityNamed(model, QStringLiteral("ops/deployer"))->id);
    const DataFlow *api = flowBetween(model, QStringLiteral("pipeline"),
                                      QStringLiteral("Kubernetes API"), FlowKind::ControlPlane);
    QVERIFY(api && !api->confirmed);
    QVERIFY(!flowBetween(model, QStringLiteral("viewer"), QStringLiteral("Kubernetes API"),
                         FlowKind::ControlPlane));
}

void tst_kubernetesrights::tokensAreMountedByDefault()
{
    const auto token = [&](const QByteArray &account, const QByteArray &pod) {
        const ImportResult result = m_world.importedManifest(
            "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n" + account
            + "\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec: {serviceAccountName: "
              "a, "
            + pod + "containers: [{name: c, image: x}]}\n");
        const Identity *identity = identityNamed(result.model, QStringLiteral("default/a"));
        const Claim *claim = claimOf(m_world.schema, RecordKind::Identity, identity->properties,
                                     QStringLiteral("automountToken"));
        // Silence is the platform's default: mounted.
        return claim ? claim->value.toDisplayString() : identity->platform;
    };
    const QByteArray off = "automountServiceAccountToken: false";
    const QByteArray on = "automountServiceAccountToken: true";
    QCOMPARE(token({}, {}), QStringLiteral("kubernetes"));
    QCOMPARE(token(off, {}), Value(false).toDisplayString());
    QCOMPARE(token({}, off + ", "), Value(false).toDisplayString());
    QCOMPARE(token(off, on + ", "), Value(true).toDisplayString());
    QCOMPARE(token(on, off + ", "), Value(false).toDisplayString());
}

void tst_kubernetesrights::strangersInARoleOpenTheApi()
{
    const auto anonymous = [&](const QByteArray &role) {
        const ImportResult result = m_world.importedManifest(
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: "
            "b}\nroleRef: {kind: ClusterRole, name: '"
            + role + "'}\nsubjects: [{kind: Group, name: 'system:unauthenticated'}]\n");
        const TrustBoundary *cluster = boundaryNamed(result.model, QStringLiteral("Cluster"));
        return claimOf(m_world.schema, RecordKind::Boundary, cluster->properties,
                       QStringLiteral("anonymousApi"))
            != nullptr;
    };
    QVERIFY(anonymous("view"));
    QVERIFY(!anonymous("system:discovery"));
}

void tst_kubernetesrights::policiesIsolateNamespaces()
{
    const ImportResult result =
        m_world.importedManifest(manifestFile(QStringLiteral("policies.yaml")));
    const TrustBoundary *bank = boundaryNamed(result.model, QStringLiteral("bank"));
    const auto value = [&](const char *property) {
        const Claim *claim = claimOf(m_world.schema, RecordKind::Boundary, bank->properties,
                                     QLatin1String(property));
        return claim ? claim->value : Value();
    };
    QVERIFY(value("defaultDenyIngress") == Value(true));
    // Nobody spoke of what leaves: the platform's default, which is open.
    QVERIFY(value("defaultDenyEgress").isNull());
}

void tst_kubernetesrights::partialPoliciesDoNotIsolate()
{
    const auto denies = [&](const QByteArray &spec) {
        const ImportResult result = m_world.importedManifest(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app: a}}\nspec: {containers: "
            "[{name: c, image: x}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b, labels: "
            "{app: b}}\nspec: {containers: [{name: c, image: x}]}\n---\napiVersion: "
            "networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: "
            + spec + "\n");
        const TrustBoundary *space = boundaryNamed(result.model, QStringLiteral("default"));
        const Claim *claim = claimOf(m_world.schema, RecordKind::Boundary, space->properties,
                                     QStringLiteral("defaultDenyIngress"));
        return claim && claim->value == Value(true);
    };
    QVERIFY(denies("{podSelector: {}}"));
    QVERIFY(denies("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"));
    QVERIFY(
        denies("{podSelector: {matchExpressions: [{key: app, operator: In, values: [a, b]}]}}"));
    QVERIFY(!denies("{podSelector: {matchLabels: {app: a}}}"));
    QVERIFY(!denies("{podSelector: {}, ingress: [{}]}"));
    QVERIFY(!denies("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}"));
    QVERIFY(!denies("{podSelector: {}, policyTypes: [Egress]}"));
}

void tst_kubernetesrights::policiesSayWhoComes()
{
    const ImportResult result =
        m_world.importedManifest(manifestFile(QStringLiteral("policies.yaml")));
    const DataFlow *flow =
        flowBetween(result.model, QStringLiteral("teller"), QStringLiteral("ledger"));
    QVERIFY(flow && !flow->confirmed);
    QCOMPARE(result.model.interfaces.find(flow->interface)->name, QStringLiteral("7005/tcp"));
}

void tst_kubernetesrights::blockedFlowsAreTold()
{
    const ImportResult result =
        m_world.importedManifest(manifestFile(QStringLiteral("policies.yaml")));
    const DataFlow *flow =
        flowBetween(result.model, QStringLiteral("spy"), QStringLiteral("ledger"));
    QVERIFY(flow && flow->confirmed);
    QVERIFY(!flow->description.isEmpty());
    const QString messages = messagesOf(result.diagnostics);
    QVERIFY2(messages.contains(QStringLiteral("'spy' uses 'ledger', but no network policy")),
             qPrintable(messages));
    QVERIFY(!messages.contains(QStringLiteral("'teller' uses")));
}

void tst_kubernetesrights::gatewaysLeadToPods()
{
    const ImportResult result =
        m_world.importedManifest(manifestFile(QStringLiteral("gateway.yaml")));
    const ThreatModel &model = result.model;
    const Element *gateway = elementNamed(model, QStringLiteral("front"));
    QVERIFY(gateway && !gateway->implied);
    QCOMPARE(gateway->boundary, boundaryNamed(model, QStringLiteral("edge"))->id);
    QCOMPARE(gateway->assets.size(), 1);
    QCOMPARE(interfaceNames(model, QStringLiteral("front")),
             QStringList({QStringLiteral("443/tcp"), QStringLiteral("80/tcp"),
                          QStringLiteral("shop.example.com/cart")}));
    const DataFlow *inside = flowBetween(model, QStringLiteral("front"), QStringLiteral("cart"));
    QVERIFY(inside);
    QCOMPARE(model.interfaces.find(inside->interface)->name, QStringLiteral("8080/tcp"));
    QVERIFY(flowBetween(model, QStringLiteral("Internet clients"), QStringLiteral("front")));
    // A gateway of another group is another thing.
    QVERIFY(messagesOf(result.diagnostics)
                .contains(QStringLiteral("'Gateway.networking.istio.io' are not read")));
}

DRAWBRIDGE_TEST(tst_kubernetesrights)
#include "tst_kubernetesrights.moc"
