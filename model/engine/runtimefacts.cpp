#include "model/engine/computedfacts.h"
#include "model/engine/hostpath.h"
#include "model/engine/imagereference.h"

#include <set>

namespace drawbridge {

using cel::CelValue;

// What Docker, containerd and Podman give a container that asks for nothing.
static constexpr std::array DefaultCapabilities {
    u"AUDIT_WRITE", u"CHOWN",   u"DAC_OVERRIDE",     u"FOWNER",    u"FSETID",
    u"KILL",        u"MKNOD",   u"NET_BIND_SERVICE", u"NET_RAW",   u"SETFCAP",
    u"SETGID",      u"SETPCAP", u"SETUID",           u"SYS_CHROOT"};

static constexpr std::array AllCapabilities {
    u"AUDIT_CONTROL",   u"AUDIT_READ",   u"AUDIT_WRITE",
    u"BLOCK_SUSPEND",   u"BPF",          u"CHECKPOINT_RESTORE",
    u"CHOWN",           u"DAC_OVERRIDE", u"DAC_READ_SEARCH",
    u"FOWNER",          u"FSETID",       u"IPC_LOCK",
    u"IPC_OWNER",       u"KILL",         u"LEASE",
    u"LINUX_IMMUTABLE", u"MAC_ADMIN",    u"MAC_OVERRIDE",
    u"MKNOD",           u"NET_ADMIN",    u"NET_BIND_SERVICE",
    u"NET_BROADCAST",   u"NET_RAW",      u"PERFMON",
    u"SETFCAP",         u"SETGID",       u"SETPCAP",
    u"SETUID",          u"SYS_ADMIN",    u"SYS_BOOT",
    u"SYS_CHROOT",      u"SYS_MODULE",   u"SYS_NICE",
    u"SYS_PACCT",       u"SYS_PTRACE",   u"SYS_RAWIO",
    u"SYS_RESOURCE",    u"SYS_TIME",     u"SYS_TTY_CONFIG",
    u"SYSLOG",          u"WAKE_ALARM"};

static QString capabilityName(const QString &written)
{
    const QString name = written.trimmed().toUpper();
    return name.startsWith(u"CAP_") ? name.sliced(4) : name;
}

static QString textField(const ValueMap &record, const QString &name)
{
    const QString *text = nullptr;
    if (const auto found = record.constFind(name); found != record.constEnd())
        text = found->asString();
    return text ? *text : QString();
}

CelValue ComputedFacts::asksFor(NodeIndex node, PropertyIndex property) const
{
    const RecordKind kind = m_reader.index().node(node).kind;
    const cel::ObjectHandle object {node, m_reader.facts().vocabulary->objectType(kind)};
    return CelValue::unknown(cel::Reference::ofField(object, property));
}

CelValue ComputedFacts::runsAsRoot(NodeIndex element, cel::Scratch &)
{
    const FactProperties &names = m_reader.properties();
    const KnownProperty refuses = m_reader.property(element, names.runAsNonRoot);
    if (refuses.isKnown() && refuses.value->asBool() && *refuses.value->asBool())
        return CelValue::boolean(false);
    const KnownProperty user = m_reader.property(element, names.user);
    if (user.isKnown() && user.value->asString()) {
        const QString &written = *user.value->asString();
        if (written.contains(u'$'))
            return asksFor(element, names.user);
        if (!written.trimmed().isEmpty())
            return CelValue::boolean(isRootUser(written));
    }
    const NodeIndex image = m_reader.node(element).references[1];
    if (image == NoNode)
        return user.isKnown() ? CelValue::boolean(true) : asksFor(element, names.user);
    const KnownProperty fromImage = m_reader.property(image, names.imageUser);
    if (!fromImage.isKnown() || !fromImage.value->asString()
        || fromImage.value->asString()->contains(u'$'))
        return asksFor(image, names.imageUser);
    return CelValue::boolean(isRootUser(*fromImage.value->asString()));
}

static std::vector<CelValue> allCapabilities(cel::Scratch &scratch)
{
    std::vector<CelValue> items;
    for (QStringView name : AllCapabilities)
        items.push_back(scratch.string(name.toString()));
    return items;
}

CelValue ComputedFacts::effectiveCapabilities(NodeIndex element, cel::Scratch &scratch)
{
    const FactProperties &names = m_reader.properties();
    std::set<QString> capabilities;
    for (QStringView name : DefaultCapabilities)
        capabilities.insert(name.toString());
    const KnownProperty dropped = m_reader.property(element, names.capDrop);
    const KnownProperty added = m_reader.property(element, names.capAdd);
    const KnownProperty privileged = m_reader.property(element, names.privileged);
    const bool hasAll =
        privileged.isKnown() && privileged.value->asBool() && *privileged.value->asBool();
    if (hasAll)
        return scratch.list(allCapabilities(scratch));
    if (!added.isKnown())
        return asksFor(element, names.capAdd);
    if (!dropped.isKnown())
        return asksFor(element, names.capDrop);
    for (const Value &value : dropped.value->asList() ? *dropped.value->asList() : ValueList()) {
        const QString name = capabilityName(value.toDisplayString());
        if (name == u"ALL")
            capabilities.clear();
        capabilities.erase(name);
    }
    for (const Value &value : added.value->asList() ? *added.value->asList() : ValueList()) {
        const QString name = capabilityName(value.toDisplayString());
        if (name == u"ALL")
            return scratch.list(allCapabilities(scratch));
        capabilities.insert(name);
    }
    std::vector<CelValue> items;
    for (const QString &name : capabilities)
        items.push_back(scratch.string(name));
    return scratch.list(items);
}

CelValue ComputedFacts::writablePaths(NodeIndex element, cel::Scratch &scratch)
{
    const FactProperties &names = m_reader.properties();
    const KnownProperty readOnly = m_reader.property(element, names.readOnlyRoot);
    const KnownProperty mounts = m_reader.property(element, names.mounts);
    if (!readOnly.isKnown())
        return asksFor(element, names.readOnlyRoot);
    if (!mounts.isKnown() || !mounts.value->asList())
        return asksFor(element, names.mounts);
    std::set<QString> paths;
    if (!readOnly.value->asBool() || !*readOnly.value->asBool())
        paths.insert(QStringLiteral("/"));
    for (const Value &item : *mounts.value->asList()) {
        const ValueMap *mount = item.asMap();
        if (!mount)
            continue;
        const Value readOnlyMount = mount->value(QStringLiteral("readOnly"));
        const bool *fixed = readOnlyMount.asBool();
        if (!(fixed && *fixed))
            paths.insert(textField(*mount, QStringLiteral("target")));
    }
    std::vector<CelValue> items;
    for (const QString &path : paths)
        items.push_back(scratch.string(path));
    return scratch.list(items);
}

CelValue ComputedFacts::hostPathClass(NodeIndex element, cel::Scratch &scratch)
{
    const PropertyIndex property = m_reader.properties().mounts;
    const KnownProperty mounts = m_reader.property(element, property);
    if (!mounts.isKnown() || !mounts.value->asList())
        return asksFor(element, property);
    HostPathClass worst = HostPathClass::None;
    for (const Value &item : *mounts.value->asList()) {
        const ValueMap *mount = item.asMap();
        if (mount && textField(*mount, QStringLiteral("kind")) == u"bind")
            worst = std::min(worst, classifyHostPath(textField(*mount, QStringLiteral("source"))));
    }
    return scratch.string(hostPathClassName(worst));
}

// Whether a control-plane flow leads to a container API, and whether it may do everything there.
bool ComputedFacts::usesProxy(NodeIndex element, bool *direct)
{
    bool found = false;
    const std::vector<NodeIndex> &outflows = m_reader.node(element).lists[1];
    for (NodeIndex index : outflows) {
        const ModelNode &flow = m_reader.node(index);
        if (!flow.alive || flow.as<DataFlow>().kind != FlowKind::ControlPlane)
            continue;
        const ModelNode &target = m_reader.node(flow.references[1]);
        if (!target.alive)
            continue;
        const QString &technology = target.as<Element>().technology;
        // An orchestrator's API has accounts and roles of its own: rules judge identities for it.
        if (technology == u"orchestrator")
            continue;
        const KnownProperty operations =
            m_reader.property(index, m_reader.properties().allowedOperations);
        bool all = !operations.isKnown() && technology == u"container-runtime";
        if (operations.isKnown() && operations.value->asList()) {
            for (const Value &operation : *operations.value->asList()) {
                const QString word = operation.toDisplayString();
                all = all || word == u"all" || word == u"exec" || word == u"create"
                    || word == u"build";
            }
        }
        found = true;
        *direct = *direct || all;
    }
    return found;
}

CelValue ComputedFacts::runtimeSocket(NodeIndex element, cel::Scratch &)
{
    const FactProperties &names = m_reader.properties();
    const KnownProperty mounts = m_reader.property(element, names.mounts);
    const ValueList *list = mounts.isKnown() ? mounts.value->asList() : nullptr;
    for (const Value &item : list ? *list : ValueList()) {
        const ValueMap *mount = item.asMap();
        if (!mount || textField(*mount, QStringLiteral("kind")) != u"bind")
            continue;
        if (holdsRuntimeSocket(textField(*mount, QStringLiteral("source")))
            || textField(*mount, QStringLiteral("target")).endsWith(u"docker.sock"))
            return CelValue::string(u"direct");
    }
    bool direct = false;
    const bool proxied = usesProxy(element, &direct);
    const KnownProperty address = m_reader.property(element, names.dockerHost);
    const QString *host = address.isKnown() ? address.value->asString() : nullptr;
    if (direct || (host && host->startsWith(u"tcp://") && !proxied))
        return CelValue::string(u"direct");
    if (proxied)
        return CelValue::string(u"proxied");
    if (!list || mounts.partial)
        return asksFor(element, names.mounts);
    return CelValue::string(u"none");
}

CelValue ComputedFacts::hasHealthCheck(NodeIndex element, cel::Scratch &)
{
    const FactProperties &names = m_reader.properties();
    const KnownProperty own = m_reader.property(element, names.healthCheck);
    if (own.isKnown() && own.value->asString())
        return CelValue::boolean(*own.value->asString() == u"defined");
    const NodeIndex image = m_reader.node(element).references[1];
    if (image == NoNode)
        return asksFor(element, names.healthCheck);
    const KnownProperty fromImage = m_reader.property(image, names.imageHealthCheck);
    if (fromImage.isKnown() && fromImage.value->asString())
        return CelValue::boolean(*fromImage.value->asString() == u"defined");
    return asksFor(image, names.imageHealthCheck);
}

} // namespace drawbridge
