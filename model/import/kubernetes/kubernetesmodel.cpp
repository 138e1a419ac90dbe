#include "model/import/kubernetes/kubernetesmodel.h"

#include <QCryptographicHash>

#include <algorithm>

namespace drawbridge::kubernetes {

KubernetesModel::KubernetesModel(ManifestReading &reading, QString keyPrefix)
    : m_reading(reading)
    , m_records(reading.context, std::move(keyPrefix))
{
    for (const ImportFile &file : reading.files)
        m_sources += m_records.addSource(
            QStringLiteral("kubernetes"), file.path,
            QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex());
    for (qsizetype i = 0; i < reading.manifests.size(); ++i)
        m_manifests.insert(reading.manifests[i].key(), i);
}

ClaimPlace KubernetesModel::place(const Manifest &manifest, int line, const QString &path) const
{
    ClaimPlace found;
    if (manifest.file >= 0 && manifest.file < m_sources.size())
        found.source = m_sources[manifest.file];
    found.keyPath = path.isEmpty() ? manifest.key() : manifest.key() + u'.' + path;
    found.line = line;
    return found;
}

SourceKey KubernetesModel::sourceKey(const Manifest &manifest, const QString &key) const
{
    return {place(manifest, 0).source, key};
}

void KubernetesModel::say(ContainerRecords &container, const char16_t *property, const Value &value,
                          const ClaimPlace &from, bool partial)
{
    m_records.set(container.element.properties, RecordKind::Element, QString::fromUtf16(property),
                  value, ClaimSource::File, from, partial);
}

void KubernetesModel::sayOf(DataFlow &flow, const char16_t *property, const Value &value,
                            const ClaimPlace &from)
{
    m_records.set(flow.properties, RecordKind::Flow, QString::fromUtf16(property), value,
                  ClaimSource::File, from);
}

DataFlow &KubernetesModel::addFlow(const QString &key, const ElementId &from, const ElementId &to,
                                   FlowKind kind, const ClaimPlace &because)
{
    const auto known = m_flows.find(key);
    if (known != m_flows.end())
        return known->second;
    DataFlow flow;
    flow.id = FlowId(m_records.id('f', key));
    flow.source = from;
    flow.target = to;
    flow.kind = kind;
    flow.sourceKey = {because.source, key};
    m_records.noteLine({because.source, key, because.line});
    return m_flows.emplace(key, std::move(flow)).first->second;
}

const Manifest *KubernetesModel::findManifest(const QString &kind, const QString &space,
                                              const QString &name) const
{
    const QString key = space.isEmpty() ? kind + u'.' + name : kind + u'.' + space + u'.' + name;
    const auto found = m_manifests.constFind(key);
    return found == m_manifests.constEnd() ? nullptr : &m_reading.manifests[*found];
}

Result<ImportResult> KubernetesModel::build()
{
    addCluster();
    addNamespaces();
    addControlPlane();
    addSecrets();
    addWorkloads();
    addServices();
    addFlows();
    addIngresses();
    addGateways();
    addRoutes();
    addHostPorts();
    addAccounts();
    addPolicies();
    addSharedVolumes();
    addRuntimeSockets();
    addRegistries();
    describeQuotas();
    noteUnread();
    if (m_reading.cancelled())
        return Error {ErrorCode::Cancelled, QStringLiteral("cancelled"), {}};
    finish();
    return ImportResult {std::move(m_records.model), m_reading.diagnostics + m_records.diagnostics};
}

void KubernetesModel::finish()
{
    finishSecrets();
    ThreatModel &model = m_records.model;
    model.boundaries.put(m_cluster);
    model.boundaries.put(m_nodes);
    for (const TrustBoundary &space : std::as_const(m_namespaces))
        model.boundaries.put(space);
    for (const TrustBoundary &pod : m_pods)
        model.boundaries.put(pod);
    for (const Image &image : std::as_const(m_images))
        model.images.put(image);
    for (Workload &workload : m_workloads) {
        for (ContainerRecords &container : workload.containers) {
            if (!container.publishedPorts.isEmpty())
                say(container, u"publishedPorts", container.publishedPorts,
                    container.publishedPlace);
            std::sort(container.element.assets.begin(), container.element.assets.end());
            model.elements.put(container.element);
            for (const auto &[name, interface] : container.interfaces)
                model.interfaces.put(interface);
        }
    }
    for (const auto &[key, records] : m_identities)
        model.identities.put(records.identity);
    for (auto &[key, element] : m_others) {
        std::sort(element.assets.begin(), element.assets.end());
        model.elements.put(element);
    }
    for (const auto &[key, interface] : m_proxyInterfaces)
        model.interfaces.put(interface);
    for (const auto &[key, flow] : m_flows)
        model.flows.put(flow);
    m_records.finish();
}

} // namespace drawbridge::kubernetes
