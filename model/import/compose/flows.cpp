#include "model/import/compose/flows.h"

#include "model/import/compose/secretassets.h"

#include <algorithm>

namespace drawbridge::compose {

void FlowFinder::collectHosts()
{
    const auto add = [this](const QString &host, const QString &service) {
        const QString key = host.toLower();
        if (!key.isEmpty() && !m_hosts.contains(key))
            m_hosts.insert(key, service);
    };
    for (const ServiceRecords &records : m_model.m_services)
        add(records.service.name, records.service.name);
    for (const ServiceRecords &records : m_model.m_services) {
        const ComposeService &service = records.service;
        add(service.node[u"container_name"].text(), service.name);
        add(service.node[u"hostname"].text(), service.name);
        for (const NetworkAttachment &attachment : service.networks) {
            for (const QString &name : attachment.aliases + attachment.addresses)
                add(name, service.name);
        }
    }
}

// "DB_HOST" -> "DB": what the variables of one connection have in common.
static QString connectionPrefix(const QString &variable)
{
    const qsizetype bar = variable.lastIndexOf(u'_');
    return bar <= 0 ? QString() : variable.first(bar);
}

AssetId FlowFinder::credentialBeside(const ComposeService &service, const QString &variable) const
{
    const QString prefix = connectionPrefix(variable);
    if (prefix.isEmpty())
        return {};
    for (const EnvironmentEntry &entry : service.environment) {
        if (entry.secret && entry.name.startsWith(prefix + u'_'))
            return m_assets.ofVariable(service.name, entry.name);
    }
    return {};
}

int FlowFinder::portBeside(const ComposeService &service, const QString &variable) const
{
    const QString wanted = connectionPrefix(variable) + QStringLiteral("_PORT");
    for (const EnvironmentEntry &entry : service.environment) {
        if (entry.name != wanted)
            continue;
        const int port = entry.value.toInt();
        return port > 0 && port < 65536 ? port : 0;
    }
    return 0;
}

void FlowFinder::addUsesInEnvironment(const ServiceRecords &records,
                                      const QHash<QString, QString> &known, QList<Use> &uses) const
{
    static constexpr qsizetype MaximumUses = 500;
    const ComposeService &service = records.service;
    for (const EnvironmentEntry &entry : service.environment) {
        for (const HostReference &found : findHosts(entry.value, known, namesAddress(entry.name))) {
            Use use;
            use.target = known.value(found.host.toLower());
            use.port = found.port;
            use.scheme = found.scheme;
            use.encryption = found.encryption;
            use.hasPassword = found.hasPassword;
            use.controlPlane = entry.name == u"DOCKER_HOST" || entry.name == u"CONTAINER_HOST";
            if (use.port == 0 && use.scheme.isEmpty())
                use.port = portBeside(service, entry.name);
            use.credential = entry.secret ? m_assets.ofVariable(service.name, entry.name)
                                          : credentialBeside(service, entry.name);
            use.origin = entry.origin;
            if (uses.size() < MaximumUses)
                uses += use;
        }
    }
}

QList<FlowFinder::Use> FlowFinder::usesOf(const ServiceRecords &records) const
{
    const ComposeService &service = records.service;
    QHash<QString, QString> known = m_hosts;
    for (auto it = service.linkAliases.begin(); it != service.linkAliases.end(); ++it)
        known.insert(it.key().toLower(), it.value());
    QList<Use> uses;
    addUsesInEnvironment(records, known, uses);
    for (const QString &word : service.entrypoint + service.command) {
        for (const HostReference &found : findHosts(word, known, false)) {
            Use use;
            use.target = known.value(found.host.toLower());
            use.port = found.port;
            use.scheme = found.scheme;
            use.encryption = found.encryption;
            use.hasPassword = found.hasPassword;
            use.origin = service.commandOrigin;
            uses += use;
        }
    }
    for (const Dependency &link : service.links) {
        Use use;
        use.target = link.service;
        use.origin = link.origin;
        uses += use;
    }
    return uses;
}

// What a socket proxy lets through, by the switches that all of them share; nothing for something
// that is no such proxy.
static std::optional<ValueList> operationsOfProxy(const ServiceRecords &proxy)
{
    const ImageFacts *family = proxy.image.family;
    if (!family || family->name != u"socket-proxy")
        return std::nullopt;
    const auto on = [&proxy](const char16_t *name) {
        for (const EnvironmentEntry &entry : proxy.service.environment) {
            if (entry.name == name)
                return entry.value == u"1" || entry.value.toLower() == u"true";
        }
        return false;
    };
    ValueList operations;
    if (on(u"CONTAINERS"))
        operations += {u"list", u"inspect"};
    if (on(u"POST") && on(u"EXEC"))
        operations += u"exec";
    if (on(u"POST") && on(u"CONTAINERS"))
        operations += u"create";
    if (on(u"POST") && on(u"BUILD"))
        operations += u"build";
    if (on(u"POST") && on(u"IMAGES"))
        operations += u"pull";
    return operations;
}

InterfaceId FlowFinder::interfaceFor(ServiceRecords &target, const Use &use)
{
    int port = use.port;
    if (port == 0) {
        port = defaultPortOf(use.scheme);
        const QString name = QString::number(port) + QStringLiteral("/tcp");
        if (port > 0 && target.interfaces.contains(name))
            return target.interfaces[name].id;
        return target.interfaces.size() == 1 ? target.interfaces.begin()->second.id : InterfaceId();
    }
    for (const PublishedPort &range : target.service.ports + target.service.exposed) {
        if (range.portLast > range.port && port >= range.port && port <= range.portLast)
            return target.interfaces[range.name()].id;
    }
    const QString name = QString::number(port) + QStringLiteral("/tcp");
    return m_model.interfaceOf(target, name, m_model.place(use.origin), ClaimSource::File).id;
}

void FlowFinder::addUse(const ServiceRecords &records, const Use &use)
{
    ServiceRecords *target = m_model.find(use.target);
    if (!target || target->service.name == records.service.name)
        return;
    m_confirmed.insert({records.service.name, use.target});
    QString key = records.key() + QStringLiteral(".flows.") + use.target;
    if (use.port > 0)
        key += u'.' + QString::number(use.port);
    const FlowKind kind = use.controlPlane ? FlowKind::ControlPlane : FlowKind::Network;
    DataFlow &flow = m_model.addFlow(key, records.element.id, target->element.id, kind, use.origin);
    const InterfaceId interface = interfaceFor(*target, use);
    if (flow.interface.isEmpty())
        flow.interface = interface;
    const ClaimPlace place = m_model.place(use.origin);
    m_model.m_records.noteLine(place);
    const auto say = [&](const char16_t *name, const Value &value) {
        m_model.m_records.set(flow.properties, RecordKind::Flow, QString::fromUtf16(name), value,
                              ClaimSource::File, place);
    };
    const auto operations = use.controlPlane ? operationsOfProxy(*target) : std::nullopt;
    if (operations)
        say(u"allowedOperations", *operations);
    if (use.controlPlane)
        say(u"protocol", QStringLiteral("docker-api"));
    else if (!use.scheme.isEmpty())
        say(u"protocol", shown(use.scheme));
    const QString encryption = use.encryption.isEmpty() ? encryptionOf(use.scheme) : use.encryption;
    if (!encryption.isEmpty())
        say(u"encryption", encryption);
    if (use.hasPassword)
        say(u"sourceAuthentication", QStringLiteral("password"));
    if (!use.credential.isEmpty()) {
        say(u"credential", use.credential.toString());
        m_assets.grant(use.credential, target->element.id);
    }
}

void FlowFinder::addUses(const ServiceRecords &records)
{
    const QList<Use> uses = usesOf(records);
    QSet<QString> withPort;
    for (const Use &use : uses) {
        if (use.port > 0)
            withPort.insert(use.target);
    }
    for (const Use &use : uses) {
        // A mention without a port adds nothing to one that has it.
        if (use.port == 0 && withPort.contains(use.target))
            continue;
        addUse(records, use);
    }
}

void FlowFinder::addInferred(const ServiceRecords &records)
{
    for (const Dependency &dependency : records.service.dependencies) {
        ServiceRecords *target = m_model.find(dependency.service);
        const bool same = dependency.service == records.service.name;
        if (!target || same || m_confirmed.contains({records.service.name, dependency.service}))
            continue;
        const QString key = records.key() + QStringLiteral(".depends_on.") + dependency.service;
        DataFlow &flow = m_model.addFlow(key, records.element.id, target->element.id,
                                         FlowKind::Network, dependency.origin);
        flow.confirmed = false;
        if (target->interfaces.size() == 1)
            flow.interface = target->interfaces.begin()->second.id;
        m_model.m_records.noteLine(m_model.placeAt(dependency.origin, key));
    }
}

void FlowFinder::add()
{
    collectHosts();
    for (const ServiceRecords &records : m_model.m_services)
        addUses(records);
    for (const ServiceRecords &records : m_model.m_services)
        addInferred(records);
    addSharedVolumes();
    m_assets.finish();
}

} // namespace drawbridge::compose
