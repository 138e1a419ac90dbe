#include "model/import/daemonjson/daemonhost.h"

#include "model/import/daemonjson/daemonsettings.h"
#include "model/import/logdestination.h"
#include "model/import/showntext.h"

#include <QUrl>

namespace drawbridge::daemonjson {

static constexpr qsizetype MostListed = 200;

// Where a daemon without root keeps its configuration, and its socket.
static bool isRootlessPath(const QString &path)
{
    return path.contains(QStringLiteral(".config/docker/"));
}

static bool isRootlessSocket(const QString &host)
{
    return host.startsWith(QStringLiteral("unix:///run/user/"));
}

// The folder that names a host in a collection of their files: "prod/daemon.json".
static QString hostName(const QString &path)
{
    static const QStringList unnamed {QStringLiteral("docker"), QStringLiteral("etc"),
                                      QStringLiteral("."),      QStringLiteral(".."),
                                      QStringLiteral("config"), QStringLiteral(".config"),
                                      QStringLiteral("before"), QStringLiteral("after")};
    QStringList folders = path.split(u'/');
    folders.removeLast();
    while (!folders.isEmpty() && (folders.last().isEmpty() || unnamed.contains(folders.last())))
        folders.removeLast();
    return folders.isEmpty() ? QStringLiteral("Host") : shown(folders.last());
}

DaemonHost::DaemonHost(RecordAssembly &records, SourceId source, QString path)
    : m_records(records)
    , m_source(std::move(source))
    , m_path(std::move(path))
{
    const QString prefix = keyPrefixOf(m_path);
    const QString hostKey = QStringLiteral("host");
    m_host.id = BoundaryId(m_records.id('b', prefix + hostKey));
    m_host.kind = BoundaryKind::Host;
    m_host.name = hostName(m_path);
    m_host.platform = QStringLiteral("docker");
    m_host.sourceKey = {m_source, hostKey};
    const QString daemonKey = QStringLiteral("daemon");
    m_daemon.id = ElementId(m_records.id('e', prefix + daemonKey));
    m_daemon.kind = ElementKind::Process;
    m_daemon.name = QStringLiteral("Container runtime");
    m_daemon.technology = QStringLiteral("container-runtime");
    m_daemon.boundary = m_host.id;
    m_daemon.sourceKey = {m_source, daemonKey};
}

void DaemonHost::say(const char16_t *property, const Value &value, const TreeNode &from,
                     const QString &setting)
{
    m_records.set(m_host.properties, RecordKind::Boundary, QString::fromUtf16(property), value,
                  ClaimSource::File, {m_source, setting, from.line()});
}

void DaemonHost::tell(const TreeNode &from, const QString &message)
{
    m_records.diagnostics.append({DiagnosticSeverity::Information, message, from.location()});
}

void DaemonHost::add(const TreeNode &settings)
{
    if (isRootlessPath(m_path))
        say(u"rootless", true, settings, QStringLiteral("rootless"));
    visitSettings(settings, m_records.diagnostics,
                  [this](const QString &name, const TreeNode &value) { take(name, value); });
    addListeners(m_hosts);
    takeRegistries();
    takeLogs();
    m_records.noteLine({m_source, m_host.sourceKey.key, 1});
    m_records.noteLine({m_source, m_daemon.sourceKey.key, 1});
    m_records.model.boundaries.put(m_host);
    m_records.model.elements.put(m_daemon);
}

void DaemonHost::take(const QString &name, const TreeNode &value)
{
    static const QHash<QString, const char16_t *> flags {
        {QStringLiteral("icc"), u"interContainerDefault"},
        {QStringLiteral("live-restore"), u"liveRestore"},
        {QStringLiteral("no-new-privileges"), u"noNewPrivilegesDefault"},
        {QStringLiteral("rootless"), u"rootless"}};
    if (const auto flag = flags.constFind(name); flag != flags.constEnd())
        say(*flag, *value.toBool(), value, name);
    else if (name == u"selinux-enabled" && *value.toBool())
        say(u"mandatoryAccess", QStringLiteral("selinux"), value, name);
    else if (name == u"tlsverify")
        m_verifiesClients = *value.toBool();
    else if (name == u"hosts")
        m_hosts = value;
    else if (name == u"insecure-registries")
        m_insecure = value;
    else if (name == u"registry-mirrors")
        m_mirrors = value;
    else if (name == u"authorization-plugins")
        say(u"daemonAuthorizer", value.size() > 0, value, name);
    else if (name == u"log-opts")
        m_logOptions = value;
    else if (name == u"default-ulimits")
        takeUlimits(value);
    else
        takeText(name, value);
}

void DaemonHost::takeText(const QString &name, const TreeNode &value)
{
    const QString text = value.text();
    if (name == u"userns-remap") {
        say(u"usernsRemap", !text.isEmpty(), value, name);
    } else if (name == u"log-driver" && !text.isEmpty()) {
        m_logDriver = value;
    } else if (name == u"seccomp-profile" && !text.isEmpty()) {
        say(u"seccomp",
            text == u"unconfined"    ? QStringLiteral("unconfined")
                : text == u"builtin" ? QStringLiteral("default")
                                     : QStringLiteral("custom"),
            value, name);
    } else if (name == u"metrics-addr" && !text.isEmpty()
               && !text.startsWith(QStringLiteral("127."))
               && !text.startsWith(QStringLiteral("localhost"))) {
        tell(value, QStringLiteral("the daemon's metrics can be read from other machines"));
    }
}

// "tcp://0.0.0.0:2375", "unix:///var/run/docker.sock", "fd://", "npipe://".
void DaemonHost::addListener(const TreeNode &host)
{
    const QString text = host.text();
    if (!text.startsWith(QStringLiteral("tcp://")))
        return;
    const QUrl address(text, QUrl::StrictMode);
    const int port = address.port(m_verifiesClients ? 2376 : 2375);
    const QString name = QString::number(port) + QStringLiteral("/tcp");
    const QString key = QStringLiteral("daemon.") + name;
    for (const Interface &known : m_records.model.interfaces) {
        if (known.owner == m_daemon.id && known.name == name)
            return;
    }
    Interface listener;
    listener.id = InterfaceId(m_records.id('p', keyPrefixOf(m_path) + key));
    listener.owner = m_daemon.id;
    listener.kind = InterfaceKind::Tcp;
    listener.name = name;
    listener.sourceKey = {m_source, key};
    const ClaimPlace place {m_source, key, host.line()};
    const auto set = [&](const char16_t *property, const Value &value) {
        m_records.set(listener.properties, RecordKind::Interface, QString::fromUtf16(property),
                      value, ClaimSource::File, place);
    };
    set(u"protocol", QStringLiteral("docker-api"));
    set(u"port", static_cast<qint64>(port));
    set(u"administrative", true);
    set(u"authentication", m_verifiesClients ? QStringLiteral("mtls") : QStringLiteral("none"));
    const QString listensOn = address.host().isEmpty() ? QStringLiteral("0.0.0.0") : address.host();
    set(u"listensOn", shown(listensOn));
    const bool isLocal = listensOn.startsWith(QStringLiteral("127.")) || listensOn == u"localhost"
        || listensOn == u"::1";
    if (isLocal)
        set(u"reachableFrom", QStringLiteral("local"));
    m_records.model.interfaces.put(listener);
}

void DaemonHost::addListeners(const TreeNode &hosts)
{
    const QString setting = QStringLiteral("hosts");
    TreeNode tcp;
    for (qsizetype i = 0; i < std::min(hosts.size(), MostListed); ++i) {
        const TreeNode host = hosts.at(i);
        if (isRootlessSocket(host.text()))
            say(u"rootless", true, host, setting);
        if (host.text().startsWith(QStringLiteral("tcp://")) && tcp.isMissing())
            tcp = host;
        addListener(host);
    }
    if (!tcp.isMissing())
        say(u"daemonApi", m_verifiesClients ? QStringLiteral("tcp-tls") : QStringLiteral("tcp"),
            tcp, setting);
    else if (hosts.size() > 0)
        say(u"daemonApi", QStringLiteral("unix"), hosts, setting);
}

void DaemonHost::takeRegistries()
{
    ValueList names;
    for (qsizetype i = 0; i < std::min(m_insecure.size(), MostListed); ++i)
        names += shown(m_insecure.at(i).text());
    // A mirror is asked before the registry, and over plain HTTP nobody vouches for what it sends.
    for (qsizetype i = 0; i < std::min(m_mirrors.size(), MostListed); ++i) {
        const QUrl mirror(m_mirrors.at(i).text());
        if (mirror.scheme() == u"http" && !mirror.host().isEmpty())
            names +=
                shown(mirror.port() < 0 ? mirror.host()
                                        : mirror.host() + u':' + QString::number(mirror.port()));
    }
    const bool isMirror = m_insecure.isMissing();
    if (!isMirror || !names.isEmpty())
        say(u"insecureRegistries", names, isMirror ? m_mirrors : m_insecure,
            isMirror ? QStringLiteral("registry-mirrors") : QStringLiteral("insecure-registries"));
}

void DaemonHost::takeLogs()
{
    const QString setting = QStringLiteral("log-driver");
    const QString driver = m_logDriver.text();
    if (!m_logDriver.isMissing()) {
        const QString destination =
            logDestinationOf(driver, m_logOptions[u"syslog-address"].text());
        if (destination.isEmpty())
            tell(m_logDriver,
                 QStringLiteral("where the log driver '%1' sends logs is not known here")
                     .arg(shown(driver)));
        else
            say(u"logDestination", destination, m_logDriver, setting);
        if (rotatesByItself(driver))
            say(u"logRotation", true, m_logDriver, setting);
    }
    const TreeNode size = m_logOptions[u"max-size"];
    if (size.isScalar() && size.text() != u"-1")
        say(u"logRotation", true, size, QStringLiteral("log-opts.max-size"));
}

void DaemonHost::takeUlimits(const TreeNode &limits)
{
    ValueList texts;
    for (qsizetype i = 0; i < std::min(limits.size(), MostListed); ++i) {
        const QString name = shown(limits.keyAt(i).text());
        const TreeNode limit = limits.at(i);
        const auto soft = limit.isMapping() ? limit[u"Soft"].toInt() : limit.toInt();
        const auto hard = limit.isMapping() ? limit[u"Hard"].toInt() : limit.toInt();
        if (soft && hard)
            texts += QStringLiteral("%1=%2:%3").arg(name).arg(*soft).arg(*hard);
        else
            tell(limit, QStringLiteral("the limit '%1' is not read").arg(name));
    }
    say(u"defaultUlimits", texts, limits, QStringLiteral("default-ulimits"));
}

} // namespace drawbridge::daemonjson
