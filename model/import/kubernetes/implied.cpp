#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

#include <QDir>

namespace drawbridge::kubernetes {

namespace {

Element impliedElement(RecordAssembly &records, const QString &key, const QString &name,
                       const QString &technology, const SourceKey &source)
{
    Element element;
    element.id = ElementId(records.id('e', key));
    element.name = name;
    element.technology = technology;
    element.implied = true;
    element.sourceKey = source;
    return element;
}

// Whether a folder of a node is, or holds, the socket of its container runtime.
bool leadsToSocket(const QString &hostPath, bool *folderAbove)
{
    *folderAbove = false;
    for (const char16_t *socket : {u"docker.sock", u"podman.sock", u"containerd.sock", u"crio.sock",
                                   u"cri-dockerd.sock", u"dockershim.sock"}) {
        if (hostPath.endsWith(QString::fromUtf16(socket)))
            return true;
    }
    const QString path = QDir::cleanPath(hostPath);
    for (const char16_t *folder : {u"/", u"/var", u"/var/run", u"/run", u"/run/containerd",
                                   u"/run/crio", u"/var/run/containerd", u"/var/run/crio"}) {
        if (path == folder)
            *folderAbove = true;
    }
    return *folderAbove;
}

} // namespace

void KubernetesModel::addControlPlane()
{
    const Manifest &first = m_reading.manifests.first();
    const ClaimPlace from = place(first, first.line());
    const auto put = [this](Element element) {
        const ElementId id = element.id;
        m_others.emplace(element.sourceKey.key, std::move(element));
        return id;
    };
    const QString apiKey = QStringLiteral("implied.api");
    Element api = impliedElement(m_records, apiKey, QStringLiteral("Kubernetes API"),
                                 QStringLiteral("orchestrator"), sourceKey(first, apiKey));
    api.boundary = m_cluster.id;
    m_api = put(api);
    const QString runtimeKey = QStringLiteral("implied.runtime");
    Element runtime =
        impliedElement(m_records, runtimeKey, QStringLiteral("Kubelet and container runtime"),
                       QStringLiteral("container-runtime"), sourceKey(first, runtimeKey));
    runtime.boundary = m_nodes.id;
    m_runtime = put(runtime);
    const QString operatorKey = QStringLiteral("implied.operator");
    Element person = impliedElement(m_records, operatorKey, QStringLiteral("Operator"),
                                    QStringLiteral("person"), sourceKey(first, operatorKey));
    person.kind = ElementKind::ExternalEntity;
    m_records.set(person.properties, RecordKind::Element, QStringLiteral("trust"),
                  QStringLiteral("own"), ClaimSource::File, from);
    const ElementId operatorId = put(person);

    DataFlow &deploys = addFlow(QStringLiteral("implied.operator.api"), operatorId, m_api,
                                FlowKind::ControlPlane, from);
    deploys.name = QStringLiteral("Deploys and administers");
    deploys.implied = true;
    DataFlow &starts = addFlow(QStringLiteral("implied.api.runtime"), m_api, m_runtime,
                               FlowKind::ControlPlane, from);
    starts.name = QStringLiteral("Starts pods");
    starts.implied = true;

    const QString socketKey = runtimeKey + QStringLiteral(".socket");
    Interface socket;
    socket.id = InterfaceId(m_records.id('p', socketKey));
    socket.owner = m_runtime;
    socket.kind = InterfaceKind::Socket;
    socket.name = QStringLiteral("container runtime socket");
    socket.sourceKey = sourceKey(first, socketKey);
    m_records.set(socket.properties, RecordKind::Interface, QStringLiteral("administrative"), true,
                  ClaimSource::File, from);
    m_runtimeSocket = socket.id;
    m_records.model.interfaces.put(socket);
}

DataFlow &KubernetesModel::addInternetFlow(const QString &key, const ElementId &target,
                                           const InterfaceId &interface, const ClaimPlace &from,
                                           bool confirmed)
{
    if (m_internet.isEmpty()) {
        const QString boundaryKey = QStringLiteral("implied.internet");
        TrustBoundary internet;
        internet.id = BoundaryId(m_records.id('b', boundaryKey));
        internet.kind = BoundaryKind::Internet;
        internet.name = QStringLiteral("Internet");
        internet.implied = true;
        internet.sourceKey = {from.source, boundaryKey};
        m_records.model.boundaries.put(internet);
        const QString clientKey = QStringLiteral("implied.internet-client");
        Element client =
            impliedElement(m_records, clientKey, QStringLiteral("Internet clients"),
                           QStringLiteral("generic-external"), {from.source, clientKey});
        client.kind = ElementKind::ExternalEntity;
        client.boundary = internet.id;
        m_records.set(client.properties, RecordKind::Element, QStringLiteral("trust"),
                      QStringLiteral("public"), ClaimSource::File, from);
        m_internet = client.id;
        m_others.emplace(clientKey, std::move(client));
    }
    DataFlow &flow = addFlow(QStringLiteral("implied.internet.") + key, m_internet, target,
                             FlowKind::Network, from);
    flow.interface = interface;
    flow.confirmed = confirmed;
    flow.implied = true;
    return flow;
}

void KubernetesModel::addRegistries()
{
    QMap<QString, ClaimPlace> registries;
    for (const Workload &workload : m_workloads) {
        for (const ContainerRecords &container : workload.containers) {
            const QString &registry = container.image.registry;
            if (!registry.isEmpty() && registry != u"localhost" && !registries.contains(registry))
                registries.insert(registry,
                                  {container.element.sourceKey.source,
                                   {},
                                   field(container.node, u"image").line()});
        }
    }
    for (auto it = registries.begin(); it != registries.end(); ++it) {
        const QString name = shown(it.key());
        const QString key = QStringLiteral("implied.registry.") + name;
        Element registry =
            impliedElement(m_records, key, name, QStringLiteral("registry"), {it->source, key});
        registry.kind = ElementKind::DataStore;
        registry.description = QStringLiteral("Where images are pulled from.");
        m_records.noteLine({it->source, key, it->line});
        DataFlow &flow =
            addFlow(key + QStringLiteral(".pull"), m_runtime, registry.id, FlowKind::Build, *it);
        flow.name = QStringLiteral("Pulls images");
        flow.implied = true;
        m_others.emplace(key, std::move(registry));
    }
}

void KubernetesModel::addRuntimeSockets()
{
    for (const Workload &workload : m_workloads) {
        for (const ContainerRecords &container : workload.containers) {
            for (const TreeNode &mount : itemsOf(field(container.node, u"volumeMounts"))) {
                const QString path = hostPathOf(workload, field(mount, u"name").text());
                bool folderAbove = false;
                if (path.isEmpty() || !leadsToSocket(path, &folderAbove))
                    continue;
                const ClaimPlace from {container.element.sourceKey.source,
                                       container.key + QStringLiteral(".runtime"), mount.line()};
                const QString key = container.key + QStringLiteral(".runtime");
                const bool isNew = !m_flows.count(key);
                DataFlow &flow =
                    addFlow(key, container.element.id, m_runtime, FlowKind::ControlPlane, from);
                flow.interface = m_runtimeSocket;
                // A folder that holds the socket makes it reachable; using it is another matter.
                flow.confirmed = (!isNew && flow.confirmed) || !folderAbove;
                sayOf(flow, u"allowedOperations", ValueList {QStringLiteral("all")}, from);
            }
        }
    }
}

} // namespace drawbridge::kubernetes
