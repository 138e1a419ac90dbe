#include "model/assess/attackways.h"

#include <algorithm>

namespace drawbridge {

// Of a weakness that nobody knows, in something that the public reaches.
static constexpr qint8 LikelihoodOfWeakness = 2;
static constexpr qint8 LikelihoodOfOwnAccess = 4;
static constexpr qint8 LikelihoodOfLimitedAccess = 3;
static constexpr qint8 LikelihoodOfMisusedRights = 2;

static Foothold elementFoothold(FootholdKind kind, const IdText &id)
{
    return {kind, RecordKind::Element, id};
}

static Foothold boundaryFoothold(FootholdKind kind, const IdText &id)
{
    return {kind, RecordKind::Boundary, id};
}

void AttackWays::addReach(const Element &element)
{
    addExposure(element);
    addNetworks(element);
    addPodNetwork(element);
    addSharedNamespaces(element);
}

// Who has an account somewhere is somebody who is meant to use it.
bool AttackWays::isLoggedInto(const Element &element, Exposure exposure) const
{
    if (exposure == Exposure::Internet || exposure == Exposure::Partner)
        return true;
    const QList<FlowId> inflows = m_links.inflows(element.id);
    return std::any_of(inflows.begin(), inflows.end(), [&](const FlowId &id) {
        const DataFlow *flow = m_model.flows.find(id);
        const Element *source = flow ? m_model.elements.find(flow->source) : nullptr;
        return source && source->kind == ElementKind::ExternalEntity && !flow->vanished
            && (flow->confirmed || flow->implied);
    });
}

void AttackWays::addExposure(const Element &element)
{
    const Exposure exposure = exposureOf(RecordKind::Element, element.id);
    const Foothold account = elementFoothold(FootholdKind::Account, element.id);
    const Foothold code = elementFoothold(FootholdKind::Code, element.id);
    const Way exposed {.subjectKind = RecordKind::Element, .subject = element.id};
    if (element.kind == ElementKind::Process && isLoggedInto(element, exposure)) {
        Way logsIn = exposed;
        logsIn.kind = WayKind::LogsIn;
        m_graph.connect(positionFoothold(u"authenticated-user"), account, logsIn);
    }
    m_graph.connect(account, elementFoothold(FootholdKind::Reach, element.id), {});
    const bool isPublic = exposure == Exposure::Internet || exposure == Exposure::Partner;
    if (isPublic && element.kind == ElementKind::Process && element.scope.inScope) {
        Way weakness = exposed;
        weakness.kind = WayKind::Weakness;
        weakness.certainty = Certainty::Supposed;
        weakness.likelihood = LikelihoodOfWeakness;
        m_graph.connect(positionFoothold(exposure == Exposure::Internet ? u"internet" : u"partner"),
                        code, weakness);
    }
    if (element.hasRuntime) {
        Way taken = exposed;
        taken.kind = WayKind::TakenOver;
        m_graph.connect(positionFoothold(u"compromised-container"), code, taken);
    }
    const bool standsAlone =
        element.networks.isEmpty() && boundaryAround(element, BoundaryKind::Cluster).isEmpty();
    if (standsAlone && (isPublic || exposure == Exposure::Internal)) {
        Way near = exposed;
        near.kind = WayKind::Exposed;
        m_graph.connect(positionFoothold(u"same-network"),
                        elementFoothold(FootholdKind::Reach, element.id), near);
    }
}

void AttackWays::addNetworks(const Element &element)
{
    const Foothold code = elementFoothold(FootholdKind::Code, element.id);
    const Foothold relay = elementFoothold(FootholdKind::Relay, element.id);
    const Foothold reach = elementFoothold(FootholdKind::Reach, element.id);
    for (const BoundaryId &id : element.networks) {
        const TrustBoundary *network = m_model.boundaries.find(id);
        if (!network || network->vanished || m_closedNetworks.contains(id))
            continue;
        const Foothold on = boundaryFoothold(FootholdKind::Network, id);
        Way attached {
            .kind = WayKind::Attached, .subjectKind = RecordKind::Boundary, .subject = id};
        m_graph.connect(code, on, {});
        m_graph.connect(relay, on, {});
        m_graph.connect(positionFoothold(u"same-network"), on, {});
        // Named as the reason where there is one; a network that has none is open just as well.
        attached.threat = m_openNetworks.value(id);
        m_graph.connect(on, reach, attached);
    }
}

// Pods reach each other unless policies keep them apart. Where there are some that do not say so
// for all, this one may be among those that they protect.
void AttackWays::addPodNetwork(const Element &element)
{
    const BoundaryId cluster = boundaryAround(element, BoundaryKind::Cluster);
    const BoundaryId spaceId = boundaryAround(element, BoundaryKind::Namespace);
    const TrustBoundary *space = m_model.boundaries.find(spaceId);
    if (cluster.isEmpty() || !space || !element.hasRuntime)
        return;
    const Foothold on = boundaryFoothold(FootholdKind::PodNetwork, cluster);
    const Foothold reach = elementFoothold(FootholdKind::Reach, element.id);
    m_graph.connect(elementFoothold(FootholdKind::Code, element.id), on, {});
    m_graph.connect(elementFoothold(FootholdKind::Relay, element.id), on, {});
    m_graph.connect(positionFoothold(u"same-network"), on, {});
    const PropertyIndex property = m_schema.find(RecordKind::Boundary, u"defaultDenyIngress");
    const Claim *said = property == NoProperty ? nullptr : space->properties.effective(property);
    if (m_closedNetworks.contains(spaceId))
        return;
    const bool isKnown = m_openNetworks.contains(spaceId) && !said;
    m_graph.connect(on, reach,
                    {.kind = WayKind::Attached,
                     .certainty = isKnown ? Certainty::Known : Certainty::Unanswered,
                     .threat = m_openNetworks.value(spaceId),
                     .subjectKind = RecordKind::Boundary,
                     .subject = spaceId});
}

void AttackWays::addSharedNamespaces(const Element &element)
{
    const std::optional<Value> shared = known(element, RecordKind::Element, u"sharesNamespaceWith");
    const ValueList *list = shared ? shared->asList() : nullptr;
    for (const Value &item : list ? *list : ValueList()) {
        const Element *other = item.asString()
            ? m_model.elements.find(ElementId(QStringView(*item.asString())))
            : nullptr;
        if (!other || !takesPart(*other))
            continue;
        const Way way {.kind = WayKind::SharesNamespace,
                       .subjectKind = RecordKind::Element,
                       .subject = element.id};
        m_graph.connect(elementFoothold(FootholdKind::Code, element.id),
                        elementFoothold(FootholdKind::Reach, other->id), way);
        m_graph.connect(elementFoothold(FootholdKind::Code, other->id),
                        elementFoothold(FootholdKind::Reach, element.id), way);
    }
}

// What is shared can be changed by whoever runs code in one of the two.
void AttackWays::addSharedFiles(const DataFlow &flow, const Element &source, const Element &target)
{
    if (m_judgedFlows.contains(flow.id))
        return;
    const bool isStore = target.kind == ElementKind::DataStore;
    m_graph.connect(
        elementFoothold(FootholdKind::Code, source.id),
        elementFoothold(isStore ? FootholdKind::Data : FootholdKind::Code, target.id),
        {.kind = WayKind::SharedFiles,
         .certainty = isStore && flow.confirmed ? Certainty::Known : Certainty::Unanswered,
         .likelihood = LikelihoodOfWeakness,
         .subjectKind = RecordKind::Flow,
         .subject = flow.id});
}

void AttackWays::addFlow(const DataFlow &flow)
{
    const Element *source = m_model.elements.find(flow.source);
    const Element *target = m_model.elements.find(flow.target);
    if (flow.vanished || !source || !target || source->vanished || target->vanished)
        return;
    const Way over {.subjectKind = RecordKind::Flow, .subject = flow.id};
    if (flow.kind == FlowKind::ControlPlane && source->kind == ElementKind::ExternalEntity) {
        const BoundaryId cluster = boundaryAround(*target, BoundaryKind::Cluster);
        Way administers = over;
        administers.kind = WayKind::Administers;
        administers.likelihood = LikelihoodOfMisusedRights;
        const bool isCluster = target->technology == u"orchestrator" && !cluster.isEmpty();
        return m_graph.connect(positionFoothold(u"operator"),
                               isCluster ? boundaryFoothold(FootholdKind::Control, cluster)
                                         : hostOf(*target),
                               administers);
    }
    if (!takesPart(*source) || !takesPart(*target))
        return;
    if (flow.kind == FlowKind::SharedVolume)
        return addSharedFiles(flow, *source, *target);
    const bool isCall = flow.kind == FlowKind::Network || flow.kind == FlowKind::Ipc;
    if (!flow.confirmed || (!isCall && flow.kind != FlowKind::Build))
        return;
    const Foothold code = elementFoothold(FootholdKind::Code, source->id);
    if (isCall) {
        Way calls = over;
        calls.kind = WayKind::Calls;
        m_graph.connect(code, elementFoothold(FootholdKind::Reach, target->id), calls);
        m_graph.connect(elementFoothold(FootholdKind::Relay, source->id),
                        elementFoothold(FootholdKind::Reach, target->id), calls);
    }
    if (target->kind != ElementKind::DataStore)
        return;
    Way access = over;
    access.kind = WayKind::OwnAccess;
    access.likelihood = isTrue(flow, RecordKind::Flow, u"leastPrivilege")
        ? LikelihoodOfLimitedAccess
        : LikelihoodOfOwnAccess;
    m_graph.connect(code, elementFoothold(FootholdKind::Data, target->id), access);
}

} // namespace drawbridge
