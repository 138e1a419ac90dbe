#include "model/import/kubernetes/kubernetesimporter.h"
#include "tests/model/import/importworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// What manifests say, as records with their lines.
class tst_kubernetesimporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognisesByContent();
    void namespacesHoldPods();
    void containerGoesBeforePod();
    void readsWhatProtectsAContainer();
    void readsWhatReachesTheNode();
    void claimsKnowTheirLine();
    void everyKindOfWorkload_data();
    void everyKindOfWorkload();
    void referencesGiveFlows();
    void ingressLeadsToPods();
    void servicesOpenPorts_data();
    void servicesOpenPorts();
    void secretsKeepNoValue();
    void storesAreKnownByTheirImage();
    void limitsComeFromTheNamespaceToo();
    void claimsLeadToHostFolders();
    void tellsKindsOfVolumesApart();
    void listsAndSeveralFiles();
    void unknownKindsAreNoted();
    void sameBytesSameModel();

private:
    Value boundaryValue(const ThreatModel &model, const QString &boundary,
                        const QString &property) const;
    ImportWorld m_world;
};

Value tst_kubernetesimporter::boundaryValue(const ThreatModel &model, const QString &boundary,
                                            const QString &property) const
{
    const TrustBoundary *found = boundaryNamed(model, boundary);
    const Claim *claim = found
        ? claimOf(m_world.schema, RecordKind::Boundary, found->properties, property)
        : nullptr;
    return claim ? claim->value : Value();
}

void tst_kubernetesimporter::recognisesByContent()
{
    const auto importer = makeKubernetesImporter();
    const QByteArray pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
    QCOMPARE(importer->recognises({QStringLiteral("a.yaml"), pod}), 90);
    QCOMPARE(importer->recognises({QStringLiteral("a.txt"), pod}), 60);
    QCOMPARE(importer->recognises({QStringLiteral("a.json"),
                                   R"({"apiVersion": "v1", "kind": "List", "items": []})"}),
             90);
    QCOMPARE(importer->recognises({QStringLiteral("compose.yaml"), "services:\n  a: {image: b}\n"}),
             0);
    QCOMPARE(importer->recognises({QStringLiteral("a.yaml"), "spec:\n  kind: a\n"}), 0);
}

void tst_kubernetesimporter::namespacesHoldPods()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    const ThreatModel &model = result.model;
    const TrustBoundary *cluster = boundaryNamed(model, QStringLiteral("Cluster"));
    const TrustBoundary *shop = boundaryNamed(model, QStringLiteral("shop"));
    const TrustBoundary *pod = boundaryNamed(model, QStringLiteral("api"));
    QVERIFY(cluster && shop && pod);
    QCOMPARE(shop->parent, cluster->id);
    QCOMPARE(shop->kind, BoundaryKind::Namespace);
    QVERIFY(!shop->implied);
    QCOMPARE(pod->parent, shop->id);
    QCOMPARE(pod->kind, BoundaryKind::Pod);
    // One container stands for its workload; several are told apart within their pod.
    QCOMPARE(elementNamed(model, QStringLiteral("web"))->boundary, shop->id);
    for (const char *name : {"api/migrate", "api/api", "api/metrics"})
        QCOMPARE(elementNamed(model, QLatin1String(name))->boundary, pod->id);
    QVERIFY(boundaryValue(model, QStringLiteral("shop"), QStringLiteral("podSecurityLevel"))
            == Value(u"baseline"));
    const TrustBoundary *nodes = boundaryNamed(model, QStringLiteral("Nodes"));
    QVERIFY(nodes && nodes->implied && nodes->parent == cluster->id);
}

void tst_kubernetesimporter::containerGoesBeforePod()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    const auto user = [&](const char *name) {
        return valueOf(m_world.schema, *elementNamed(result.model, QLatin1String(name)),
                       QStringLiteral("user"));
    };
    QVERIFY(user("web") == Value(u"1000"));
    QVERIFY(user("api/api") == Value(u"0"));
    QVERIFY(user("api/metrics") == Value(u"2000"));
}

void tst_kubernetesimporter::readsWhatProtectsAContainer()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    const Element &web = *elementNamed(result.model, QStringLiteral("web"));
    const auto value = [&](const char *property) {
        return valueOf(m_world.schema, web, QLatin1String(property));
    };
    QVERIFY(value("runAsNonRoot") == Value(true));
    QVERIFY(value("noNewPrivileges") == Value(true));
    QVERIFY(value("readOnlyRoot") == Value(true));
    QVERIFY(value("seccomp") == Value(u"default"));
    QVERIFY(value("capDrop") == Value(ValueList {u"ALL"}));
    QVERIFY(value("memoryLimit") == Value(qint64(268435456)));
    QVERIFY(value("cpuLimit") == Value(0.5));
    QVERIFY(value("healthCheck") == Value(u"defined"));
    QVERIFY(value("replicas") == Value(qint64(3)));
    // What the files do not say is not stored: the platform answers for it.
    QVERIFY(value("privileged").isNull());
    QCOMPARE(web.platform, QStringLiteral("kubernetes"));
}

void tst_kubernetesimporter::readsWhatReachesTheNode()
{
    const ImportResult result =
        m_world.importedManifest(manifestFile(QStringLiteral("node-agent.yaml")));
    const ThreatModel &model = result.model;
    const Element &agent = *elementNamed(model, QStringLiteral("agent"));
    const auto value = [&](const char *property) {
        return valueOf(m_world.schema, agent, QLatin1String(property));
    };
    for (const char *property : {"privileged", "hostNetwork", "hostPid", "hostIpc", "redundant"})
        QVERIFY2(value(property) == Value(true), property);
    QVERIFY(value("noNewPrivileges") == Value(false));
    QVERIFY(value("capAdd") == Value(ValueList {u"SYS_ADMIN", u"NET_ADMIN"}));
    QVERIFY(value("seccomp") == Value(u"unconfined"));
    QVERIFY(value("mandatoryAccess") == Value(u"unconfined"));
    const Value mounts = value("mounts");
    QCOMPARE(mounts.asList()->size(), 2);
    const Value root = mounts.asList()->first();
    QVERIFY(root.asMap()->value(QStringLiteral("source")) == Value(u"/"));
    QVERIFY(root.asMap()->value(QStringLiteral("kind")) == Value(u"bind"));
    QVERIFY(root.asMap()->value(QStringLiteral("propagation")) == Value(u"shared"));
    const Value published = value("publishedPorts");
    QCOMPARE(published.asList()->size(), 1);
    const DataFlow *socket =
        flowBetween(model, QStringLiteral("agent"), QStringLiteral("Kubelet and container runtime"),
                    FlowKind::ControlPlane);
    QVERIFY(socket && socket->confirmed);
    QVERIFY(flowBetween(model, QStringLiteral("Internet clients"), QStringLiteral("agent")));
    // Nobody declared this namespace: what its labels are is not known.
    const TrustBoundary *space = boundaryNamed(model, QStringLiteral("kube-agents"));
    QVERIFY(space && space->implied && space->platform.isEmpty());
}

void tst_kubernetesimporter::claimsKnowTheirLine()
{
    const QByteArray yaml = manifestFile(QStringLiteral("shop.yaml"));
    const ImportResult result = m_world.importedManifest(yaml);
    const Element &web = *elementNamed(result.model, QStringLiteral("web"));
    const Claim *claim = claimOf(m_world.schema, RecordKind::Element, web.properties,
                                 QStringLiteral("readOnlyRoot"));
    QVERIFY(claim && claim->provenance.claim == ClaimSource::File);
    const Source *source = result.model.sources.find(claim->provenance.source);
    QVERIFY(source && source->format == u"kubernetes" && source->path == u"app.yaml");
    const int line = source->lines.value(claim->provenance.keyPath);
    QVERIFY2(yaml.split('\n').value(line - 1).contains("readOnlyRootFilesystem"),
             qPrintable(QString::number(line)));
    const int begin = source->lines.value(web.sourceKey.key);
    QVERIFY(yaml.split('\n').value(begin - 1).contains("name: web"));
}

void tst_kubernetesimporter::everyKindOfWorkload_data()
{
    QTest::addColumn<QByteArray>("yaml");
    const QByteArray pod = "spec: {containers: [{name: c, image: x}]}";
    const QByteArray inTemplate = "spec: {template: {" + pod + "}}";
    for (const char *kind :
         {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"})
        QTest::newRow(kind) << QByteArray("apiVersion: v1\nkind: ") + kind
                + "\nmetadata: {name: w}\n" + inTemplate + "\n";
    QTest::newRow("Pod") << "apiVersion: v1\nkind: Pod\nmetadata: {name: w}\n" + pod + "\n";
    QTest::newRow("CronJob")
        << "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: w}\nspec: {jobTemplate: {"
            + inTemplate + "}}\n";
}

void tst_kubernetesimporter::everyKindOfWorkload()
{
    QFETCH(QByteArray, yaml);
    const ImportResult result = m_world.importedManifest(yaml);
    const Element *element = elementNamed(result.model, QStringLiteral("w"));
    QVERIFY(element && element->hasRuntime && !element->image.isEmpty());
    QVERIFY(result.diagnostics.isEmpty());
    QCOMPARE(element->technology.startsWith(u"batch"), yaml.contains("Job"));
}

void tst_kubernetesimporter::referencesGiveFlows()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    const ThreatModel &model = result.model;
    // A URL; a variable from a ConfigMap with its port beside; another namespace; a command with
    // the name of a single pod.
    struct Expected
    {
        const char *from;
        const char *to;
        const char *interface;
    };
    for (const Expected &expected :
         {Expected {"web", "api/api", "5000/tcp"}, Expected {"api/api", "db", "5432/tcp"},
          Expected {"api/api", "cache", "6379/tcp"}, Expected {"api/migrate", "db", "5432/tcp"},
          Expected {"report", "db", "5432/tcp"}}) {
        const DataFlow *flow =
            flowBetween(model, QLatin1String(expected.from), QLatin1String(expected.to));
        QVERIFY2(flow && flow->confirmed, expected.from);
        const Interface *interface = model.interfaces.find(flow->interface);
        QVERIFY2(interface, expected.from);
        QCOMPARE(interface->name, QLatin1String(expected.interface));
    }
    const auto flowValue = [&](const char *from, const char *to, const char *property) {
        const DataFlow *flow = flowBetween(model, QLatin1String(from), QLatin1String(to));
        const Claim *claim =
            claimOf(m_world.schema, RecordKind::Flow, flow->properties, QLatin1String(property));
        return claim ? claim->value : Value();
    };
    QVERIFY(flowValue("web", "api/api", "encryption") == Value(u"none"));
    QVERIFY(flowValue("api/migrate", "db", "encryption") == Value(u"none"));
    // The password beside the host is what opens the database.
    QVERIFY(!flowValue("api/api", "db", "credential").isNull());
    QVERIFY(!flowBetween(model, QStringLiteral("web"), QStringLiteral("db")));
}

void tst_kubernetesimporter::ingressLeadsToPods()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    const ThreatModel &model = result.model;
    const QString controller = QStringLiteral("Ingress controller (nginx)");
    const DataFlow *outside = flowBetween(model, QStringLiteral("Internet clients"), controller);
    const DataFlow *inside = flowBetween(model, controller, QStringLiteral("web"));
    QVERIFY(outside && inside);
    QCOMPARE(interfaceNames(model, controller),
             QStringList({QStringLiteral("443/tcp"), QStringLiteral("shop.example.com/")}));
    const Claim *encryption = claimOf(m_world.schema, RecordKind::Flow, outside->properties,
                                      QStringLiteral("encryption"));
    QVERIFY(encryption && encryption->value == Value(u"tls"));
    QCOMPARE(model.interfaces.find(inside->interface)->name, QStringLiteral("8080/tcp"));
    QVERIFY(!flowBetween(model, QStringLiteral("Internet clients"), QStringLiteral("web")));
}

void tst_kubernetesimporter::servicesOpenPorts_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<bool>("outside");
    QTest::newRow("ClusterIP") << QByteArray("ports: [{port: 80, targetPort: 8080}]") << false;
    QTest::newRow("NodePort") << QByteArray(
        "type: NodePort, ports: [{port: 80, targetPort: web, nodePort: 30080}]")
                              << true;
    QTest::newRow("LoadBalancer") << QByteArray(
        "type: LoadBalancer, ports: [{port: 80, targetPort: 8080}]")
                                  << true;
    QTest::newRow("for some") << QByteArray(
        "type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24], ports: [{port: 80, "
        "targetPort: 8080}]") << false;
}

void tst_kubernetesimporter::servicesOpenPorts()
{
    QFETCH(QByteArray, service);
    QFETCH(bool, outside);
    const ImportResult result = m_world.importedManifest(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: w, labels: {a: b}}\nspec: {containers: "
        "[{name: c, image: x, ports: [{name: web, containerPort: 8080}]}]}\n---\n"
        "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {a: b}, "
        + service + "}\n");
    const DataFlow *flow =
        flowBetween(result.model, QStringLiteral("Internet clients"), QStringLiteral("w"));
    QCOMPARE(flow != nullptr, outside);
    const Value ports = valueOf(m_world.schema, *elementNamed(result.model, QStringLiteral("w")),
                                QStringLiteral("publishedPorts"));
    QCOMPARE(!ports.isNull(), outside);
    if (outside)
        QCOMPARE(result.model.interfaces.find(flow->interface)->name, QStringLiteral("8080/tcp"));
}

void tst_kubernetesimporter::secretsKeepNoValue()
{
    const QByteArray yaml = manifestFile(QStringLiteral("shop.yaml"))
        + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: bad, namespace: shop}\nspec:\n"
          "  containers:\n    - {name: c, image: x, env: [{name: API_TOKEN, value: tok-9f8e7d6c}], "
          "command: [run, --password=s3cr3t-arg]}\n"
          "---\napiVersion: v1\nkind: Secret\nmetadata: {name: encoded, namespace: shop}\n"
          "data: {key: c2VjcmV0LXZhbHVlLWI2NA==}\n";
    const ImportResult result = m_world.importedManifest(yaml);
    const QString all = everythingIn(result);
    for (const char *value : {"hunter2", "tok-9f8e7d6c", "s3cr3t-arg", "c2VjcmV0", "secret-value"})
        QVERIFY2(!all.contains(QLatin1String(value)), value);
    const Value secrets =
        valueOf(m_world.schema, *elementNamed(result.model, QStringLiteral("bad")),
                QStringLiteral("envSecrets"));
    const Value reference =
        valueOf(m_world.schema, *elementNamed(result.model, QStringLiteral("db")),
                QStringLiteral("envSecrets"));
    QVERIFY(secrets.asList() && reference.asList());
    const Value kind = secrets.asList()->first().asMap()->value(QStringLiteral("kind"));
    const Value other = reference.asList()->first().asMap()->value(QStringLiteral("kind"));
    QVERIFY(kind == Value(u"literal"));
    QVERIFY(other == Value(u"secret-reference"));
    QVERIFY(boundaryValue(result.model, QStringLiteral("shop"), QStringLiteral("writtenSecrets"))
            == Value(ValueList {u"db", u"encoded"}));
    // One Secret is one credential, however many use it.
    int credentials = 0;
    for (const DataAsset &asset : result.model.assets)
        credentials += asset.name == u"db" ? 1 : 0;
    QCOMPARE(credentials, 1);
    QCOMPARE(elementNamed(result.model, QStringLiteral("db"))->assets.size(), 1);
}

void tst_kubernetesimporter::storesAreKnownByTheirImage()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    const Element &db = *elementNamed(result.model, QStringLiteral("db"));
    const Element &cache = *elementNamed(result.model, QStringLiteral("cache"));
    QCOMPARE(db.kind, ElementKind::DataStore);
    QCOMPARE(cache.technology, QStringLiteral("cache"));
    QVERIFY(valueOf(m_world.schema, db, QStringLiteral("requiresAuthentication")) == Value(true));
    QVERIFY(valueOf(m_world.schema, cache, QStringLiteral("requiresAuthentication"))
            == Value(false));
}

void tst_kubernetesimporter::limitsComeFromTheNamespaceToo()
{
    const ImportResult result = m_world.importedManifest(
        "apiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\nspec:\n  limits:\n"
        "    - {type: Container, default: {memory: 1G, cpu: 1500m}}\n---\n"
        "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: 10}}\n---\n"
        "apiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec: {containers: [{name: c, image: x, "
        "resources: {limits: {cpu: 2}}}]}\n");
    const Element &element = *elementNamed(result.model, QStringLiteral("w"));
    QVERIFY(valueOf(m_world.schema, element, QStringLiteral("memoryLimit"))
            == Value(qint64(1000000000)));
    QVERIFY(valueOf(m_world.schema, element, QStringLiteral("cpuLimit")) == Value(2.0));
    for (const char *property : {"quota", "limitRange"})
        QVERIFY(boundaryValue(result.model, QStringLiteral("default"), QLatin1String(property))
                == Value(true));
}

void tst_kubernetesimporter::claimsLeadToHostFolders()
{
    const ImportResult result = m_world.importedManifest(
        "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v}\nspec: {hostPath: {path: "
        "/etc/kubernetes}}\n---\n"
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\nspec: {volumeName: v}\n"
        "---\napiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec:\n  volumes: [{name: d, "
        "persistentVolumeClaim: {claimName: c}}]\n  containers: [{name: c, image: x, "
        "volumeMounts: [{name: d, mountPath: /d}]}]\n");
    const Value mounts = valueOf(m_world.schema, *elementNamed(result.model, QStringLiteral("w")),
                                 QStringLiteral("mounts"));
    QVERIFY(mounts.asList());
    const Value mount = mounts.asList()->first();
    QVERIFY(mount.asMap()->value(QStringLiteral("kind")) == Value(u"bind"));
    QVERIFY(mount.asMap()->value(QStringLiteral("source")) == Value(u"/etc/kubernetes"));
}

// "other" is left for storage that a manifest names by itself, past claims and drivers.
void tst_kubernetesimporter::tellsKindsOfVolumesApart()
{
    const ImportResult result = m_world.importedManifest(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec:\n  volumes:\n"
        "  - {name: nfs, nfs: {server: files, path: /}}\n"
        "  - {name: token, projected: {sources: []}}\n"
        "  - {name: labels, downwardAPI: {items: []}}\n"
        "  - {name: driver, csi: {driver: d}}\n"
        "  containers:\n  - name: c\n    image: i\n    volumeMounts:\n"
        "    - {name: nfs, mountPath: /1}\n    - {name: token, mountPath: /2}\n"
        "    - {name: labels, mountPath: /3}\n    - {name: driver, mountPath: /4}\n"
        "    - {name: missing, mountPath: /5}\n");
    const Value mounts = valueOf(m_world.schema, *elementNamed(result.model, QStringLiteral("w")),
                                 QStringLiteral("mounts"));
    QVERIFY(mounts.asList());
    QStringList kinds;
    for (const Value &mount : *mounts.asList())
        kinds += mount.asMap()->value(QStringLiteral("kind")).toDisplayString();
    QCOMPARE(
        kinds,
        QStringList({QStringLiteral("other"), QStringLiteral("config"), QStringLiteral("config"),
                     QStringLiteral("volume"), QStringLiteral("volume")}));
}

void tst_kubernetesimporter::listsAndSeveralFiles()
{
    const QByteArray list =
        R"({"apiVersion": "v1", "kind": "List", "items": [
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "one", "labels": {"a": "b"}},
             "spec": {"containers": [{"name": "c", "image": "redis:7"}]}},
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "store"},
             "spec": {"selector": {"a": "b"}, "ports": [{"port": 6379}]}}]})";
    const QByteArray other =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: two}\nspec: {containers: "
        "[{name: c, image: y, env: [{name: STORE_ADDR, value: 'store:6379'}]}]}\n";
    const Result<ImportResult> result = m_world.kubernetes(
        QList<ImportFile> {{QStringLiteral("a.json"), list}, {QStringLiteral("b.yaml"), other}});
    QVERIFY(result);
    QVERIFY(flowBetween(result->model, QStringLiteral("two"), QStringLiteral("one")));
    QCOMPARE(result->model.sources.size(), 2);
    // A file that cannot be read does not take the others with it.
    const Result<ImportResult> partial = m_world.kubernetes(QList<ImportFile> {
        {QStringLiteral("a.yaml"), "kind: [\n"}, {QStringLiteral("b.yaml"), other}});
    QVERIFY(partial);
    QVERIFY(elementNamed(partial->model, QStringLiteral("two")));
    QVERIFY(messagesOf(partial->diagnostics).contains(QStringLiteral("a.yaml")));
}

void tst_kubernetesimporter::unknownKindsAreNoted()
{
    const ImportResult result = m_world.importedManifest(manifestFile(QStringLiteral("shop.yaml")));
    QVERIFY(boundaryNamed(result.model, QStringLiteral("tools"))
                ->description.contains(QStringLiteral("Widget.example.com blue")));
    QVERIFY(messagesOf(result.diagnostics).contains(QStringLiteral("'Widget.example.com'")));
}

void tst_kubernetesimporter::sameBytesSameModel()
{
    const QByteArray yaml = manifestFile(QStringLiteral("shop.yaml"));
    const ImportResult first = m_world.importedManifest(yaml);
    const ImportResult second = m_world.importedManifest(yaml);
    QVERIFY(first.model == second.model);
    // Another order of the documents gives the same records.
    QList<QByteArray> documents;
    for (qsizetype at = 0, next = 0; next >= 0; at = next + 4) {
        next = yaml.indexOf("---\n", at);
        documents.prepend(next < 0 ? yaml.mid(at) : yaml.mid(at, next - at));
    }
    const ImportResult turned = m_world.importedManifest(documents.join("---\n"));
    const auto ids = [](const auto &table) {
        QStringList list;
        for (const auto &record : table)
            list += record.id.toString();
        return list;
    };
    QCOMPARE(ids(turned.model.elements), ids(first.model.elements));
    QCOMPARE(ids(turned.model.flows), ids(first.model.flows));
    QCOMPARE(ids(turned.model.boundaries), ids(first.model.boundaries));
    QCOMPARE(ids(turned.model.interfaces), ids(first.model.interfaces));
}

DRAWBRIDGE_TEST(tst_kubernetesimporter)
#include "tst_kubernetesimporter.moc"
