#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

static constexpr size_t MaximumRoutes = 20'000;

// What takes requests from outside and hands them to services. The manifests tell it what to do;
// what runs it stands elsewhere.
Element &KubernetesModel::proxyElement(const QString &key, const QString &name,
                                       const Manifest &because)
{
    const auto known = m_others.find(key);
    if (known != m_others.end())
        return known->second;
    Element proxy;
    proxy.id = ElementId(m_records.id('e', key));
    proxy.name = name;
    proxy.technology = QStringLiteral("reverse-proxy");
    proxy.boundary = m_cluster.id;
    proxy.implied = true;
    proxy.sourceKey = sourceKey(because, key);
    m_records.noteLine({proxy.sourceKey.source, key, because.line()});
    return m_others.emplace(key, std::move(proxy)).first->second;
}

// An endpoint that the proxy serves: "shop.example.com/cart".
void KubernetesModel::addProxyRoute(const Manifest &route, const Element &proxy,
                                    const QString &host, const QString &path, int line)
{
    const QString name = shown((host.isEmpty() ? QStringLiteral("*") : host)
                               + (path.isEmpty() ? QStringLiteral("/") : path));
    const QString key = proxy.sourceKey.key + QStringLiteral(".routes.") + name;
    if (m_proxyInterfaces.count(key) || m_proxyInterfaces.size() >= MaximumRoutes)
        return;
    const ClaimPlace from {sourceKey(route, {}).source, key, line};
    Interface interface;
    interface.id = InterfaceId(m_records.id('p', key));
    interface.owner = proxy.id;
    interface.kind = InterfaceKind::HttpRoute;
    interface.name = name;
    interface.sourceKey = {from.source, key};
    m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("path"),
                  shown(path.isEmpty() ? QStringLiteral("/") : path), ClaimSource::File, from);
    m_proxyInterfaces.emplace(key, std::move(interface));
}

// "https", "grpc", ...; nothing is said of one that settles no encryption.
void KubernetesModel::sayProtocol(DataFlow &flow, const QString &protocol, const ClaimPlace &from)
{
    const bool open = protocol == u"http" || protocol == u"grpc";
    const bool encrypted = protocol == u"https" || protocol == u"tls" || protocol == u"grpcs";
    if (!protocol.isEmpty())
        sayOf(flow, u"protocol", protocol, from);
    if (open || encrypted)
        sayOf(flow, u"encryption", encrypted ? QStringLiteral("tls") : QStringLiteral("none"),
              from);
}

// From the internet to a port of the proxy.
void KubernetesModel::addProxyEntrance(const Manifest &because, const Element &proxy,
                                       const QString &port, const QString &protocol, int line)
{
    const QString key = proxy.sourceKey.key + QStringLiteral(".ports.") + port;
    const ClaimPlace from {sourceKey(because, {}).source, key, line};
    if (!m_proxyInterfaces.count(key)) {
        Interface interface;
        interface.id = InterfaceId(m_records.id('p', key));
        interface.owner = proxy.id;
        interface.kind = port.endsWith(u"/udp") ? InterfaceKind::Udp : InterfaceKind::Tcp;
        interface.name = port;
        interface.sourceKey = {from.source, key};
        m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("port"),
                      port.section(u'/', 0, 0).toLongLong(), ClaimSource::File, from);
        m_proxyInterfaces.emplace(key, std::move(interface));
    }
    DataFlow &flow = addInternetFlow(proxy.sourceKey.key + u'.' + port, proxy.id,
                                     m_proxyInterfaces.at(key).id, from, true);
    sayProtocol(flow, protocol, from);
}

// From the proxy to the pods behind a Service.
void KubernetesModel::addProxyFlow(const Manifest &route, const Element &proxy,
                                   const ServiceRecords &service, const QString &port,
                                   const QString &protocol, int line)
{
    const ClaimPlace from = place(route, line, QStringLiteral("backend"));
    const QString key = route.key() + QStringLiteral(".backend.") + service.manifest.name
        + (port.isEmpty() ? QString() : u'.' + shown(port));
    for (const ServiceTarget &target : targetsOf(service, port)) {
        DataFlow &flow = addFlow(key + u'.' + m_workloads[target.workload].manifest.name, proxy.id,
                                 target.container->element.id, FlowKind::Network, from);
        if (!target.interface.isEmpty())
            flow.interface = target.container->interfaces.at(target.interface).id;
        sayProtocol(flow, protocol, from);
    }
    if (!service.external.isEmpty())
        addFlow(key, proxy.id, service.external, FlowKind::Network, from);
}

} // namespace drawbridge::kubernetes
