#include "model/harden/composeplanning.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

const QString &networksKey()
{
    static const QString key = QStringLiteral("networks");
    return key;
}

// On the project's default network and on no other, as far as the file says.
bool isOnDefaultNetwork(const ComposeServiceView &service)
{
    return service.all[networksKey()].isSilent()
        && service.all[QStringLiteral("network_mode")].isSilent()
        && service.all[QStringLiteral("links")].isSilent();
}

bool publishesPorts(const ComposeServiceView &service)
{
    return !service.all[QStringLiteral("ports")].isSilent();
}

// Gives each data store on the default network a network of its own with those that talk to it, so
// that nobody else reaches it and it reaches nothing outside.
class StoreNetworks
{
public:
    StoreNetworks(const ComposeView &file, HardeningPlan &plan)
        : m_file(file)
        , m_plan(plan)
    {
        for (const DataFlow &flow : file.input.model->flows) {
            if (flow.kind == FlowKind::Network && !flow.vanished) {
                m_clients[flow.target].insert(flow.source);
                m_servers[flow.source].insert(flow.target);
            }
        }
    }

    void plan()
    {
        for (const ComposeServiceView &service : m_file.services) {
            if (service.isStore() && isOnDefaultNetwork(service) && !publishesPorts(service))
                addStore(service);
        }
        if (m_ofService.isEmpty())
            return;
        PlannedMeasure planned;
        planned.measure.id = QStringLiteral("private-networks");
        planned.measure.target = networksKey();
        planned.measure.level = HardeningLevel::Strict;
        planned.measure.summary = QStringLiteral("%1 on networks of their own, with those that "
                                                 "talk to them and no way out")
                                      .arg(m_stores.join(QStringLiteral(", ")));
        planned.measure.basis = QStringLiteral("flows that the files show");
        planned.measure.toTest = true;
        planned.caution =
            QStringLiteral("one network for all; who talks to whom without the files saying so "
                           "would be cut off");
        for (const ComposeServiceView &service : m_file.services) {
            if (!m_ofService.contains(service.name))
                continue;
            planned.measure.records += service.element->id;
            planned.changes.push_back(
                {service.path(networksKey()), PlainValue::list(m_ofService.value(service.name))});
        }
        for (const QString &store : std::as_const(m_stores))
            planned.changes.push_back(
                {{networksKey(), networkOf(store)},
                 PlainValue::map({{QStringLiteral("internal"), PlainValue::flag(true)}})});
        m_plan.measures.push_back(std::move(planned));
    }

private:
    static QString networkOf(const QString &store) { return store + QStringLiteral("-private"); }

    void addStore(const ComposeServiceView &store)
    {
        const QSet<ElementId> sources = m_clients.value(store.element->id);
        std::vector<const ComposeServiceView *> clients;
        for (const ComposeServiceView &service : m_file.services) {
            if (sources.contains(service.element->id))
                clients.push_back(&service);
        }
        const QSet<ElementId> servers = m_servers.value(store.element->id);
        const bool callsOthers = std::any_of(m_file.services.begin(), m_file.services.end(),
                                             [&](const ComposeServiceView &service) {
                                                 return servers.contains(service.element->id)
                                                     && !sources.contains(service.element->id);
                                             });
        const bool isPlain = std::all_of(clients.begin(), clients.end(), [](const auto *client) {
            return isOnDefaultNetwork(*client);
        });
        if (clients.empty() || callsOthers || !isPlain
            || m_file.root[networksKey()].contains(networkOf(store.name)))
            return;
        m_stores += store.name;
        // A store that is a client of another one keeps to private networks, too.
        m_ofService[store.name] += networkOf(store.name);
        for (const ComposeServiceView *client : clients) {
            QStringList &networks = m_ofService[client->name];
            if (networks.isEmpty() && !client->isStore())
                networks += QStringLiteral("default");
            networks += networkOf(store.name);
        }
    }

    const ComposeView &m_file;
    HardeningPlan &m_plan;
    QHash<ElementId, QSet<ElementId>> m_clients;
    QHash<ElementId, QSet<ElementId>> m_servers;
    QMap<QString, QStringList> m_ofService;
    QStringList m_stores;
};

QStringList networksOf(const ComposeServiceView &service)
{
    const PlainValue &networks = service.all[networksKey()];
    QStringList names = networks.texts();
    for (const auto &member : networks.members())
        names += member.first;
    return names;
}

// A network that only data stores need to be on, besides services that have another one.
bool canBeInternal(const ComposeView &file, const QString &name, const QSet<QString> &internal)
{
    bool hasStore = false;
    for (const ComposeServiceView &service : file.services) {
        const QStringList networks = networksOf(service);
        if (!networks.contains(name))
            continue;
        const bool hasWayOut =
            std::any_of(networks.begin(), networks.end(), [&](const QString &other) {
                return other != name && !internal.contains(other);
            });
        if (!hasWayOut && (!service.isStore() || publishesPorts(service)))
            return false;
        hasStore = hasStore || service.isStore();
    }
    return hasStore;
}

void planInternal(const ComposeView &file, HardeningPlan &plan)
{
    QSet<QString> internal;
    const PlainValue &networks = file.root[networksKey()];
    for (const auto &[name, settings] : networks.members()) {
        if (settings[QStringLiteral("internal")].text() == u"true")
            internal.insert(name);
    }
    for (const auto &[name, settings] : networks.members()) {
        const bool isOwn = settings[QStringLiteral("external")].isSilent()
            && settings[QStringLiteral("internal")].isSilent();
        if (internal.contains(name) || !isOwn || !canBeInternal(file, name, internal))
            continue;
        internal.insert(name);
        PlannedMeasure planned;
        planned.measure.id = QStringLiteral("internal-network");
        planned.measure.target = networksKey() + u'.' + name;
        planned.measure.level = HardeningLevel::Strict;
        planned.measure.summary = QStringLiteral("no way out of network %1").arg(name);
        planned.measure.basis =
            QStringLiteral("the file: data stores, and services with another network");
        planned.measure.toTest = true;
        planned.caution = QStringLiteral("a service on it may need to reach something outside");
        planned.changes = {
            {{networksKey(), name, QStringLiteral("internal")}, PlainValue::flag(true)}};
        for (const ComposeServiceView &service : file.services) {
            if (networksOf(service).contains(name))
                planned.measure.records += service.element->id;
        }
        plan.measures.push_back(std::move(planned));
    }
}

} // namespace

void planNetworks(const ComposeView &file, HardeningPlan &plan)
{
    StoreNetworks(file, plan).plan();
    planInternal(file, plan);
}

} // namespace drawbridge
