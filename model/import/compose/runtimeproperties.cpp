#include "model/import/compose/composemodel.h"
#include "model/import/compose/quantities.h"

namespace drawbridge::compose {

namespace {

// "CAP_NET_ADMIN" and "net_admin" are the same capability.
ValueList capabilitiesOf(const ComposeNode &list)
{
    ValueList names;
    for (const ComposeNode &item : list.items()) {
        QString name = shown(item.text()).toUpper();
        if (name.startsWith(QStringLiteral("CAP_")))
            name = name.sliced(4);
        if (!name.isEmpty())
            names += name;
    }
    return names;
}

QString mountKindName(MountKind kind)
{
    switch (kind) {
    case MountKind::Bind:
        return QStringLiteral("bind");
    case MountKind::Volume:
    case MountKind::Anonymous:
        return QStringLiteral("volume");
    case MountKind::Tmpfs:
        return QStringLiteral("tmpfs");
    case MountKind::Config:
        return QStringLiteral("config");
    case MountKind::Secret:
        return QStringLiteral("secret");
    default:
        return QStringLiteral("other");
    }
}

Value mountValue(const QString &kind, const QString &source, const QString &target, bool readOnly,
                 const QString &propagation)
{
    ValueMap map {{QStringLiteral("kind"), kind},
                  {QStringLiteral("target"), shown(target)},
                  {QStringLiteral("readOnly"), readOnly}};
    if (!source.isEmpty())
        map.insert(QStringLiteral("source"), shown(source));
    if (!propagation.isEmpty())
        map.insert(QStringLiteral("propagation"), propagation);
    return map;
}

Value portValue(const PublishedPort &published, int hostPort, int port)
{
    const Value onHost(static_cast<qint64>(hostPort));
    const Value inside(static_cast<qint64>(port));
    return ValueMap {{QStringLiteral("hostIp"), published.hostIp},
                     {QStringLiteral("hostPort"), onHost},
                     {QStringLiteral("port"), inside},
                     {QStringLiteral("protocol"), published.protocol}};
}

struct SecurityOption
{
    QString name;
    QString value;
};

// "seccomp:unconfined", "apparmor=profile", "no-new-privileges".
SecurityOption parseSecurityOption(const QString &text)
{
    qsizetype split = 0;
    while (split < text.size() && text[split] != u':' && text[split] != u'=')
        ++split;
    return {text.first(split).trimmed().toLower(), text.sliced(std::min(split + 1, text.size()))};
}

} // namespace

void ComposeModel::describeRuntime(ServiceRecords &records)
{
    const ComposeService &service = records.service;
    const ComposeNode &node = service.node;
    QStringList words = service.entrypoint + service.command;
    if (!words.isEmpty()) {
        ValueList command;
        for (const QString &word : redactedWords(words))
            command += word;
        set(records, QStringLiteral("command"), command, service.commandOrigin);
    }
    describePrivileges(records);
    describeNamespaces(records);
    describeMounts(records);
    describePorts(records);
    describeLimits(records);
    describeLogging(records);
    describeHealth(records);
    describeEnvironment(records);
    describeStore(records);
    const ComposeNode runtime = node[u"runtime"];
    if (runtime.text().contains(QStringLiteral("runsc")))
        set(records, QStringLiteral("sandbox"), QStringLiteral("gvisor"), runtime.origin());
    else if (runtime.text().contains(QStringLiteral("kata")))
        set(records, QStringLiteral("sandbox"), QStringLiteral("vm"), runtime.origin());
    if (service.partial)
        set(records, QStringLiteral("deployedBy"), QStringLiteral("compose"), node.origin());
}

void ComposeModel::describePrivileges(ServiceRecords &records)
{
    const ComposeNode &node = records.service.node;
    const bool partial = records.service.partial;
    const ComposeNode user = node[u"user"];
    if (user.isKnownScalar())
        set(records, QStringLiteral("user"), shown(user.text()), user.origin());
    const auto flag = [&](const char16_t *key, const char16_t *property) {
        const ComposeNode value = node[key];
        if (const auto on = parseSwitch(value.text()); on && value.isKnownScalar())
            set(records, QString::fromUtf16(property), *on, value.origin());
    };
    flag(u"privileged", u"privileged");
    flag(u"read_only", u"readOnlyRoot");
    for (const auto &[key, property] :
         {std::pair(u"cap_add", u"capAdd"), std::pair(u"cap_drop", u"capDrop")}) {
        const ComposeNode list = node[key];
        if (!list.isSilent() || partial)
            set(records, QString::fromUtf16(property), capabilitiesOf(list),
                list.isSilent() ? node.origin() : list.origin(), partial);
    }
    for (const ComposeNode &item : node[u"security_opt"].items()) {
        const SecurityOption option = parseSecurityOption(item.text());
        const bool unconfined = option.value == u"unconfined";
        if (option.name == u"no-new-privileges")
            set(records, QStringLiteral("noNewPrivileges"), option.value != u"false",
                item.origin());
        else if (option.name == u"seccomp")
            set(records, QStringLiteral("seccomp"),
                unconfined                       ? QStringLiteral("unconfined")
                    : option.value == u"builtin" ? QStringLiteral("default")
                                                 : QStringLiteral("custom"),
                item.origin());
        else if (option.name == u"apparmor")
            set(records, QStringLiteral("mandatoryAccess"),
                unconfined                              ? QStringLiteral("unconfined")
                    : option.value == u"docker-default" ? QStringLiteral("default")
                                                        : QStringLiteral("apparmor"),
                item.origin());
        else if (option.name == u"label")
            set(records, QStringLiteral("mandatoryAccess"),
                option.value == u"disable" ? QStringLiteral("unconfined")
                                           : QStringLiteral("selinux"),
                item.origin());
    }
    ValueList devices;
    for (const ComposeNode &item : node[u"devices"].items())
        devices += shown(item.isMap() ? item[u"source"].text() : item.text());
    if (!devices.isEmpty() || partial)
        set(records, QStringLiteral("devices"), devices, node[u"devices"].origin(), partial);
    ValueList sysctls;
    const ComposeNode kernel = node[u"sysctls"];
    for (const ComposeNode::Member &member : kernel.members())
        sysctls += shown(member.first + u'=' + member.second.text());
    for (const ComposeNode &item : kernel.items())
        sysctls += shown(item.text());
    if (!sysctls.isEmpty())
        set(records, QStringLiteral("sysctls"), sysctls, kernel.origin(), partial);
}

void ComposeModel::describeNamespaces(ServiceRecords &records)
{
    const ComposeService &service = records.service;
    const ComposeNode &node = service.node;
    if (service.networkMode == u"host")
        set(records, QStringLiteral("hostNetwork"), true, service.networkModeOrigin);
    const auto host = [&](const char16_t *key, const char16_t *property) {
        if (node[key].text() == u"host")
            set(records, QString::fromUtf16(property), true, node[key].origin());
    };
    host(u"pid", u"hostPid");
    host(u"ipc", u"hostIpc");
    host(u"uts", u"hostUts");
    if (node[u"userns_mode"].text() == u"host")
        set(records, QStringLiteral("userNamespace"), QStringLiteral("host"),
            node[u"userns_mode"].origin());
    ValueList partners;
    Origin origin = service.networkModeOrigin;
    for (const char16_t *key : {u"network_mode", u"pid", u"ipc"}) {
        const QString mode = node[key].text();
        ServiceRecords *other =
            mode.startsWith(QStringLiteral("service:")) ? find(mode.sliced(8)) : nullptr;
        if (!other)
            continue;
        const Value id = other->element.id.toString();
        if (!partners.contains(id))
            partners += id;
        origin = node[key].origin();
    }
    if (!partners.isEmpty())
        set(records, QStringLiteral("sharesNamespaceWith"), partners, origin);
}

void ComposeModel::describeMounts(ServiceRecords &records)
{
    const ComposeService &service = records.service;
    ValueList mounts;
    Origin origin = service.node[u"volumes"].origin();
    const auto note = [&](const Origin &where, const QString &target) {
        m_records.noteLine(
            placeAt(where, records.key() + QStringLiteral(".volumes.") + shown(target)));
        if (origin.file < 0)
            origin = where;
    };
    for (const Mount &mount : service.mounts) {
        mounts += mountValue(mountKindName(mount.kind), mount.source, mount.target, mount.readOnly,
                             mount.propagation);
        note(mount.origin, mount.target);
    }
    for (const FileGrant &grant : service.secrets) {
        mounts += mountValue(QStringLiteral("secret"), grant.name, grant.target, true, {});
        note(grant.origin, grant.target);
    }
    for (const FileGrant &grant : service.configs) {
        mounts += mountValue(QStringLiteral("config"), grant.name, grant.target, true, {});
        note(grant.origin, grant.target);
    }
    if (origin.file < 0)
        origin = service.node.origin();
    if (!mounts.isEmpty() || service.mountsPartial)
        set(records, QStringLiteral("mounts"), mounts, origin, service.mountsPartial);
    ValueList secrets;
    for (const FileGrant &grant : service.secrets)
        secrets += shown(grant.target);
    if (!secrets.isEmpty() || service.partial)
        set(records, QStringLiteral("secretMounts"), secrets,
            secrets.isEmpty() ? service.node.origin() : service.node[u"secrets"].origin(),
            service.partial);
}

void ComposeModel::describePorts(ServiceRecords &records)
{
    // Ranges wider than this are given by their ends; the list then counts as partial.
    static constexpr int MaximumListedRange = 32;
    const ComposeService &service = records.service;
    ValueList ports;
    bool partial = service.portsPartial;
    for (const PublishedPort &port : service.ports) {
        const int width = std::max(port.portLast - port.port, 0);
        const int step = width > MaximumListedRange ? width : 1;
        partial |= step > 1;
        for (int offset = 0; offset <= width; offset += step) {
            const bool follows = port.hostPort > 0 && width > 0;
            const int hostPort = follows ? port.hostPort + offset : port.hostPort;
            ports += portValue(port, hostPort, port.port + offset);
        }
        m_records.noteLine(
            placeAt(port.origin, records.key() + QStringLiteral(".ports.") + port.name()));
    }
    if (ports.isEmpty() && !partial)
        return;
    const ComposeNode node = service.node[u"ports"];
    set(records, QStringLiteral("publishedPorts"), ports,
        node.isSilent() ? service.node.origin() : node.origin(), partial);
}

} // namespace drawbridge::compose
