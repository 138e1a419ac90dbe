#pragma once

#include "model/import/compose/composemodel.h"

namespace drawbridge::compose {

// The credentials of a project as data assets: secrets of the file, and variables that hold one.
// Names only.
class SecretAssets
{
public:
    explicit SecretAssets(ComposeModel &model)
        : m_model(model)
    {
    }

    void add();
    // The credential in a variable of a service; empty when it holds none.
    AssetId ofVariable(const QString &service, const QString &variable) const
    {
        return m_byVariable.value({service, variable});
    }
    // Notes what a credential opens.
    void grant(const AssetId &asset, const ElementId &target);
    // Writes the grants; call it when all flows are known.
    void finish();

private:
    AssetId asset(const QString &key, const QString &name, const QString &description,
                  const Origin &origin);

    ComposeModel &m_model;
    QHash<std::pair<QString, QString>, AssetId> m_byVariable;
    QMap<QString, DataAsset> m_assets;
    QMap<QString, Origin> m_origins;
    QMap<AssetId, QSet<ElementId>> m_grants;
};

} // namespace drawbridge::compose
