#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

namespace drawbridge::kubernetes {

namespace {

TreeNode annotation(const Manifest &manifest, QStringView name)
{
    return field(fieldAt(manifest.node, {u"metadata", u"annotations"}), name);
}

// The controller speaks HTTP to what is behind it unless a note says otherwise.
QString backendProtocol(const Manifest &ingress)
{
    const QString protocol =
        annotation(ingress, u"nginx.ingress.kubernetes.io/backend-protocol").text().toUpper();
    const bool passed =
        annotation(ingress, u"nginx.ingress.kubernetes.io/ssl-passthrough").text() == u"true";
    if (protocol == u"HTTPS" || passed)
        return QStringLiteral("https");
    return protocol == u"GRPC" || protocol == u"GRPCS" ? protocol.toLower()
                                                       : QStringLiteral("http");
}

// Hosts that a certificate is named for; an entry without hosts is for all.
bool isEncrypted(const Manifest &ingress, const QString &host)
{
    for (const TreeNode &entry : itemsOf(field(ingress.spec(), u"tls"))) {
        const QStringList hosts = textList(field(entry, u"hosts"));
        if (hosts.isEmpty() || hosts.contains(host))
            return true;
        for (const QString &known : hosts) {
            if (known.startsWith(QStringLiteral("*.")) && host.endsWith(known.sliced(1)))
                return true;
        }
    }
    return false;
}

} // namespace

void KubernetesModel::addIngresses()
{
    for (qsizetype index : m_reading.ofKind(QStringLiteral("Ingress"))) {
        const Manifest &ingress = m_reading.manifests[index];
        QString word = shown(field(ingress.spec(), u"ingressClassName").text());
        if (word.isEmpty())
            word = shown(annotation(ingress, u"kubernetes.io/ingress.class").text());
        const QString name = QStringLiteral("Ingress controller");
        Element &proxy = proxyElement(
            word.isEmpty() ? QStringLiteral("implied.ingress")
                           : QStringLiteral("implied.ingress.") + word,
            word.isEmpty() ? name : name + QStringLiteral(" (") + word + u')', ingress);
        for (const TreeNode &entry : itemsOf(field(ingress.spec(), u"tls"))) {
            const QString secret = shown(field(entry, u"secretName").text());
            if (secret.isEmpty())
                continue;
            const AssetId asset =
                secretAsset(QStringLiteral("Secret.") + ingress.space + u'.' + secret,
                            place(ingress, entry.line(), QStringLiteral("tls")));
            if (!proxy.assets.contains(asset))
                proxy.assets.append(asset);
        }
        addIngressRules(ingress, proxy);
    }
}

void KubernetesModel::addIngressRules(const Manifest &ingress, const Element &proxy)
{
    for (const TreeNode &rule : itemsOf(field(ingress.spec(), u"rules"))) {
        const QString host = field(rule, u"host").text();
        const bool encrypted = isEncrypted(ingress, host);
        addProxyEntrance(ingress, proxy,
                         encrypted ? QStringLiteral("443/tcp") : QStringLiteral("80/tcp"),
                         encrypted ? QStringLiteral("https") : QStringLiteral("http"), rule.line());
        for (const TreeNode &path : itemsOf(fieldAt(rule, {u"http", u"paths"}))) {
            addProxyRoute(ingress, proxy, host, field(path, u"path").text(), path.line());
            addIngressBackend(ingress, proxy, field(path, u"backend"));
        }
    }
    for (const char16_t *key : {u"defaultBackend", u"backend"}) {
        const TreeNode backend = field(ingress.spec(), key);
        if (!backend.isMapping())
            continue;
        const bool encrypted = isEncrypted(ingress, {});
        addProxyEntrance(
            ingress, proxy, encrypted ? QStringLiteral("443/tcp") : QStringLiteral("80/tcp"),
            encrypted ? QStringLiteral("https") : QStringLiteral("http"), backend.line());
        addProxyRoute(ingress, proxy, {}, {}, backend.line());
        addIngressBackend(ingress, proxy, backend);
    }
}

void KubernetesModel::addIngressBackend(const Manifest &ingress, const Element &proxy,
                                        const TreeNode &backend)
{
    const TreeNode current = field(backend, u"service");
    const QString name =
        field(current.isMapping() ? current : backend,
              current.isMapping() ? QStringView(u"name") : QStringView(u"serviceName"))
            .text();
    if (name.isEmpty())
        return;
    const TreeNode port = field(current, u"port");
    QString wanted = field(backend, u"servicePort").text();
    if (port.isMapping())
        wanted = field(port, u"number").isMissing() ? field(port, u"name").text()
                                                    : field(port, u"number").text();
    const ServiceRecords *service = findService(ingress.space, shown(name));
    if (!service) {
        m_reading.information(ingress, backend.line(),
                              QStringLiteral("the Ingress '%1' leads to the Service '%2', which is "
                                             "not in these files")
                                  .arg(ingress.name, shown(name)));
        return;
    }
    addProxyFlow(ingress, proxy, *service, wanted, backendProtocol(ingress), backend.line());
}

} // namespace drawbridge::kubernetes
