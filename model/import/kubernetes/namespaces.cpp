#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

#include <algorithm>

namespace drawbridge::kubernetes {

namespace {

// Kinds that somebody reads; what else a file holds is noted.
bool isRead(const Manifest &manifest)
{
    static const QSet<QString> kinds {QStringLiteral("Namespace"),
                                      QStringLiteral("Service"),
                                      QStringLiteral("Ingress"),
                                      QStringLiteral("ServiceAccount"),
                                      QStringLiteral("Secret"),
                                      QStringLiteral("ConfigMap"),
                                      QStringLiteral("ResourceQuota"),
                                      QStringLiteral("LimitRange"),
                                      QStringLiteral("HorizontalPodAutoscaler"),
                                      QStringLiteral("NetworkPolicy"),
                                      QStringLiteral("Role"),
                                      QStringLiteral("ClusterRole"),
                                      QStringLiteral("RoleBinding"),
                                      QStringLiteral("ClusterRoleBinding"),
                                      QStringLiteral("Gateway"),
                                      QStringLiteral("GatewayClass"),
                                      QStringLiteral("HTTPRoute"),
                                      QStringLiteral("GRPCRoute"),
                                      QStringLiteral("TLSRoute"),
                                      QStringLiteral("TCPRoute"),
                                      QStringLiteral("UDPRoute"),
                                      QStringLiteral("ReferenceGrant"),
                                      QStringLiteral("IngressClass"),
                                      QStringLiteral("PersistentVolumeClaim"),
                                      QStringLiteral("PersistentVolume")};
    return isWorkload(manifest.kind) || kinds.contains(manifest.kind);
}

} // namespace

void KubernetesModel::addCluster()
{
    const Manifest &first = m_reading.manifests.first();
    const QString key = QStringLiteral("implied.cluster");
    m_cluster.id = BoundaryId(m_records.id('b', key));
    m_cluster.kind = BoundaryKind::Cluster;
    m_cluster.name = QStringLiteral("Cluster");
    m_cluster.description = QStringLiteral("The cluster that these manifests are for.");
    m_cluster.platform = QStringLiteral("kubernetes");
    m_cluster.implied = true;
    m_cluster.sourceKey = sourceKey(first, key);

    const QString nodes = QStringLiteral("implied.nodes");
    m_nodes.id = BoundaryId(m_records.id('b', nodes));
    m_nodes.kind = BoundaryKind::Host;
    m_nodes.name = QStringLiteral("Nodes");
    m_nodes.description = QStringLiteral("The machines that run the pods.");
    m_nodes.parent = m_cluster.id;
    m_nodes.implied = true;
    m_nodes.sourceKey = sourceKey(first, nodes);
}

TrustBoundary &KubernetesModel::namespaceOf(const QString &name, const Manifest &because)
{
    const auto known = m_namespaces.find(name);
    if (known != m_namespaces.end())
        return *known;
    const QString key = QStringLiteral("Namespace.") + name;
    TrustBoundary space;
    space.id = BoundaryId(m_records.id('b', key));
    space.kind = BoundaryKind::Namespace;
    space.name = name;
    space.parent = m_cluster.id;
    space.implied = because.kind != u"Namespace";
    space.sourceKey = sourceKey(because, key);
    // What silence means is known of a namespace that the files declare, and of the one that every
    // cluster has; another one may carry labels that nobody saw.
    if (!space.implied || name == u"default")
        space.platform = QStringLiteral("kubernetes");
    m_records.noteLine({space.sourceKey.source, key, because.line()});
    return *m_namespaces.insert(name, space);
}

void KubernetesModel::describeNamespace(TrustBoundary &boundary, const Manifest &manifest)
{
    const QString prefix = QStringLiteral("pod-security.kubernetes.io/");
    const TreeNode labels = fieldAt(manifest.node, {u"metadata", u"labels"});
    const TreeNode level = field(labels, QString(prefix + QStringLiteral("enforce")));
    static const QStringList levels {QStringLiteral("privileged"), QStringLiteral("baseline"),
                                     QStringLiteral("restricted")};
    if (levels.contains(level.text()))
        m_records.set(boundary.properties, RecordKind::Boundary, QStringLiteral("podSecurityLevel"),
                      level.text(), ClaimSource::File,
                      place(manifest, level.line(), QStringLiteral("podSecurityLevel")));
    else if (!level.isMissing())
        m_reading.warning(manifest, level.line(),
                          QStringLiteral("'%1' is no pod security level").arg(shown(level.text())));
    QStringList weaker;
    for (const char16_t *mode : {u"warn", u"audit"}) {
        const QString text = field(labels, QString(prefix + QString::fromUtf16(mode))).text();
        if (levels.contains(text))
            weaker += QString::fromUtf16(mode) + u' ' + text;
    }
    if (!weaker.isEmpty())
        boundary.description =
            QStringLiteral("Pod security without refusal: %1.").arg(weaker.join(u','));
}

void KubernetesModel::addNamespaces()
{
    for (const Manifest &manifest : m_reading.manifests) {
        if (manifest.kind == u"Namespace")
            describeNamespace(namespaceOf(manifest.name, manifest), manifest);
    }
    for (const Manifest &manifest : m_reading.manifests) {
        if (isWorkload(manifest.kind))
            namespaceOf(manifest.space, manifest);
    }
}

void KubernetesModel::describeQuotas()
{
    const auto sayOnce = [this](const Manifest &manifest, const QString &property) {
        const auto space = m_namespaces.find(manifest.space);
        if (space != m_namespaces.end())
            m_records.set(space->properties, RecordKind::Boundary, property, true,
                          ClaimSource::File, place(manifest, manifest.line(), property));
    };
    for (const Manifest &manifest : m_reading.manifests) {
        if (manifest.kind == u"ResourceQuota" && field(manifest.spec(), u"hard").isMapping())
            sayOnce(manifest, QStringLiteral("quota"));
        if (manifest.kind != u"LimitRange")
            continue;
        for (const TreeNode &item : itemsOf(field(manifest.spec(), u"limits"))) {
            const bool gives =
                field(item, u"default").isMapping() || field(item, u"max").isMapping();
            if (field(item, u"type").text() == u"Container" && gives)
                sayOnce(manifest, QStringLiteral("limitRange"));
        }
    }
}

void KubernetesModel::noteUnread()
{
    static constexpr qsizetype MaximumNoted = 30;
    QMap<QString, QStringList> notes;
    for (const Manifest &manifest : m_reading.manifests) {
        if (isRead(manifest))
            continue;
        m_reading.information(manifest, manifest.line(),
                              QStringLiteral("objects of the kind '%1' are not read; '%2' is noted "
                                             "in the description of its place")
                                  .arg(manifest.kind, manifest.name));
        notes[manifest.space] += manifest.kind + u' ' + manifest.name;
    }
    for (auto it = notes.begin(); it != notes.end(); ++it) {
        const qsizetype more = it->size() - MaximumNoted;
        QString text = QStringLiteral("Also there, not read: ")
            + it->first(std::min(it->size(), MaximumNoted)).join(QStringLiteral(", "));
        text += more > 0 ? QStringLiteral(" and %1 more.").arg(more) : QStringLiteral(".");
        const auto space = m_namespaces.find(it.key());
        TrustBoundary &where = space == m_namespaces.end() ? m_cluster : *space;
        where.description += (where.description.isEmpty() ? QString() : QStringLiteral(" ")) + text;
    }
}

} // namespace drawbridge::kubernetes
