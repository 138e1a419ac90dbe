#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

namespace {

QString gatewayKey(const QString &space, const QString &name)
{
    return QStringLiteral("Gateway.") + space + u'.' + name;
}

// What a route of this kind hands on; nothing is known of what goes through a plain connection.
QString routedProtocol(const QString &kind)
{
    return kind == u"HTTPRoute" ? QStringLiteral("http")
        : kind == u"GRPCRoute"  ? QStringLiteral("grpc")
        : kind == u"TLSRoute"   ? QStringLiteral("tls")
                                : QString();
}

// Classes and notes by which the clouds keep a gateway inside.
bool staysInside(const Manifest &gateway)
{
    const QString className = field(gateway.spec(), u"gatewayClassName").text();
    return className.contains(QStringLiteral("internal"))
        || className.endsWith(QStringLiteral("-rilb"));
}

// Whether another namespace lets routes of this kind use its services.
bool isGranted(const ManifestReading &reading, const Manifest &route, const QString &space)
{
    for (qsizetype index : reading.ofKind(QStringLiteral("ReferenceGrant"))) {
        const Manifest &grant = reading.manifests[index];
        if (grant.space != space)
            continue;
        for (const TreeNode &from : itemsOf(field(grant.spec(), u"from"))) {
            if (field(from, u"kind").text() == route.kind
                && field(from, u"namespace").text() == route.space)
                return true;
        }
    }
    return false;
}

} // namespace

void KubernetesModel::addGateways()
{
    for (qsizetype index : m_reading.ofKind(QStringLiteral("Gateway"))) {
        const Manifest &gateway = m_reading.manifests[index];
        Element &proxy = proxyElement(gateway.key(), gateway.name, gateway);
        proxy.implied = false;
        proxy.description = QStringLiteral("Gateway of the class '%1'.")
                                .arg(shown(field(gateway.spec(), u"gatewayClassName").text()));
        proxy.boundary = namespaceOf(gateway.space, gateway).id;
        for (const TreeNode &listener : itemsOf(field(gateway.spec(), u"listeners"))) {
            for (const TreeNode &certificate :
                 itemsOf(fieldAt(listener, {u"tls", u"certificateRefs"}))) {
                const QString name = shown(field(certificate, u"name").text());
                if (name.isEmpty())
                    continue;
                const AssetId asset =
                    secretAsset(QStringLiteral("Secret.") + gateway.space + u'.' + name,
                                place(gateway, certificate.line(), QStringLiteral("certificates")));
                if (!proxy.assets.contains(asset))
                    proxy.assets.append(asset);
            }
            addListener(gateway, proxy, listener);
        }
    }
}

void KubernetesModel::addListener(const Manifest &gateway, const Element &proxy,
                                  const TreeNode &listener)
{
    const std::optional<qint64> port = field(listener, u"port").toInt();
    const QString protocol = field(listener, u"protocol").text();
    if (!port || *port < 1 || *port > 65535)
        return m_reading.warning(
            gateway, listener.line(),
            QStringLiteral("a listener of '%1' has no port").arg(gateway.name));
    if (staysInside(gateway))
        return m_reading.information(gateway, listener.line(),
                                     QStringLiteral("the gateway '%1' stays inside its network; it "
                                                    "counts as no entrance from the internet")
                                         .arg(gateway.name));
    static const QSet<QString> known {QStringLiteral("HTTP"), QStringLiteral("HTTPS"),
                                      QStringLiteral("TLS")};
    addProxyEntrance(gateway, proxy, portName(*port, protocol),
                     known.contains(protocol) ? protocol.toLower() : QString(), listener.line());
}

// The gateway that a route hangs on; nullptr for a parent of another kind.
Element *KubernetesModel::gatewayOf(const Manifest &route, const TreeNode &parent)
{
    const QString kind = field(parent, u"kind").text();
    const QString name = shown(field(parent, u"name").text());
    if ((!kind.isEmpty() && kind != u"Gateway") || name.isEmpty())
        return nullptr;
    QString space = shown(field(parent, u"namespace").text());
    if (space.isEmpty())
        space = route.space;
    const QString key = gatewayKey(space, name);
    if (!m_others.count(key))
        m_reading.information(route, parent.line(),
                              QStringLiteral("the gateway '%1' of the route '%2' is not in these "
                                             "files; its listeners stay unknown")
                                  .arg(name, route.name));
    return &proxyElement(key, name, route);
}

void KubernetesModel::addRoutes()
{
    for (const char *kind : {"HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"}) {
        for (qsizetype index : m_reading.ofKind(QLatin1String(kind))) {
            const Manifest &route = m_reading.manifests[index];
            for (const TreeNode &parent : itemsOf(field(route.spec(), u"parentRefs"))) {
                if (const Element *proxy = gatewayOf(route, parent))
                    addRouteRules(route, *proxy);
            }
        }
    }
}

void KubernetesModel::addRouteRules(const Manifest &route, const Element &proxy)
{
    QStringList hosts = textList(field(route.spec(), u"hostnames"));
    if (hosts.isEmpty())
        hosts += QString();
    const bool speaksHttp = route.kind == u"HTTPRoute";
    for (const TreeNode &rule : itemsOf(field(route.spec(), u"rules"))) {
        const std::vector<TreeNode> matches = itemsOf(field(rule, u"matches"));
        for (const QString &host : std::as_const(hosts)) {
            for (const TreeNode &match : matches) {
                if (speaksHttp)
                    addProxyRoute(route, proxy, host, fieldAt(match, {u"path", u"value"}).text(),
                                  match.line());
            }
            if (speaksHttp && matches.empty())
                addProxyRoute(route, proxy, host, {}, rule.line());
        }
        for (const TreeNode &backend : itemsOf(field(rule, u"backendRefs")))
            addRouteBackend(route, proxy, backend);
    }
}

void KubernetesModel::addRouteBackend(const Manifest &route, const Element &proxy,
                                      const TreeNode &backend)
{
    const QString kind = field(backend, u"kind").text();
    const QString name = shown(field(backend, u"name").text());
    if ((!kind.isEmpty() && kind != u"Service") || name.isEmpty())
        return;
    QString space = shown(field(backend, u"namespace").text());
    if (space.isEmpty())
        space = route.space;
    if (space != route.space && !isGranted(m_reading, route, space))
        m_reading.information(
            route, backend.line(),
            QStringLiteral("the route '%1' leads to '%2' in another namespace, and "
                           "these files hold no grant for it")
                .arg(route.name, name));
    const ServiceRecords *service = findService(space, name);
    if (!service)
        return m_reading.information(
            route, backend.line(),
            QStringLiteral("the route '%1' leads to the Service '%2', which "
                           "is not in these files")
                .arg(route.name, name));
    const QString port = field(backend, u"port").text();
    addProxyFlow(route, proxy, *service, port, routedProtocol(route.kind), backend.line());
}

} // namespace drawbridge::kubernetes
