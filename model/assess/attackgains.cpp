#include "model/assess/attackways.h"

#include "model/engine/hostpath.h"

#include <algorithm>

namespace drawbridge {

static Foothold ofElement(FootholdKind kind, const IdText &id)
{
    return {kind, RecordKind::Element, id};
}

static Foothold ofBoundary(FootholdKind kind, const IdText &id)
{
    return {kind, RecordKind::Boundary, id};
}

// A rule that says so of a lesser impact speaks of a part of the host.
static constexpr int LeastImpactOfControl = 4;

void AttackWays::addThreat(const Threat &threat)
{
    if (threat.rule < 0 || m_rules.info(threat.rule).gains == Gain::None)
        return;
    if (m_rules.info(threat.rule).gains == Gain::Network
        && threat.targetKind == RecordKind::Boundary) {
        if (blocksWays(threat))
            m_closedNetworks.insert(threat.target);
        else
            m_openNetworks.insert(threat.target, &threat);
        return;
    }
    if (threat.targetKind == RecordKind::Flow)
        m_judgedFlows.insert(threat.target);
    if (blocksWays(threat))
        return;
    switch (threat.targetKind) {
    case RecordKind::Element:
        if (const Element *element = m_model.elements.find(ElementId(threat.target)))
            addOfElement(threat, *element);
        break;
    case RecordKind::Interface:
        addOfInterface(threat);
        break;
    case RecordKind::Flow:
        addOfFlow(threat);
        break;
    case RecordKind::Boundary:
        addOfBoundary(threat);
        break;
    case RecordKind::Image:
        addOfImage(threat);
        break;
    case RecordKind::Identity:
        addOfIdentity(threat);
        break;
    default:
        break;
    }
}

void AttackWays::lead(const Threat &threat, const Element &element, RecordKind exposed,
                      const IdText &id, const Foothold &to)
{
    const QString &attacker = m_rules.info(threat.rule).attacker;
    Way way = wayOf(threat, exposed, id);
    if (attacker == u"compromised-container")
        return m_graph.connect(ofElement(FootholdKind::Code, element.id), to, way);
    if (attacker == u"authenticated-user")
        return m_graph.connect(ofElement(FootholdKind::Account, element.id), to, way);
    if (attacker == u"supply-chain" || attacker == u"operator")
        return m_graph.connect(positionFoothold(attacker), to, way);
    m_graph.connect(ofElement(FootholdKind::Reach, element.id), to, way);
    const Exposure exposure = exposureOf(exposed, id);
    if (exposure == Exposure::Unknown)
        way.certainty = std::max(way.certainty, Certainty::Unanswered);
    if (exposure == Exposure::Internet || exposure == Exposure::Unknown)
        m_graph.connect(positionFoothold(u"internet"), to, way);
    else if (exposure == Exposure::Partner)
        m_graph.connect(positionFoothold(u"partner"), to, way);
}

void AttackWays::leadInto(const Threat &threat, const BoundaryId &boundary, const Foothold &to)
{
    const QString &attacker = m_rules.info(threat.rule).attacker;
    const Way way = wayOf(threat, RecordKind::Boundary, boundary);
    const Foothold inside = ofBoundary(FootholdKind::Inside, boundary);
    if (attacker == u"compromised-container" || attacker == u"same-network") {
        m_used.insert(inside);
        m_graph.connect(inside, to, way);
    }
    if (attacker != u"compromised-container")
        m_graph.connect(positionFoothold(attacker), to, way);
}

void AttackWays::addOfElement(const Threat &threat, const Element &element)
{
    const auto leadTo = [&](const Foothold &to) {
        lead(threat, element, RecordKind::Element, element.id, to);
    };
    const Foothold host = hostOf(element);
    switch (m_rules.info(threat.rule).gains) {
    case Gain::Code:
        return leadTo(ofElement(FootholdKind::Code, element.id));
    case Gain::Data:
        return leadTo(ofElement(FootholdKind::Data, element.id));
    case Gain::Account:
        return leadTo(ofElement(FootholdKind::Account, element.id));
    case Gain::Files:
        return leadTo(ofElement(FootholdKind::Files, element.id));
    case Gain::Relay:
        return leadTo(ofElement(FootholdKind::Relay, element.id));
    case Gain::Secrets:
        return addSecretsOf(threat, element);
    case Gain::Environments:
        m_used.insert({FootholdKind::Environments, host.record, host.id});
        return leadTo({FootholdKind::Environments, host.record, host.id});
    case Gain::Network:
        m_used.insert({FootholdKind::Loopback, host.record, host.id});
        return leadTo({FootholdKind::Loopback, host.record, host.id});
    case Gain::HostFiles:
        return addHostFiles(threat, element);
    case Gain::Host:
        if (threat.impact >= LeastImpactOfControl)
            leadTo(host);
        return;
    default:
        return;
    }
}

static QString textOf(const ValueMap &record, const QString &field)
{
    const Value value = record.value(field);
    return value.asString() ? *value.asString() : QString();
}

// What is mounted writable gives the host away; of what is only read, the whole file system and
// what container runtimes keep there hold credentials.
void AttackWays::addHostFiles(const Threat &threat, const Element &element)
{
    const std::optional<Value> mounts = known(element, RecordKind::Element, u"mounts");
    const ValueList *list = mounts ? mounts->asList() : nullptr;
    for (const Value &item : list ? *list : ValueList()) {
        const ValueMap *mount = item.asMap();
        if (!mount || textOf(*mount, QStringLiteral("target")) != threat.discriminator)
            continue;
        const Foothold host = hostOf(element);
        const Foothold code = ofElement(FootholdKind::Code, element.id);
        const Value readOnly = mount->value(QStringLiteral("readOnly"));
        const QString source = normalHostPath(textOf(*mount, QStringLiteral("source")));
        const bool isWhole = source == u"/" || source == u"/var"
            || source.startsWith(QStringLiteral("/var/lib/docker"))
            || source.startsWith(QStringLiteral("/var/lib/kubelet"));
        if (!readOnly.asBool() || !*readOnly.asBool())
            m_graph.connect(code, host, wayOf(threat));
        else if (isWhole)
            m_graph.connect(code, {FootholdKind::HostFiles, host.record, host.id}, wayOf(threat));
        return;
    }
}

// Variables become credentials that are called after them: "DATABASE_URL", "DATABASE_URL (web)".
QList<AssetId> AttackWays::credentialsNamed(const Element &element, const QString &name) const
{
    QList<AssetId> found;
    for (const AssetId &id : element.assets) {
        const DataAsset *asset = m_model.assets.find(id);
        if (!asset || asset->kind != AssetKind::Credential)
            continue;
        if (name.isEmpty() || asset->name == name || asset->name.startsWith(name + u" ("_qs)
            || asset->sourceKey.key.endsWith(u'.' + name))
            found += id;
    }
    return found;
}

void AttackWays::addSecretsOf(const Threat &threat, const Element &element)
{
    for (const AssetId &id : credentialsNamed(element, threat.discriminator)) {
        const Foothold asset {FootholdKind::Asset, RecordKind::Asset, id};
        const Foothold code = ofElement(FootholdKind::Code, element.id);
        lead(threat, element, RecordKind::Element, element.id, asset);
        // Who runs code there reads it too, wherever else it can be read.
        if (m_rules.info(threat.rule).attacker != u"compromised-container")
            m_graph.connect(code, asset, wayOf(threat, RecordKind::Asset, id));
        m_givenAway.insert({element.id, id});
    }
}

void AttackWays::addOfInterface(const Threat &threat)
{
    const Interface *interface = m_model.interfaces.find(InterfaceId(threat.target));
    const Element *owner = interface ? m_model.elements.find(interface->owner) : nullptr;
    if (!owner || !takesPart(*owner))
        return;
    const auto leadTo = [&](const Foothold &to) {
        lead(threat, *owner, RecordKind::Interface, interface->id, to);
    };
    switch (m_rules.info(threat.rule).gains) {
    case Gain::Code:
        return leadTo(ofElement(FootholdKind::Code, owner->id));
    case Gain::Data:
        return leadTo(ofElement(FootholdKind::Data, owner->id));
    case Gain::Account:
        return leadTo(ofElement(FootholdKind::Account, owner->id));
    case Gain::Files:
        return leadTo(ofElement(FootholdKind::Files, owner->id));
    case Gain::Relay:
        return leadTo(ofElement(FootholdKind::Relay, owner->id));
    case Gain::Queries:
        for (const FlowId &id : m_links.outflows(owner->id)) {
            const DataFlow *flow = m_model.flows.find(id);
            const Element *store = flow ? m_model.elements.find(flow->target) : nullptr;
            const bool isUsed = flow && flow->confirmed && !flow->vanished
                && (flow->kind == FlowKind::Network || flow->kind == FlowKind::Ipc);
            if (isUsed && store && store->technology == u"database")
                leadTo(ofElement(FootholdKind::Data, store->id));
        }
        return;
    default:
        return;
    }
}

void AttackWays::addOfFlow(const Threat &threat)
{
    const DataFlow *flow = m_model.flows.find(FlowId(threat.target));
    const Element *source = flow ? m_model.elements.find(flow->source) : nullptr;
    const Element *target = flow ? m_model.elements.find(flow->target) : nullptr;
    if (!source || !target)
        return;
    const RuleInfo &rule = m_rules.info(threat.rule);
    Way way = wayOf(threat, RecordKind::Flow, flow->id);
    const Foothold start = rule.attacker == u"compromised-container"
        ? ofElement(FootholdKind::Code, source->id)
        : positionFoothold(rule.attacker);
    if (rule.gains == Gain::Contents) {
        for (const QList<AssetId> *assets : {&flow->assetsOut, &flow->assetsBack}) {
            for (const AssetId &asset : *assets)
                m_graph.connect(start, {FootholdKind::Asset, RecordKind::Asset, asset}, way);
        }
    } else if (rule.gains == Gain::Data && takesPart(*target)) {
        if (target->kind == ElementKind::DataStore)
            return m_graph.connect(start, ofElement(FootholdKind::Data, target->id), way);
        // Files matter to a process that runs or believes them, which the model cannot tell.
        way.certainty = std::max(way.certainty, Certainty::Unanswered);
        m_graph.connect(start, ofElement(FootholdKind::Code, target->id), way);
    } else if (rule.gains == Gain::Host || rule.gains == Gain::Cluster) {
        const BoundaryId cluster = boundaryAround(*target, BoundaryKind::Cluster);
        if (target->technology == u"orchestrator" && !cluster.isEmpty())
            m_graph.connect(start, ofBoundary(FootholdKind::Control, cluster), way);
        else if (threat.impact >= LeastImpactOfControl)
            m_graph.connect(start, hostOf(*target), way);
    }
}

void AttackWays::addOfBoundary(const Threat &threat)
{
    const BoundaryId id(threat.target);
    const TrustBoundary *boundary = m_model.boundaries.find(id);
    if (!boundary)
        return;
    switch (m_rules.info(threat.rule).gains) {
    case Gain::Host:
    case Gain::Cluster:
        if (threat.impact >= LeastImpactOfControl)
            leadInto(threat, id, ofBoundary(FootholdKind::Control, id));
        return;
    case Gain::Code:
        m_used.insert(ofBoundary(FootholdKind::Execution, id));
        return leadInto(threat, id, ofBoundary(FootholdKind::Execution, id));
    case Gain::Identity:
        for (const Element &element : m_model.elements) {
            const Identity *role = m_model.identities.find(element.identity);
            if (role && role->kind == IdentityKind::CloudRole
                && hostOf(element) == ofBoundary(FootholdKind::Control, id))
                leadInto(threat, id, {FootholdKind::Identity, RecordKind::Identity, role->id});
        }
        return;
    case Gain::Secrets: {
        const std::optional<Value> written =
            known(*boundary, RecordKind::Boundary, u"writtenSecrets");
        const ValueList *names = written ? written->asList() : nullptr;
        for (const Value &name : names ? *names : ValueList()) {
            const QString key = QStringLiteral("Secret.") + boundary->name + u'.'
                + (name.asString() ? *name.asString() : QString());
            for (const DataAsset &asset : m_model.assets) {
                if (asset.sourceKey.key == key)
                    leadInto(threat, id, {FootholdKind::Asset, RecordKind::Asset, asset.id});
            }
        }
        return;
    }
    default:
        return;
    }
}

void AttackWays::addOfImage(const Threat &threat)
{
    const RuleInfo &rule = m_rules.info(threat.rule);
    const ImageId id(threat.target);
    if (rule.gains == Gain::Image)
        return m_graph.connect(positionFoothold(rule.attacker),
                               {FootholdKind::Image, RecordKind::Image, id}, wayOf(threat));
    if (rule.gains != Gain::Code)
        return;
    for (const ElementId &user : m_links.elementsRunning(id)) {
        const Element *element = m_model.elements.find(user);
        if (element && takesPart(*element))
            lead(threat, *element, RecordKind::Element, user, ofElement(FootholdKind::Code, user));
    }
}

// The whole cluster, where some permission says so, else one namespace of it.
static QStringList scopesOf(const Value &permissions)
{
    QStringList scopes;
    const ValueList *list = permissions.asList();
    for (const Value &item : list ? *list : ValueList()) {
        const ValueMap *permission = item.asMap();
        const QString scope = permission ? textOf(*permission, QStringLiteral("scope")) : QString();
        if (!scope.isEmpty() && !scopes.contains(scope))
            scopes += scope;
    }
    return scopes;
}

void AttackWays::addOfIdentity(const Threat &threat)
{
    const Identity *identity = m_model.identities.find(IdentityId(threat.target));
    if (!identity)
        return;
    const Foothold acting {FootholdKind::Identity, RecordKind::Identity, identity->id};
    const Gain gain = m_rules.info(threat.rule).gains;
    if (gain == Gain::Identity) {
        for (const ElementId &user : m_links.elementsRunningAs(identity->id)) {
            m_graph.connect(ofElement(FootholdKind::Code, user), acting, wayOf(threat));
            m_graph.connect(ofElement(FootholdKind::Files, user), acting, wayOf(threat));
        }
        return;
    }
    const BoundaryId cluster = clusterOf(*identity);
    if (cluster.isEmpty())
        return;
    if (gain == Gain::Cluster)
        return m_graph.connect(acting, ofBoundary(FootholdKind::Control, cluster), wayOf(threat));
    const Value permissions =
        known(*identity, RecordKind::Identity, u"permissions").value_or(Value());
    const QStringList scopes = scopesOf(permissions);
    QList<BoundaryId> reached;
    for (const BoundaryId &child : m_links.childrenOf(cluster)) {
        const TrustBoundary *space = m_model.boundaries.find(child);
        if (space && space->kind == BoundaryKind::Namespace && scopes.contains(space->name))
            reached += child;
    }
    if (scopes.isEmpty() || scopes.contains(QStringLiteral("cluster")))
        reached = {cluster};
    for (const BoundaryId &boundary : std::as_const(reached)) {
        const TrustBoundary &space = *m_model.boundaries.find(boundary);
        const std::optional<Value> level = known(space, RecordKind::Boundary, u"podSecurityLevel");
        const bool isConfined = level && level->asString() && *level->asString() != u"privileged";
        if (gain == Gain::Workloads && !isConfined) {
            const BoundaryId nodes = nodesOf(cluster).isEmpty() ? cluster : nodesOf(cluster);
            m_graph.connect(acting, ofBoundary(FootholdKind::Control, nodes), wayOf(threat));
            continue;
        }
        const Foothold within = ofBoundary(
            gain == Gain::Secrets ? FootholdKind::Secrets : FootholdKind::Execution, boundary);
        if (gain == Gain::Secrets || gain == Gain::Code) {
            m_used.insert(within);
            m_graph.connect(acting, within, wayOf(threat));
        }
    }
}

} // namespace drawbridge
