#include "model/import/hostreferences.h"
#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

#include <algorithm>

namespace drawbridge::kubernetes {

static constexpr qsizetype MaximumContainers = 200;

ContainerRecords *Workload::mainContainer()
{
    for (ContainerRecords &container : containers) {
        if (!container.initial)
            return &container;
    }
    return containers.empty() ? nullptr : &containers.front();
}

void KubernetesModel::addWorkloads()
{
    for (const Manifest &manifest : std::as_const(m_reading.manifests)) {
        if (!isWorkload(manifest.kind))
            continue;
        Workload workload;
        workload.manifest = manifest;
        workload.pod = podSpecOf(manifest);
        workload.labels = podLabelsOf(manifest);
        addContainers(workload, u"containers", false);
        addContainers(workload, u"initContainers", true);
        addContainers(workload, u"ephemeralContainers", false);
        if (workload.containers.empty())
            m_reading.warning(
                manifest, manifest.line(),
                QStringLiteral("the %1 '%2' names no container").arg(manifest.kind, manifest.name));
        m_workloads.push_back(std::move(workload));
    }
    for (Workload &workload : m_workloads) {
        addPodBoundary(workload);
        for (ContainerRecords &container : workload.containers)
            addElement(workload, container);
        for (ContainerRecords &container : workload.containers) {
            readVariables(workload, container);
            describeRuntime(workload, container);
        }
        keepSecretsOf(workload);
    }
}

void KubernetesModel::addContainers(Workload &workload, QStringView list, bool initial)
{
    const TreeNode nodes = field(workload.pod, list);
    const Manifest &manifest = workload.manifest;
    if (!nodes.isMissing() && !nodes.isNull() && !nodes.isSequence())
        m_reading.warning(manifest, nodes.line(),
                          QStringLiteral("'%1' of '%2' must be a list").arg(list, manifest.name));
    const qsizetype count = nodes.isSequence() ? nodes.size() : 0;
    if (count > MaximumContainers)
        m_reading.warning(
            manifest, nodes.line(),
            QStringLiteral("'%1' has more than %2 containers; the others are left out")
                .arg(manifest.name)
                .arg(MaximumContainers));
    for (qsizetype i = 0; i < std::min(count, MaximumContainers); ++i) {
        ContainerRecords container;
        container.node = nodes.at(i);
        container.name = shown(field(container.node, u"name").text());
        if (!container.node.isMapping() || container.name.isEmpty()) {
            m_reading.warning(manifest, nodes.at(i).line(),
                              QStringLiteral("a container of '%1' has no name").arg(manifest.name));
            if (!container.node.isMapping())
                continue;
            container.name = QString::number(i + 1);
        }
        // Started before the others, and staying: a sidecar.
        const bool stays = field(container.node, u"restartPolicy").text() == u"Always";
        container.initial = initial && !stays;
        container.key = manifest.key() + u'.'
            + (initial ? QStringLiteral("initContainers.") : QStringLiteral("containers."))
            + container.name;
        workload.containers.push_back(std::move(container));
    }
}

void KubernetesModel::addPodBoundary(Workload &workload)
{
    if (workload.containers.size() < 2)
        return;
    const Manifest &manifest = workload.manifest;
    const QString key = manifest.key() + QStringLiteral(".pod");
    TrustBoundary pod;
    pod.id = BoundaryId(m_records.id('b', key));
    pod.kind = BoundaryKind::Pod;
    pod.name = manifest.name;
    pod.description = QStringLiteral("Pod of the %1 '%2'.").arg(manifest.kind, manifest.name);
    pod.parent = namespaceOf(manifest.space, manifest).id;
    pod.platform = QStringLiteral("kubernetes");
    pod.sourceKey = sourceKey(manifest, key);
    m_records.noteLine({pod.sourceKey.source, key, manifest.line()});
    workload.podBoundary = pod.id;
    m_pods.push_back(std::move(pod));
}

void KubernetesModel::addElement(Workload &workload, ContainerRecords &container)
{
    const Manifest &manifest = workload.manifest;
    const bool alone = workload.podBoundary.isEmpty();
    Element &element = container.element;
    element.id = ElementId(m_records.id('e', container.key));
    element.name = alone ? manifest.name : manifest.name + u'/' + container.name;
    element.description = container.initial
        ? QStringLiteral("Prepares a pod of the %1 '%2' and ends.")
              .arg(manifest.kind, manifest.name)
        : QStringLiteral("Container of the %1 '%2'.").arg(manifest.kind, manifest.name);
    element.hasRuntime = true;
    element.platform = QStringLiteral("kubernetes");
    element.boundary = alone ? namespaceOf(manifest.space, manifest).id : workload.podBoundary;
    element.sourceKey = sourceKey(manifest, container.key);
    m_records.noteLine({element.sourceKey.source, container.key, container.node.line()});
    addImage(container, manifest);
    addPorts(container, manifest);
    describeKind(container, workload);
}

void KubernetesModel::addImage(ContainerRecords &container, const Manifest &manifest)
{
    const TreeNode node = field(container.node, u"image");
    const QString reference = node.text().trimmed();
    if (reference.isEmpty()) {
        m_reading.information(manifest, container.node.line(),
                              QStringLiteral("the container '%1' of '%2' names no image")
                                  .arg(container.name, manifest.name));
        return;
    }
    container.image = knownImage(m_reading.context, reference);
    if (!container.image.validName)
        m_reading.warning(
            manifest, node.line(),
            QStringLiteral("'%1' is no valid name of an image").arg(shown(reference)));
    const QString name = shown(reference);
    const QString key = QStringLiteral("images.") + name;
    if (const auto known = m_images.constFind(key); known != m_images.constEnd()) {
        container.element.image = known->id;
        return;
    }
    Image image;
    image.id = ImageId(m_records.id('i', key));
    image.reference = name;
    image.platform = QStringLiteral("kubernetes");
    image.sourceKey = sourceKey(manifest, key);
    m_records.noteLine({image.sourceKey.source, key, node.line()});
    describePulledImage(m_records, image, container.image);
    container.element.image = image.id;
    m_images.insert(key, image);
}

Interface &KubernetesModel::interfaceOf(ContainerRecords &container, const QString &name,
                                        const ClaimPlace &from, ClaimSource source)
{
    const auto known = container.interfaces.find(name);
    if (known != container.interfaces.end())
        return known->second;
    const QString key = container.key + QStringLiteral(".ports.") + name;
    Interface interface;
    interface.id = InterfaceId(m_records.id('p', key));
    interface.owner = container.element.id;
    interface.kind = name.endsWith(u"/udp") ? InterfaceKind::Udp : InterfaceKind::Tcp;
    interface.name = name;
    interface.sourceKey = {from.source.isEmpty() ? container.element.sourceKey.source : from.source,
                           key};
    bool isNumber = false;
    const int port = name.section(u'/', 0, 0).toInt(&isNumber);
    if (isNumber)
        m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("port"),
                      static_cast<qint64>(port), source, from);
    const ImageFacts *facts = container.image.family;
    for (const ImagePort &candidate : facts ? facts->ports : QList<ImagePort>()) {
        if (candidate.port == port && name.endsWith(candidate.transport)
            && !candidate.protocol.isEmpty())
            m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("protocol"),
                          candidate.protocol, ClaimSource::ImageTable, imageTablePlace(*facts));
    }
    return container.interfaces.emplace(name, std::move(interface)).first->second;
}

void KubernetesModel::addPorts(ContainerRecords &container, const Manifest &manifest)
{
    for (const TreeNode &item : itemsOf(field(container.node, u"ports"))) {
        const TreeNode number = field(item, u"containerPort");
        const std::optional<qint64> port = number.toInt();
        if (!port || *port < 1 || *port > 65535) {
            m_reading.warning(
                manifest, item.line(),
                QStringLiteral("'%1' is no port of a container").arg(shown(number.text())));
            continue;
        }
        const QString name = portName(*port, field(item, u"protocol").text());
        const ClaimPlace from {sourceKey(manifest, {}).source,
                               container.key + QStringLiteral(".ports.") + name, item.line()};
        interfaceOf(container, name, from, ClaimSource::File);
        m_records.noteLine(from);
        if (const QString word = field(item, u"name").text(); !word.isEmpty())
            container.portNames.insert(word, name);
    }
    // What an image listens on by itself.
    if (const ImageFacts *facts = container.image.facts; facts && !container.initial) {
        for (const ImagePort &port : facts->ports)
            interfaceOf(container, QString::number(port.port) + u'/' + port.transport,
                        imageTablePlace(*facts), ClaimSource::ImageTable);
    }
}

void KubernetesModel::describeKind(ContainerRecords &container, const Workload &workload)
{
    Element &element = container.element;
    if (const ImageFacts *family = container.image.family; family && !container.initial) {
        element.kind =
            family->kind == u"data-store" ? ElementKind::DataStore : ElementKind::Process;
        element.technology = family->technology;
    }
    if (!element.technology.isEmpty() && element.technology != u"generic-process")
        return;
    const bool ends = container.initial || workload.manifest.kind == u"Job"
        || workload.manifest.kind == u"CronJob";
    const bool web = std::any_of(container.interfaces.begin(), container.interfaces.end(),
                                 [](const auto &entry) {
                                     return entry.second.kind == InterfaceKind::Tcp
                                         && isWebPort(entry.first.section(u'/', 0, 0).toInt());
                                 });
    element.technology = ends ? QStringLiteral("batch-job")
        : web                 ? QStringLiteral("web-service")
                              : QStringLiteral("generic-process");
}

} // namespace drawbridge::kubernetes
