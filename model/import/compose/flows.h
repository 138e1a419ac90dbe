#pragma once

#include "model/import/compose/composemodel.h"
#include "model/import/hostreferences.h"

namespace drawbridge::compose {

class SecretAssets;

// Finds who talks to whom: hosts in variables and commands and links give confirmed flows, the
// start order and shared volumes inferred ones. A shared network alone gives none.
class FlowFinder
{
public:
    FlowFinder(ComposeModel &model, SecretAssets &assets)
        : m_model(model)
        , m_assets(assets)
    {
    }

    void add();

private:
    // One use of a service by another, as found at one place.
    struct Use
    {
        QString target;
        int port = 0;
        QString scheme;
        QString encryption;
        bool hasPassword = false;
        bool controlPlane = false;
        AssetId credential;
        Origin origin;
    };

    void collectHosts();
    QList<Use> usesOf(const ServiceRecords &records) const;
    void addUsesInEnvironment(const ServiceRecords &records, const QHash<QString, QString> &known,
                              QList<Use> &uses) const;
    AssetId credentialBeside(const ComposeService &service, const QString &variable) const;
    int portBeside(const ComposeService &service, const QString &variable) const;
    void addUses(const ServiceRecords &records);
    void addUse(const ServiceRecords &records, const Use &use);
    InterfaceId interfaceFor(ServiceRecords &target, const Use &use);
    void addInferred(const ServiceRecords &records);
    void addSharedVolumes();

    ComposeModel &m_model;
    SecretAssets &m_assets;
    // Host name to service name.
    QHash<QString, QString> m_hosts;
    QSet<std::pair<QString, QString>> m_confirmed;
};

} // namespace drawbridge::compose
