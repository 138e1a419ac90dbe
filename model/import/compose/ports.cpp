#include "model/import/compose/composeservice.h"

namespace drawbridge::compose {

namespace {

constexpr qsizetype MaximumPorts = 1000;

struct PortRange
{
    int first = 0;
    int last = 0;
};

std::optional<int> parsePort(QStringView text)
{
    bool valid = false;
    const int port = text.trimmed().toInt(&valid);
    return valid && port >= 0 && port <= 65535 ? std::optional(port) : std::nullopt;
}

std::optional<PortRange> parseRange(QStringView text)
{
    const qsizetype dash = text.indexOf(u'-');
    const auto first = parsePort(dash < 0 ? text : text.first(dash));
    const auto last = parsePort(dash < 0 ? text : text.sliced(dash + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return PortRange {*first, *last};
}

// The address part of "[::1]:80", "::1:80" or "127.0.0.1:80"; takes it and its colon away.
QString takeAddress(QStringView &host)
{
    const qsizetype colon = host.lastIndexOf(u':');
    if (colon < 0)
        return {};
    QString address = host.first(colon).toString();
    host = host.sliced(colon + 1);
    if (address.startsWith(u'[') && address.endsWith(u']'))
        address = address.sliced(1, address.size() - 2);
    return address;
}

bool isAddress(const QString &text)
{
    for (const QChar c : text) {
        const bool fits = c.isDigit() || c == u'.' || c == u':' || c == u'%' || c == u'*'
            || (c.unicode() < 128 && c.isLetter());
        if (!fits)
            return false;
    }
    return text.size() <= 64;
}

bool isProtocol(const QString &protocol)
{
    return protocol == u"tcp" || protocol == u"udp" || protocol == u"sctp";
}

std::optional<PublishedPort> readLongPort(const ComposeNode &item)
{
    PublishedPort port;
    const auto target = parseRange(item[u"target"].text());
    if (!target)
        return std::nullopt;
    port.port = target->first;
    port.portLast = target->last;
    const QString protocol = item[u"protocol"].text().toLower();
    port.protocol = isProtocol(protocol) ? protocol : QStringLiteral("tcp");
    port.hostIp = item[u"host_ip"].text();
    const ComposeNode published = item[u"published"];
    if (!published.isSilent() && !published.text().isEmpty()) {
        const auto host = parseRange(published.text());
        if (!host)
            return std::nullopt;
        port.hostPort = host->first;
        port.hostPortLast = host->last;
    }
    return port;
}

void readExposed(ComposeReading &reading, ComposeService &service)
{
    for (const ComposeNode &item : service.node[u"expose"].items()) {
        const QString text = item.text();
        const qsizetype slash = text.indexOf(u'/');
        const auto range = parseRange(QStringView(text).first(slash < 0 ? text.size() : slash));
        const QString protocol =
            slash < 0 ? QStringLiteral("tcp") : text.sliced(slash + 1).toLower();
        if (!item.isKnownScalar() || !range || !isProtocol(protocol)) {
            if (!item.interpolated().unresolved)
                reading.warning(item.origin(),
                                QStringLiteral("'%1' is no port to expose").arg(shown(text)));
            continue;
        }
        if (service.exposed.size() < MaximumPorts)
            service.exposed.append({{}, 0, 0, range->first, range->last, protocol, item.origin()});
    }
}

} // namespace

QString PublishedPort::name() const
{
    QString text = QString::number(port);
    if (portLast > port)
        text += u'-' + QString::number(portLast);
    return text + u'/' + protocol;
}

bool PublishedPort::isLoopback() const
{
    return hostIp.startsWith(QStringLiteral("127.")) || hostIp == u"::1" || hostIp == u"localhost";
}

std::optional<PublishedPort> parseShortPort(const QString &text)
{
    PublishedPort port;
    port.protocol = QStringLiteral("tcp");
    QStringView rest = QStringView(text).trimmed();
    if (const qsizetype slash = rest.lastIndexOf(u'/'); slash >= 0) {
        port.protocol = rest.sliced(slash + 1).toString().toLower();
        rest = rest.first(slash);
        if (!isProtocol(port.protocol))
            return std::nullopt;
    }
    const qsizetype colon = rest.lastIndexOf(u':');
    const auto target = parseRange(colon < 0 ? rest : rest.sliced(colon + 1));
    if (!target || target->first == 0)
        return std::nullopt;
    port.port = target->first;
    port.portLast = target->last;
    port.hostIp = QStringLiteral("0.0.0.0");
    if (colon < 0)
        return port;
    QStringView host = rest.first(colon);
    const QString address = takeAddress(host);
    if (!isAddress(address))
        return std::nullopt;
    if (!address.isEmpty())
        port.hostIp = address;
    if (host.isEmpty())
        return port;
    const auto published = parseRange(host);
    if (!published)
        return std::nullopt;
    port.hostPort = published->first;
    port.hostPortLast = published->last;
    const int width = port.portLast - port.port;
    // A host range for one port leaves the choice to the daemon; other widths must agree.
    if (width > 0 && published->last - published->first != width)
        return std::nullopt;
    return port;
}

void readPorts(ComposeReading &reading, ComposeService &service)
{
    service.portsPartial = service.partial;
    const ComposeNode ports = service.node[u"ports"];
    if (!ports.isSilent() && !ports.isList())
        reading.warning(ports.origin(), QStringLiteral("'ports' must be a list"));
    for (const ComposeNode &item : ports.items()) {
        std::optional<PublishedPort> port =
            item.isMap() ? readLongPort(item) : parseShortPort(item.text());
        const bool tooMany = service.ports.size() >= MaximumPorts;
        if (!port || tooMany) {
            service.portsPartial = true;
            if (!item.interpolated().unresolved)
                reading.warning(item.origin(),
                                tooMany ? QStringLiteral("too many ports")
                                        : QStringLiteral("'%1' is no port mapping; it is not read")
                                              .arg(shown(item.text())));
            continue;
        }
        if (port->hostIp.isEmpty())
            port->hostIp = QStringLiteral("0.0.0.0");
        port->origin = item.origin();
        service.ports.append(*std::move(port));
    }
    readExposed(reading, service);
}

} // namespace drawbridge::compose
