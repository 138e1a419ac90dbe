#include "model/import/compose/composemodel.h"

#include <QDir>
#include <QRegularExpression>

namespace drawbridge::compose {

namespace {

const char16_t SocketName[] = u"/var/run/docker.sock";

// An address that the internet cannot reach by itself.
bool isPrivateAddress(const QString &address)
{
    static const QRegularExpression local(
        QStringLiteral("^(10\\.|127\\.|169\\.254\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.|fe80:"
                       "|f[cd][0-9a-f]{2}:)"),
        QRegularExpression::CaseInsensitiveOption);
    return local.match(address).hasMatch();
}

} // namespace

void ComposeModel::addHost()
{
    const QString key = QStringLiteral("implied.host");
    m_host.id = BoundaryId(m_records.id('b', key));
    m_host.kind = BoundaryKind::Host;
    m_host.name = QStringLiteral("Host");
    m_host.description = QStringLiteral("The machine whose daemon runs these services.");
    m_host.implied = true;
    m_host.sourceKey = sourceKey(m_project.origin, key);

    const QString daemonKey = QStringLiteral("implied.daemon");
    m_daemon.id = ElementId(m_records.id('e', daemonKey));
    m_daemon.kind = ElementKind::Process;
    m_daemon.name = QStringLiteral("Container runtime");
    m_daemon.technology = QStringLiteral("container-runtime");
    m_daemon.boundary = m_host.id;
    m_daemon.implied = true;
    m_daemon.sourceKey = sourceKey(m_project.origin, daemonKey);

    const QString socketKey = daemonKey + QStringLiteral(".socket");
    Interface socket;
    socket.id = InterfaceId(m_records.id('p', socketKey));
    socket.owner = m_daemon.id;
    socket.kind = InterfaceKind::Socket;
    socket.name = QString::fromUtf16(SocketName);
    socket.sourceKey = sourceKey(m_project.origin, socketKey);
    m_records.set(socket.properties, RecordKind::Interface, QStringLiteral("protocol"),
                  QStringLiteral("docker-api"), ClaimSource::File, placeAt(m_project.origin, {}));
    m_records.set(socket.properties, RecordKind::Interface, QStringLiteral("administrative"), true,
                  ClaimSource::File, placeAt(m_project.origin, {}));
    m_records.model.interfaces.put(socket);
}

void ComposeModel::addOperator()
{
    const QString key = QStringLiteral("implied.operator");
    Element person;
    person.id = ElementId(m_records.id('e', key));
    person.kind = ElementKind::ExternalEntity;
    person.name = QStringLiteral("Operator");
    person.technology = QStringLiteral("person");
    person.implied = true;
    person.sourceKey = sourceKey(m_project.origin, key);
    m_records.set(person.properties, RecordKind::Element, QStringLiteral("trust"),
                  QStringLiteral("own"), ClaimSource::File, placeAt(m_project.origin, {}));
    DataFlow &flow = addFlow(QStringLiteral("implied.operator.daemon"), person.id, m_daemon.id,
                             FlowKind::ControlPlane, m_project.origin);
    flow.name = QStringLiteral("Deploys and administers");
    flow.implied = true;
    m_records.model.elements.put(person);
}

void ComposeModel::addInternet()
{
    struct Entrance
    {
        const ServiceRecords *records;
        QString interface;
        Origin origin;
        bool confirmed;
    };
    QList<Entrance> entrances;
    for (const ServiceRecords &records : m_services) {
        for (const PublishedPort &port : records.service.ports) {
            if (!port.isLoopback() && !isPrivateAddress(port.hostIp))
                entrances += {&records, port.name(), port.origin, true};
        }
        if (records.service.networkMode != u"host")
            continue;
        // On the host's network everything that it listens on is open; whether it does is a guess.
        for (const auto &[name, interface] : records.interfaces)
            entrances += {&records, name, records.service.networkModeOrigin, false};
    }
    if (entrances.isEmpty())
        return;
    TrustBoundary internet;
    internet.id = BoundaryId(m_records.id('b', QStringLiteral("implied.internet")));
    internet.kind = BoundaryKind::Internet;
    internet.name = QStringLiteral("Internet");
    internet.implied = true;
    internet.sourceKey = sourceKey(m_project.origin, QStringLiteral("implied.internet"));
    Element client;
    client.id = ElementId(m_records.id('e', QStringLiteral("implied.internet-client")));
    client.kind = ElementKind::ExternalEntity;
    client.name = QStringLiteral("Internet clients");
    client.technology = QStringLiteral("generic-external");
    client.boundary = internet.id;
    client.implied = true;
    client.sourceKey = sourceKey(m_project.origin, QStringLiteral("implied.internet-client"));
    m_records.set(client.properties, RecordKind::Element, QStringLiteral("trust"),
                  QStringLiteral("public"), ClaimSource::File, place(entrances.first().origin));
    for (const Entrance &entrance : std::as_const(entrances)) {
        const QString key = QStringLiteral("implied.internet.") + entrance.records->service.name
            + u'.' + entrance.interface;
        DataFlow &flow = addFlow(key, client.id, entrance.records->element.id, FlowKind::Network,
                                 entrance.origin);
        flow.interface = entrance.records->interfaces.at(entrance.interface).id;
        flow.confirmed = entrance.confirmed;
        flow.implied = true;
        m_records.noteLine(placeAt(entrance.origin, key));
    }
    m_records.model.boundaries.put(internet);
    m_records.model.elements.put(client);
}

void ComposeModel::addRegistries()
{
    QMap<QString, Origin> registries;
    for (const ServiceRecords &records : m_services) {
        const QString registry = records.image.registry;
        const bool pulled = !registry.isEmpty() && registry != u"localhost";
        if (pulled && !registries.contains(registry))
            registries.insert(registry,
                              records.service.build ? records.service.build->origin
                                                    : records.service.image.origin());
    }
    for (auto it = registries.begin(); it != registries.end(); ++it) {
        const QString key = QStringLiteral("implied.registry.") + it.key();
        Element registry;
        registry.id = ElementId(m_records.id('e', key));
        registry.kind = ElementKind::DataStore;
        registry.name = it.key();
        registry.description = QStringLiteral("Where images are pulled from.");
        registry.technology = QStringLiteral("registry");
        registry.implied = true;
        registry.sourceKey = sourceKey(*it, key);
        m_records.noteLine(placeAt(*it, key));
        DataFlow &flow =
            addFlow(key + QStringLiteral(".pull"), m_daemon.id, registry.id, FlowKind::Build, *it);
        flow.name = QStringLiteral("Pulls images");
        flow.implied = true;
        m_records.model.elements.put(registry);
    }
}

bool ComposeModel::isContainerSocket(const Mount &mount, bool *folderAbove) const
{
    *folderAbove = false;
    if (mount.kind != MountKind::Bind && mount.kind != MountKind::Pipe)
        return false;
    static const QStringList sockets {
        QStringLiteral("docker.sock"),      QStringLiteral("podman.sock"),
        QStringLiteral("containerd.sock"),  QStringLiteral("crio.sock"),
        QStringLiteral("cri-dockerd.sock"), QStringLiteral("docker_engine")};
    for (const QString &socket : sockets) {
        if (mount.source.endsWith(socket) || mount.target.endsWith(socket))
            return true;
    }
    static const QStringList folders {QStringLiteral("/"),
                                      QStringLiteral("/var"),
                                      QStringLiteral("/var/run"),
                                      QStringLiteral("/run"),
                                      QStringLiteral("/run/containerd"),
                                      QStringLiteral("/run/podman"),
                                      QStringLiteral("/run/crio"),
                                      QStringLiteral("/var/run/containerd"),
                                      QStringLiteral("/var/run/podman"),
                                      QStringLiteral("/var/run/crio")};
    *folderAbove = folders.contains(QDir::cleanPath(mount.source));
    return *folderAbove;
}

void ComposeModel::addSocketFlows()
{
    const InterfaceId socket = m_records.model.interfaces.begin()->id;
    for (const ServiceRecords &records : m_services) {
        for (const Mount &mount : records.service.mounts) {
            bool folderAbove = false;
            if (!isContainerSocket(mount, &folderAbove))
                continue;
            const QString key = records.key() + QStringLiteral(".daemon");
            DataFlow &flow =
                addFlow(key, records.element.id, m_daemon.id, FlowKind::ControlPlane, mount.origin);
            flow.interface = socket;
            // A folder that holds the socket makes it reachable; using it is another matter.
            flow.confirmed = !folderAbove;
            const ClaimPlace from = placeAt(
                mount.origin, records.key() + QStringLiteral(".volumes.") + shown(mount.target));
            m_records.set(flow.properties, RecordKind::Flow, QStringLiteral("protocol"),
                          QStringLiteral("docker-api"), ClaimSource::File, from);
            m_records.set(flow.properties, RecordKind::Flow, QStringLiteral("allowedOperations"),
                          ValueList {QStringLiteral("all")}, ClaimSource::File, from);
            if (!folderAbove)
                break;
        }
    }
}

} // namespace drawbridge::compose
