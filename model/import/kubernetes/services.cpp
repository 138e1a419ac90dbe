#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

namespace {

// Pods that a Service may lead to in one import; a selector may choose every workload of many.
constexpr qsizetype MaximumTargets = 200'000;

// Annotations by which the clouds keep a load balancer inside.
bool isInternalBalancer(const Manifest &manifest)
{
    const QMap<QString, QString> notes =
        textMap(fieldAt(manifest.node, {u"metadata", u"annotations"}));
    for (auto it = notes.begin(); it != notes.end(); ++it) {
        const bool about = it.key().contains(QStringLiteral("load-balancer-internal"))
            || it.key().contains(QStringLiteral("load-balancer-type"))
            || it.key().contains(QStringLiteral("load-balancer-scheme"))
            || it.key().endsWith(QStringLiteral("internal-load-balancer"));
        const QString value = it->toLower();
        if (about && (value == u"true" || value == u"internal" || value == u"0.0.0.0/0"))
            return true;
    }
    return false;
}

ValueMap nodePortValue(qint64 nodePort, const QString &interface)
{
    const QString transport = interface.section(u'/', 1);
    return {{QStringLiteral("hostIp"), QStringLiteral("0.0.0.0")},
            {QStringLiteral("hostPort"), nodePort},
            {QStringLiteral("port"), interface.section(u'/', 0, 0).toLongLong()},
            {QStringLiteral("protocol"), transport}};
}

void publish(ContainerRecords &container, Value port, const ClaimPlace &place)
{
    if (container.publishedPorts.isEmpty())
        container.publishedPlace = place;
    if (!container.publishedPorts.contains(port))
        container.publishedPorts.append(std::move(port));
}

} // namespace

void KubernetesModel::addServices()
{
    QHash<QString, QList<size_t>> bySpace;
    for (size_t i = 0; i < m_workloads.size(); ++i)
        bySpace[m_workloads[i].manifest.space].append(i);
    qsizetype targets = 0;
    for (qsizetype index : m_reading.ofKind(QStringLiteral("Service"))) {
        const Manifest &manifest = m_reading.manifests[index];
        ServiceRecords service;
        service.manifest = manifest;
        const TreeNode selector = field(manifest.spec(), u"selector");
        const Selector chosen = Selector::ofLabels(selector);
        if (field(manifest.spec(), u"type").text() == u"ExternalName") {
            addExternalName(service);
        } else if (!chosen.isEmpty()) {
            for (size_t workload : bySpace.value(manifest.space)) {
                const bool fits = chosen.matches(m_workloads[workload].labels);
                if (fits && ++targets <= MaximumTargets)
                    service.workloads += workload;
            }
            if (service.workloads.isEmpty())
                m_reading.information(
                    manifest, manifest.line(),
                    QStringLiteral("the Service '%1' chooses no workload of these "
                                   "files")
                        .arg(manifest.name));
        }
        m_services.emplace(manifest.space + u'.' + manifest.name, std::move(service));
    }
    for (const auto &[key, service] : m_services)
        addEntrance(service);
}

void KubernetesModel::addExternalName(ServiceRecords &service)
{
    const Manifest &manifest = service.manifest;
    const TreeNode host = field(manifest.spec(), u"externalName");
    if (host.text().isEmpty())
        return;
    const QString key = manifest.key() + QStringLiteral(".external");
    Element element;
    element.id = ElementId(m_records.id('e', key));
    element.kind = ElementKind::ExternalEntity;
    element.name = shown(host.text());
    element.description = QStringLiteral("Outside, called '%1' inside.").arg(manifest.name);
    element.technology = QStringLiteral("third-party-service");
    element.sourceKey = sourceKey(manifest, key);
    m_records.noteLine(place(manifest, host.line(), QStringLiteral("external")));
    service.external = element.id;
    m_others.emplace(key, std::move(element));
}

const ServiceRecords *KubernetesModel::findService(const QString &space, const QString &name) const
{
    const auto found = m_services.find(space + u'.' + name);
    return found == m_services.end() ? nullptr : &found->second;
}

// Where one port of a Service leads: to the container that declares it, else to the main one.
QList<ServiceTarget> KubernetesModel::targetsOfPort(const ServiceRecords &service,
                                                    const TreeNode &port)
{
    QList<ServiceTarget> targets;
    const TreeNode wanted = field(port, u"targetPort");
    const QString protocol = field(port, u"protocol").text();
    const std::optional<qint64> number =
        wanted.isMissing() || wanted.isNull() ? field(port, u"port").toInt() : wanted.toInt();
    const bool valid = number && *number >= 1 && *number <= 65535;
    for (size_t index : service.workloads) {
        Workload &workload = m_workloads[index];
        ServiceTarget target {index, workload.mainContainer(), {}};
        for (ContainerRecords &container : workload.containers) {
            const QString named = container.portNames.value(wanted.text());
            const QString spelled = valid ? portName(*number, protocol) : named;
            if (container.initial || spelled.isEmpty() || !container.interfaces.count(spelled))
                continue;
            target = {index, &container, spelled};
            break;
        }
        if (target.container && target.interface.isEmpty() && valid) {
            target.interface = portName(*number, protocol);
            interfaceOf(*target.container, target.interface,
                        place(service.manifest, port.line(), QStringLiteral("ports")),
                        ClaimSource::File);
        }
        if (target.container)
            targets += target;
    }
    return targets;
}

// `port` is a number or a name; empty means the only one, or any.
QList<ServiceTarget> KubernetesModel::targetsOf(const ServiceRecords &service, const QString &port)
{
    const std::vector<TreeNode> ports = itemsOf(service.ports());
    for (const TreeNode &item : ports) {
        const bool fits =
            field(item, u"port").text() == port || field(item, u"name").text() == port;
        if (fits || (port.isEmpty() && ports.size() == 1))
            return targetsOfPort(service, item);
    }
    QList<ServiceTarget> targets;
    for (size_t index : service.workloads) {
        if (ContainerRecords *container = m_workloads[index].mainContainer())
            targets.append({index, container, {}});
    }
    return targets;
}

void KubernetesModel::addEntrance(const ServiceRecords &service)
{
    const Manifest &manifest = service.manifest;
    const QString type = field(manifest.spec(), u"type").text();
    const bool outside = type == u"NodePort" || type == u"LoadBalancer"
        || !itemsOf(field(manifest.spec(), u"externalIPs")).empty();
    for (const TreeNode &port : itemsOf(service.ports())) {
        if (outside)
            addEntranceAt(service, port);
        else
            (void)targetsOfPort(service, port);
    }
    if (type == u"LoadBalancer" && isInternalBalancer(manifest))
        m_reading.information(manifest, manifest.line(),
                              QStringLiteral("the load balancer of '%1' stays inside its network; "
                                             "it counts as no entrance from the internet")
                                  .arg(manifest.name));
}

void KubernetesModel::addEntranceAt(const ServiceRecords &service, const TreeNode &port)
{
    const Manifest &manifest = service.manifest;
    const bool balanced = field(manifest.spec(), u"type").text() == u"LoadBalancer";
    if (balanced && isInternalBalancer(manifest))
        return;
    const ClaimPlace from = place(manifest, port.line(), QStringLiteral("ports"));
    const qint64 nodePort = field(port, u"nodePort").toInt().value_or(0);
    const qint64 listed = balanced ? field(port, u"port").toInt().value_or(0) : nodePort;
    // Ranges that a load balancer lets in are no longer everybody.
    const bool restricted =
        !textList(field(manifest.spec(), u"loadBalancerSourceRanges")).isEmpty();
    for (const ServiceTarget &target : targetsOfPort(service, port)) {
        if (target.interface.isEmpty())
            continue;
        const InterfaceId interface = target.container->interfaces.at(target.interface).id;
        if (restricted) {
            m_reading.information(
                manifest, port.line(),
                QStringLiteral("the load balancer of '%1' lets only some addresses "
                               "in; who they are is not known")
                    .arg(manifest.name));
            continue;
        }
        publish(*target.container, nodePortValue(listed, target.interface), from);
        addInternetFlow(manifest.key() + u'.' + target.container->key + u'.' + target.interface,
                        target.container->element.id, interface, from, true);
    }
}

// Ports that a pod opens on its node by itself.
void KubernetesModel::addHostPorts()
{
    for (Workload &workload : m_workloads) {
        const bool onHost = field(workload.pod, u"hostNetwork").toBool().value_or(false);
        for (ContainerRecords &container : workload.containers) {
            for (const TreeNode &item : itemsOf(field(container.node, u"ports"))) {
                const qint64 inside = field(item, u"containerPort").toInt().value_or(0);
                const qint64 outside = field(item, u"hostPort").toInt().value_or(0);
                const QString name = portName(inside, field(item, u"protocol").text());
                const QString address = field(item, u"hostIP").text();
                const bool local = address.startsWith(u"127.") || address == u"::1";
                if (!container.interfaces.count(name) || outside < 1 || outside > 65535)
                    continue;
                ValueMap port = nodePortValue(outside, name);
                if (!address.isEmpty())
                    port.insert(QStringLiteral("hostIp"), shown(address));
                const ClaimPlace from {container.element.sourceKey.source,
                                       container.key + QStringLiteral(".hostPorts"), item.line()};
                publish(container, port, from);
                if (!local)
                    addInternetFlow(container.key + u'.' + name, container.element.id,
                                    container.interfaces.at(name).id, from, true);
            }
            if (!onHost || container.initial)
                continue;
            // On the nodes' network everything that it listens on is open; whether it does is a
            // guess.
            const ClaimPlace from =
                place(workload.manifest, workload.pod.line(), QStringLiteral("pod.hostNetwork"));
            for (const auto &[name, interface] : container.interfaces)
                addInternetFlow(container.key + u'.' + name, container.element.id, interface.id,
                                from, false);
        }
    }
}

} // namespace drawbridge::kubernetes
