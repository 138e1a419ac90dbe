#include "model/import/compose/secretassets.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge::compose {

AssetId SecretAssets::asset(const QString &key, const QString &name, const QString &description,
                            const Origin &origin)
{
    const auto known = m_assets.constFind(key);
    if (known != m_assets.constEnd())
        return known->id;
    DataAsset asset;
    asset.id = AssetId(m_model.m_records.id('a', key));
    asset.kind = AssetKind::Credential;
    asset.name = name;
    asset.description = description;
    asset.sourceKey = m_model.sourceKey(origin, key);
    m_model.m_records.noteLine(m_model.placeAt(origin, key));
    m_assets.insert(key, asset);
    m_origins.insert(key, origin);
    return asset.id;
}

void SecretAssets::add()
{
    for (const ComposeNode::Member &member : m_model.m_project.secrets.members())
        asset(QStringLiteral("secrets.") + shown(member.first), shown(member.first),
              QStringLiteral("Secret of the Compose file."), member.second.origin());
    // "${NAME}" alone is one credential for everybody who uses it.
    static const QRegularExpression variable(QStringLiteral("^\\$\\{(\\w+)\\}$"));
    for (ServiceRecords &records : m_model.m_services) {
        QList<AssetId> &kept = records.element.assets;
        const auto keep = [&kept](const AssetId &id) {
            if (!kept.contains(id))
                kept += id;
        };
        for (const FileGrant &grant : records.service.secrets)
            keep(asset(QStringLiteral("secrets.") + shown(grant.name), shown(grant.name),
                       QStringLiteral("Secret of the Compose file."), grant.origin));
        for (const EnvironmentEntry &entry : records.service.environment) {
            if (!entry.secret)
                continue;
            const QRegularExpressionMatch match = variable.match(entry.value);
            const QString shared = match.hasMatch() && !entry.interpolated.literalDefault
                ? match.captured(1)
                : entry.inherited ? entry.name
                                  : QString();
            const QString key = shared.isEmpty()
                ? records.key() + QStringLiteral(".environment.") + entry.name
                : QStringLiteral("variables.") + shared;
            const QString name = shared.isEmpty()
                ? entry.name + QStringLiteral(" (") + shown(records.service.name) + u')'
                : shared;
            const AssetId id = asset(
                key, name, QStringLiteral("Kept in the environment (%1).").arg(entry.secret->kind),
                entry.origin);
            m_byVariable.insert({records.service.name, entry.name}, id);
            keep(id);
        }
    }
}

void SecretAssets::grant(const AssetId &asset, const ElementId &target)
{
    if (!asset.isEmpty())
        m_grants[asset].insert(target);
}

void SecretAssets::finish()
{
    for (auto it = m_assets.begin(); it != m_assets.end(); ++it) {
        const QSet<ElementId> opened = m_grants.value(it->id);
        QList<ElementId> sorted(opened.begin(), opened.end());
        std::sort(sorted.begin(), sorted.end());
        ValueList grants;
        for (const ElementId &id : std::as_const(sorted))
            grants += id.toString();
        if (!grants.isEmpty())
            m_model.m_records.set(it->properties, RecordKind::Asset, QStringLiteral("grants"),
                                  grants, ClaimSource::File,
                                  m_model.placeAt(m_origins.value(it.key()), it.key()));
        m_model.m_records.model.assets.put(*it);
    }
}

} // namespace drawbridge::compose
