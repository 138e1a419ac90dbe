#include "model/import/kubernetes/kubernetesmodel.h"
#include "model/import/showntext.h"

#include <algorithm>

namespace drawbridge::kubernetes {

// Whether the value of some entry stands in the file: not empty, no variable, no hint to fill it
// in.
static bool holdsValues(const Manifest &secret)
{
    for (const char16_t *member : {u"data", u"stringData"}) {
        const QMap<QString, QString> values = textMap(field(secret.node, member));
        for (const QString &value : values) {
            const QString text = value.trimmed();
            const bool placeholder = text.startsWith(u'<') || text.contains(QStringLiteral("${"))
                || text.contains(QStringLiteral("{{"));
            if (!text.isEmpty() && !placeholder)
                return true;
        }
    }
    return false;
}

void KubernetesModel::addSecrets()
{
    for (qsizetype index : m_reading.ofKind(QStringLiteral("Secret"))) {
        const Manifest &manifest = m_reading.manifests[index];
        secretAsset(manifest.key(), place(manifest, manifest.line()));
    }
}

AssetId KubernetesModel::secretAsset(const QString &key, const ClaimPlace &from)
{
    const auto known = m_assets.constFind(key);
    if (known != m_assets.constEnd())
        return known->id;
    DataAsset asset;
    asset.id = AssetId(m_records.id('a', key));
    asset.kind = AssetKind::Credential;
    asset.name = key.section(u'.', 2);
    asset.description =
        QStringLiteral("Secret of the namespace '%1'.").arg(key.section(u'.', 1, 1));
    asset.sourceKey = {from.source, key};
    m_records.noteLine({from.source, key, from.line});
    m_assets.insert(key, asset);
    m_assetPlaces.insert(key, {from.source, key, from.line});
    return asset.id;
}

// A credential that stands as text in the container's own variables.
AssetId KubernetesModel::variableAsset(ContainerRecords &container, const Variable &variable)
{
    const QString key = container.key + QStringLiteral(".env.") + variable.name;
    DataAsset asset;
    asset.id = AssetId(m_records.id('a', key));
    asset.kind = AssetKind::Credential;
    asset.name = variable.name + QStringLiteral(" (") + container.element.name + u')';
    asset.description = QStringLiteral("Kept in the environment (%1).").arg(variable.secret->kind);
    asset.sourceKey = {variable.place.source, key};
    m_records.noteLine({variable.place.source, key, variable.place.line});
    m_assets.insert(key, asset);
    m_assetPlaces.insert(key, {variable.place.source, key, variable.place.line});
    return asset.id;
}

void KubernetesModel::keepAsset(ContainerRecords &container, const AssetId &asset)
{
    if (!container.element.assets.contains(asset))
        container.element.assets.append(asset);
}

// Secrets that a container gets as files.
void KubernetesModel::keepSecretsOf(Workload &workload)
{
    const Manifest &manifest = workload.manifest;
    const auto keep = [&](ContainerRecords &container, const QString &name, int line) {
        if (!name.isEmpty())
            keepAsset(container,
                      secretAsset(QStringLiteral("Secret.") + manifest.space + u'.' + shown(name),
                                  place(manifest, line)));
    };
    for (const TreeNode &volume : itemsOf(field(workload.pod, u"volumes"))) {
        const QString volumeName = field(volume, u"name").text();
        QStringList names {fieldAt(volume, {u"secret", u"secretName"}).text()};
        for (const TreeNode &source : itemsOf(fieldAt(volume, {u"projected", u"sources"})))
            names += fieldAt(source, {u"secret", u"name"}).text();
        for (ContainerRecords &container : workload.containers) {
            for (const TreeNode &mount : itemsOf(field(container.node, u"volumeMounts"))) {
                if (field(mount, u"name").text() != volumeName)
                    continue;
                for (const QString &name : std::as_const(names))
                    keep(container, name, volume.line());
            }
        }
    }
}

void KubernetesModel::finishSecrets()
{
    for (auto it = m_assets.begin(); it != m_assets.end(); ++it) {
        const QSet<ElementId> opened = m_grants.value(it->id);
        QList<ElementId> sorted(opened.begin(), opened.end());
        std::sort(sorted.begin(), sorted.end());
        ValueList grants;
        for (const ElementId &id : std::as_const(sorted))
            grants += id.toString();
        if (!grants.isEmpty())
            m_records.set(it->properties, RecordKind::Asset, QStringLiteral("grants"), grants,
                          ClaimSource::File, m_assetPlaces.value(it.key()));
        m_records.model.assets.put(*it);
    }
    QMap<QString, QStringList> written;
    QMap<QString, ClaimPlace> places;
    for (qsizetype index : m_reading.ofKind(QStringLiteral("Secret"))) {
        const Manifest &manifest = m_reading.manifests[index];
        if (!holdsValues(manifest))
            continue;
        written[manifest.space] += manifest.name;
        if (!places.contains(manifest.space))
            places.insert(manifest.space,
                          place(manifest, manifest.line(), QStringLiteral("written")));
    }
    for (auto it = written.begin(); it != written.end(); ++it) {
        const auto space = m_namespaces.find(it.key());
        if (space == m_namespaces.end())
            continue;
        ValueList names;
        for (const QString &name : std::as_const(*it))
            names += name;
        m_records.set(space->properties, RecordKind::Boundary, QStringLiteral("writtenSecrets"),
                      names, ClaimSource::File, places.value(it.key()));
    }
}

} // namespace drawbridge::kubernetes
