#include "model/import/compose/composemodel.h"
#include "model/import/hostreferences.h"

namespace drawbridge::compose {

static bool speaksWeb(const ComposeService &service)
{
    for (const PublishedPort &port : service.ports + service.exposed) {
        if (isWebPort(port.port) && port.protocol == u"tcp")
            return true;
    }
    return false;
}

void ComposeModel::describeKind(ServiceRecords &records) const
{
    Element &element = records.element;
    if (const ImageFacts *family = records.image.family) {
        element.kind =
            family->kind == u"data-store" ? ElementKind::DataStore : ElementKind::Process;
        element.technology = family->technology;
    }
    const bool undecided = element.technology.isEmpty() || element.technology == u"generic-process";
    if (undecided) {
        bool exposesWeb = speaksWeb(records.service);
        if (records.image.dockerfile) {
            for (const auto &port : records.image.dockerfile->exposedPorts)
                exposesWeb |= port.value == u"80/tcp" || port.value == u"8080/tcp"
                    || port.value == u"5000/tcp" || port.value == u"3000/tcp"
                    || port.value == u"8000/tcp" || port.value == u"443/tcp";
        }
        element.technology =
            exposesWeb ? QStringLiteral("web-service") : QStringLiteral("generic-process");
    }
}

void ComposeModel::addElements()
{
    for (ServiceRecords &records : m_services) {
        const ComposeService &service = records.service;
        Element &element = records.element;
        const QString key = records.key();
        const Origin origin = service.node.origin();
        element.id = ElementId(m_records.id('e', key));
        element.name = service.name;
        element.hasRuntime = true;
        element.boundary = m_host.id;
        element.image = records.image.id;
        // A service with an unread base may have keys that nobody saw: no default of the platform
        // counts for it.
        if (!service.partial)
            element.platform =
                service.forSwarm ? QStringLiteral("swarm") : QStringLiteral("compose");
        element.sourceKey = sourceKey(origin, key);
        m_records.noteLine(placeAt(origin, key));
        describeKind(records);
        addInterfaces(records);
    }
}

// "5432/tcp" -> its interface, made when it is new.
Interface &ComposeModel::interfaceOf(ServiceRecords &records, const QString &name,
                                     const ClaimPlace &from, ClaimSource source)
{
    const auto known = records.interfaces.find(name);
    if (known != records.interfaces.end())
        return known->second;
    const QString key = records.key() + QStringLiteral(".ports.") + name;
    Interface interface;
    interface.id = InterfaceId(m_records.id('p', key));
    interface.owner = records.element.id;
    interface.kind = name.endsWith(u"/udp") ? InterfaceKind::Udp : InterfaceKind::Tcp;
    interface.name = name;
    interface.sourceKey = {from.source.isEmpty() ? records.element.sourceKey.source : from.source,
                           key};
    bool isNumber = false;
    const int port = name.section(u'/', 0, 0).toInt(&isNumber);
    if (isNumber)
        m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("port"),
                      static_cast<qint64>(port), source, from);
    const ImageFacts *facts = records.image.family;
    for (const ImagePort &candidate : facts ? facts->ports : QList<ImagePort>()) {
        if (candidate.port == port && name.endsWith(candidate.transport)
            && !candidate.protocol.isEmpty())
            m_records.set(interface.properties, RecordKind::Interface, QStringLiteral("protocol"),
                          candidate.protocol, ClaimSource::ImageTable,
                          {{}, QStringLiteral("images.") + facts->name, 0});
    }
    return records.interfaces.emplace(name, std::move(interface)).first->second;
}

void ComposeModel::addInterfaces(ServiceRecords &records)
{
    const ComposeService &service = records.service;
    const QString key = records.key();
    for (const PublishedPort &port : service.ports)
        interfaceOf(records, port.name(),
                    placeAt(port.origin, key + QStringLiteral(".ports.") + port.name()),
                    ClaimSource::File);
    for (const PublishedPort &port : service.exposed)
        interfaceOf(records, port.name(),
                    placeAt(port.origin, key + QStringLiteral(".expose.") + port.name()),
                    ClaimSource::File);
    if (records.image.dockerfile) {
        for (const auto &port : records.image.dockerfile->exposedPorts)
            interfaceOf(records, port.value,
                        {records.image.dockerfileSource, QStringLiteral("EXPOSE"), port.line},
                        ClaimSource::Image);
    }
    // What an image listens on by itself; a built one may well listen elsewhere.
    if (const ImageFacts *facts = records.image.facts) {
        for (const ImagePort &port : facts->ports)
            interfaceOf(records, QString::number(port.port) + u'/' + port.transport,
                        {{}, QStringLiteral("images.") + facts->name, 0}, ClaimSource::ImageTable);
    }
}

} // namespace drawbridge::compose
