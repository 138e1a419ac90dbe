#include "model/assess/attackways.h"

#include "model/core/defaults.h"
#include "model/engine/residualrisk.h"

#include <algorithm>

namespace drawbridge {

bool blocksWays(const Threat &threat)
{
    if (threat.status == ThreatStatus::Mitigated)
        return true;
    const bool isSaidToBeGone =
        threat.status == ThreatStatus::Avoided || threat.status == ThreatStatus::NotApplicable;
    return isSaidToBeGone && !threat.toBeReviewed && !threat.expired;
}

AttackWays::AttackWays(const AnalysisSession &session)
    : m_session(session)
    , m_model(session.input().model)
    , m_schema(*session.input().schema)
    , m_rules(*session.input().rules)
    , m_links(session.input().model)
{
}

AttackGraph AttackWays::take()
{
    for (qsizetype i = 0; i < m_session.size(); ++i)
        addThreat(m_session.at(i));
    closeNetworks();
    for (const Element &element : m_model.elements) {
        if (!takesPart(element))
            continue;
        addReach(element);
        addHoldings(element);
        addHostPassages(element);
        addBoundaryPassages(element);
    }
    for (const DataFlow &flow : m_model.flows)
        addFlow(flow);
    for (const DataAsset &asset : m_model.assets)
        addCredential(asset);
    for (const TrustBoundary &boundary : m_model.boundaries) {
        const BoundaryId nodes =
            boundary.kind == BoundaryKind::Cluster ? nodesOf(boundary.id) : BoundaryId();
        if (!nodes.isEmpty())
            m_graph.connect({FootholdKind::Control, RecordKind::Boundary, boundary.id},
                            {FootholdKind::Control, RecordKind::Boundary, nodes},
                            {.kind = WayKind::PartOf});
    }
    return std::move(m_graph);
}

// Networks whose members may not talk to each other, and namespaces that let nobody in by default.
void AttackWays::closeNetworks()
{
    for (const TrustBoundary &boundary : m_model.boundaries) {
        const std::optional<Value> icc = known(boundary, RecordKind::Boundary, u"icc");
        if ((icc && icc->asBool() && !*icc->asBool())
            || isTrue(boundary, RecordKind::Boundary, u"defaultDenyIngress"))
            m_closedNetworks.insert(boundary.id);
    }
}

template <typename Record>
std::optional<Value> AttackWays::known(const Record &record, RecordKind kind,
                                       QStringView property) const
{
    const PropertyIndex index = m_schema.find(kind, property);
    if (index == NoProperty)
        return std::nullopt;
    const std::optional<EffectiveValue> value = effectiveValue(m_schema, record, index);
    if (!value || value->claim.notApplicable)
        return std::nullopt;
    return value->claim.value;
}

template <typename Record>
bool AttackWays::isTrue(const Record &record, RecordKind kind, QStringView property) const
{
    const std::optional<Value> value = known(record, kind, property);
    return value && value->asBool() && *value->asBool();
}

template std::optional<Value> AttackWays::known(const Element &, RecordKind, QStringView) const;
template std::optional<Value> AttackWays::known(const DataFlow &, RecordKind, QStringView) const;
template std::optional<Value> AttackWays::known(const TrustBoundary &, RecordKind,
                                                QStringView) const;
template std::optional<Value> AttackWays::known(const Identity &, RecordKind, QStringView) const;
template std::optional<Value> AttackWays::known(const DataAsset &, RecordKind, QStringView) const;
template bool AttackWays::isTrue(const DataFlow &, RecordKind, QStringView) const;
template bool AttackWays::isTrue(const TrustBoundary &, RecordKind, QStringView) const;
template bool AttackWays::isTrue(const Image &, RecordKind, QStringView) const;

AttackWays::Exposure AttackWays::exposureOf(RecordKind kind, const IdText &record) const
{
    static const QStringList words {QStringLiteral("internet"), QStringLiteral("partner"),
                                    QStringLiteral("internal"), QStringLiteral("local")};
    const PropertyIndex index = m_schema.find(kind, u"exposure");
    const std::optional<Value> value =
        index == NoProperty ? std::nullopt : m_session.computedValue(kind, record, index);
    const QString *word = value ? value->asString() : nullptr;
    const qsizetype place = word ? words.indexOf(*word) : -1;
    return place < 0 ? Exposure::Unknown : static_cast<Exposure>(place);
}

QList<BoundaryId> AttackWays::boundariesOf(const Element &element) const
{
    return boundaryChain(m_model, element.boundary);
}

BoundaryId AttackWays::boundaryAround(const Element &element, BoundaryKind kind) const
{
    for (const BoundaryId &id : boundariesOf(element)) {
        const TrustBoundary *boundary = m_model.boundaries.find(id);
        if (boundary && boundary->kind == kind)
            return id;
    }
    return {};
}

// The machines of a cluster stand beside its namespaces, not around them.
BoundaryId AttackWays::nodesOf(const BoundaryId &cluster) const
{
    for (const BoundaryId &child : m_links.childrenOf(cluster)) {
        const TrustBoundary *boundary = m_model.boundaries.find(child);
        if (boundary && boundary->kind == BoundaryKind::Host)
            return child;
    }
    return {};
}

Foothold AttackWays::hostOf(const Element &element) const
{
    BoundaryId host = boundaryAround(element, BoundaryKind::Host);
    const BoundaryId cluster = boundaryAround(element, BoundaryKind::Cluster);
    if (host.isEmpty() && !cluster.isEmpty())
        host = nodesOf(cluster).isEmpty() ? cluster : nodesOf(cluster);
    if (host.isEmpty())
        return {FootholdKind::Control, RecordKind::Element, element.id};
    return {FootholdKind::Control, RecordKind::Boundary, host};
}

// That of the pods that run as the identity; else the only one that there is.
BoundaryId AttackWays::clusterOf(const Identity &identity) const
{
    for (const ElementId &id : m_links.elementsRunningAs(identity.id)) {
        const Element *element = m_model.elements.find(id);
        const BoundaryId cluster =
            element ? boundaryAround(*element, BoundaryKind::Cluster) : BoundaryId();
        if (!cluster.isEmpty())
            return cluster;
    }
    BoundaryId only;
    for (const TrustBoundary &boundary : m_model.boundaries) {
        if (boundary.kind != BoundaryKind::Cluster)
            continue;
        if (!only.isEmpty())
            return {};
        only = boundary.id;
    }
    return only;
}

// External entities are where attackers come from; a daemon is its host.
bool AttackWays::takesPart(const Element &element) const
{
    return !element.vanished && element.kind != ElementKind::ExternalEntity
        && element.technology != u"container-runtime" && element.technology != u"orchestrator";
}

bool AttackWays::canMeet(const Element &a, const Element &b) const
{
    const auto isShared = [&](const BoundaryId &network) {
        return b.networks.contains(network) && !m_closedNetworks.contains(network);
    };
    if (std::any_of(a.networks.begin(), a.networks.end(), isShared))
        return true;
    const BoundaryId cluster = boundaryAround(a, BoundaryKind::Cluster);
    return !cluster.isEmpty() && cluster == boundaryAround(b, BoundaryKind::Cluster)
        && !m_closedNetworks.contains(boundaryAround(b, BoundaryKind::Namespace));
}

Certainty AttackWays::certaintyOf(const Threat &threat) const
{
    if (threat.rule >= 0 && !m_rules.info(threat.rule).needs.isEmpty())
        return Certainty::Supposed;
    return threat.applicability == Applicability::Unanswered ? Certainty::Unanswered
                                                             : Certainty::Known;
}

Way AttackWays::wayOf(const Threat &threat, RecordKind kind, const IdText &subject) const
{
    const int likelihood = threat.status == ThreatStatus::PartiallyMitigated
        ? residualRisk(threat, m_rules).claimed.likelihood
        : threat.likelihood;
    return {.kind = WayKind::Threat,
            .certainty = certaintyOf(threat),
            .likelihood = static_cast<qint8>(std::clamp(likelihood, 1, 5)),
            .threat = &threat,
            .subjectKind = kind,
            .subject = subject};
}

} // namespace drawbridge
