#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

static constexpr qsizetype MaximumFlows = 100'000;

// "DB_HOST" -> "DB": what the variables of one connection have in common.
static QString connectionOf(const QString &variable)
{
    const qsizetype bar = variable.lastIndexOf(u'_');
    return bar <= 0 ? QString() : variable.first(bar);
}

static AssetId credentialNear(const ContainerRecords &container, const Variable &variable)
{
    if (!variable.credential.isEmpty())
        return variable.credential;
    const QString prefix = connectionOf(variable.name);
    for (const Variable &other : container.variables) {
        if (!prefix.isEmpty() && other.secret && other.name.startsWith(prefix + u'_'))
            return other.credential;
    }
    return {};
}

static int portNear(const ContainerRecords &container, const Variable &variable)
{
    const Variable *found =
        container.variable(connectionOf(variable.name) + QStringLiteral("_PORT"));
    const int port = found ? found->value.toInt() : 0;
    return port > 0 && port < 65536 ? port : 0;
}

// The names by which a Service is found from another namespace, and pods of a StatefulSet by their
// own.
void KubernetesModel::collectHosts()
{
    const auto add = [this](const QString &name, const QString &space, const QString &service) {
        const QString host = name.toLower() + u'.' + space.toLower();
        m_hosts.insert(host, service);
        m_hosts.insert(host + QStringLiteral(".svc"), service);
        m_hosts.insert(host + QStringLiteral(".svc.cluster.local"), service);
    };
    for (const auto &[key, service] : m_services)
        add(service.manifest.name, service.manifest.space, key);
    static constexpr qint64 MaximumOrdinals = 16;
    for (const Workload &workload : m_workloads) {
        const Manifest &manifest = workload.manifest;
        const QString service = field(manifest.spec(), u"serviceName").text();
        if (manifest.kind != u"StatefulSet" || !findService(manifest.space, service))
            continue;
        const qint64 count = field(manifest.spec(), u"replicas").toInt().value_or(1);
        for (qint64 i = 0; i < std::min(count, MaximumOrdinals); ++i)
            add(manifest.name + u'-' + QString::number(i) + u'.' + service, manifest.space,
                manifest.space + u'.' + service);
    }
}

// From inside a namespace its own services answer to their bare names.
QHash<QString, QString> KubernetesModel::hostsFor(const QString &space) const
{
    QHash<QString, QString> known = m_hosts;
    const QString ending = u'.' + space.toLower();
    for (auto it = m_hosts.begin(); it != m_hosts.end(); ++it) {
        if (it.key().endsWith(ending))
            known.insert(it.key().chopped(ending.size()), *it);
    }
    return known;
}

void KubernetesModel::addFlows()
{
    collectHosts();
    QMap<QString, QHash<QString, QString>> bySpace;
    for (Workload &workload : m_workloads) {
        const QString &space = workload.manifest.space;
        // A thousand namespaces with all their names each would be too much to keep.
        if (!bySpace.contains(space)) {
            if (bySpace.size() > 8)
                bySpace.clear();
            bySpace.insert(space, hostsFor(space));
        }
        const QHash<QString, QString> known = bySpace.value(space);
        for (ContainerRecords &container : workload.containers)
            addFlowsOf(workload, container, known);
    }
}

QList<HostUse> KubernetesModel::usesIn(const ContainerRecords &container,
                                       const QHash<QString, QString> &known) const
{
    QList<HostUse> uses;
    const auto note = [&](const HostReference &found, const ClaimPlace &from,
                          const AssetId &credential) {
        uses.append({known.value(found.host.toLower()), found, false, credential, from});
    };
    for (const Variable &variable : container.variables) {
        for (HostReference found : findHosts(variable.value, known, namesAddress(variable.name))) {
            if (found.port == 0 && found.scheme.isEmpty())
                found.port = portNear(container, variable);
            note(found, variable.place, credentialNear(container, variable));
        }
    }
    const TreeNode command = field(container.node, u"command");
    const TreeNode arguments = field(container.node, u"args");
    const ClaimPlace from {container.element.sourceKey.source,
                           container.key + QStringLiteral(".command"),
                           command.isSequence() ? command.line() : arguments.line()};
    for (const QString &word : textList(command) + textList(arguments)) {
        for (const HostReference &found : findHosts(word, known, false))
            note(found, from, {});
    }
    return uses;
}

// Hosts in the files that ConfigMaps put into a container: settings of proxies and the like.
QList<HostUse> KubernetesModel::usesInFiles(const Workload &workload,
                                            const ContainerRecords &container,
                                            const QHash<QString, QString> &known) const
{
    static constexpr qsizetype MaximumFiles = 100;
    QList<HostUse> uses;
    QSet<QString> mounted;
    for (const TreeNode &mount : itemsOf(field(container.node, u"volumeMounts")))
        mounted.insert(field(mount, u"name").text());
    for (const TreeNode &volume : itemsOf(field(workload.pod, u"volumes"))) {
        const QString name = shown(fieldAt(volume, {u"configMap", u"name"}).text());
        const Manifest *object = !name.isEmpty() && mounted.contains(field(volume, u"name").text())
            ? findManifest(QStringLiteral("ConfigMap"), workload.manifest.space, name)
            : nullptr;
        const TreeNode data = object ? field(object->node, u"data") : TreeNode();
        for (qsizetype i = 0; data.isMapping() && i < std::min(data.size(), MaximumFiles); ++i) {
            for (const HostReference &found : findHosts(data.at(i).text(), known, false))
                uses.append({known.value(found.host.toLower()),
                             found,
                             true,
                             {},
                             place(*object, data.at(i).line(), QStringLiteral("data"))});
        }
    }
    return uses;
}

void KubernetesModel::addFlowsOf(const Workload &workload, ContainerRecords &container,
                                 const QHash<QString, QString> &known)
{
    const QList<HostUse> uses = usesIn(container, known) + usesInFiles(workload, container, known);
    QSet<QString> withPort;
    for (const HostUse &use : uses) {
        if (use.reference.port > 0)
            withPort.insert(use.service);
    }
    for (const HostUse &use : uses) {
        // A mention without a port adds nothing to one that has it.
        if (use.reference.port > 0 || !withPort.contains(use.service))
            addUse(container, use);
    }
}

void KubernetesModel::describeUse(DataFlow &flow, const HostUse &use)
{
    const HostReference &reference = use.reference;
    m_records.noteLine(use.place);
    if (!reference.scheme.isEmpty())
        sayOf(flow, u"protocol", shown(reference.scheme), use.place);
    const QString encryption =
        reference.encryption.isEmpty() ? encryptionOf(reference.scheme) : reference.encryption;
    if (!encryption.isEmpty())
        sayOf(flow, u"encryption", encryption, use.place);
    if (reference.hasPassword)
        sayOf(flow, u"sourceAuthentication", QStringLiteral("password"), use.place);
    if (!use.credential.isEmpty()) {
        sayOf(flow, u"credential", use.credential.toString(), use.place);
        m_grants[use.credential].insert(flow.target);
    }
}

void KubernetesModel::addUse(const ContainerRecords &container, const HostUse &use)
{
    const auto found = m_services.find(use.service);
    if (found == m_services.end() || m_flows.size() > MaximumFlows)
        return;
    const ServiceRecords &service = found->second;
    const QString key = container.key + QStringLiteral(".flows.") + use.service;
    const auto connect = [&](const QString &flowKey, const ElementId &target,
                             const InterfaceId &interface) {
        const bool isNew = !m_flows.count(flowKey);
        DataFlow &flow =
            addFlow(flowKey, container.element.id, target, FlowKind::Network, use.place);
        // What stands in a file of settings may be an example, or one of many.
        flow.confirmed = (!isNew && flow.confirmed) || !use.inFile;
        if (flow.interface.isEmpty())
            flow.interface = interface;
        describeUse(flow, use);
    };
    if (!service.external.isEmpty())
        return connect(key, service.external, {});
    const HostReference &reference = use.reference;
    const int port = reference.port > 0 ? reference.port : defaultPortOf(reference.scheme);
    for (const ServiceTarget &target :
         targetsOf(service, port > 0 ? QString::number(port) : QString())) {
        if (target.container->element.id == container.element.id)
            continue;
        QString flowKey = key + u'.' + m_workloads[target.workload].manifest.name;
        if (reference.port > 0)
            flowKey += u'.' + QString::number(reference.port);
        connect(flowKey, target.container->element.id,
                target.interface.isEmpty() ? InterfaceId()
                                           : target.container->interfaces.at(target.interface).id);
    }
}

} // namespace drawbridge::kubernetes
