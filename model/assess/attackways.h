#pragma once

#include "model/assess/attackgraph.h"
#include "model/core/modelgraph.h"
#include "model/engine/analysissession.h"

#include <QSet>

namespace drawbridge {

// Finds the ways that attackers have: what the threats of a session give them, and what the model
// says of networks, flows, credentials and hosts. Threats that are mitigated or decided not to
// apply give no way; those that wait for an answer give a possible one.
class AttackWays
{
public:
    // The session outlives the graph, which refers to its threats.
    explicit AttackWays(const AnalysisSession &session);

    AttackGraph take();

private:
    enum class Exposure { Internet, Partner, Internal, Local, Unknown };

    // attackways.cpp: what is known of records
    template <typename Record>
    std::optional<Value> known(const Record &record, RecordKind kind, QStringView property) const;
    template <typename Record>
    bool isTrue(const Record &record, RecordKind kind, QStringView property) const;
    Exposure exposureOf(RecordKind kind, const IdText &record) const;
    QList<BoundaryId> boundariesOf(const Element &element) const;
    BoundaryId boundaryAround(const Element &element, BoundaryKind kind) const;
    // The host of an element, drawn or not.
    Foothold hostOf(const Element &element) const;
    BoundaryId nodesOf(const BoundaryId &cluster) const;
    BoundaryId clusterOf(const Identity &identity) const;
    void closeNetworks();
    bool takesPart(const Element &element) const;
    bool canMeet(const Element &a, const Element &b) const;
    Certainty certaintyOf(const Threat &threat) const;
    Way wayOf(const Threat &threat, RecordKind kind = RecordKind::Project,
              const IdText &subject = {}) const;

    // attackgains.cpp: threats
    void addThreat(const Threat &threat);
    void addOfElement(const Threat &threat, const Element &element);
    void addOfInterface(const Threat &threat);
    void addOfFlow(const Threat &threat);
    void addOfBoundary(const Threat &threat);
    void addOfImage(const Threat &threat);
    void addOfIdentity(const Threat &threat);
    void addHostFiles(const Threat &threat, const Element &element);
    void addSecretsOf(const Threat &threat, const Element &element);
    // Ways to something from wherever the threat's attacker may stand.
    void lead(const Threat &threat, const Element &element, RecordKind exposed, const IdText &id,
              const Foothold &to);
    void leadInto(const Threat &threat, const BoundaryId &boundary, const Foothold &to);
    QList<AssetId> credentialsNamed(const Element &element, const QString &name) const;

    // attackreach.cpp: who may talk to whom
    void addReach(const Element &element);
    void addExposure(const Element &element);
    void addNetworks(const Element &element);
    void addPodNetwork(const Element &element);
    void addSharedNamespaces(const Element &element);
    void addFlow(const DataFlow &flow);
    void addSharedFiles(const DataFlow &flow, const Element &source, const Element &target);
    bool isLoggedInto(const Element &element, Exposure exposure) const;

    // attackholdings.cpp: what one has who has something
    void addHoldings(const Element &element);
    void addHostPassages(const Element &element);
    void addBoundaryPassages(const Element &element);
    QList<AssetId> credentialsInEnvironment(const Element &element) const;
    void addCredential(const DataAsset &asset);
    void addRegistry(const Element &registry);
    void addOpenedBy(const Element &holder, const AssetId &credential);
    bool calls(const ElementId &source, const ElementId &target) const;
    Foothold openedBy(const Element &target) const;
    QList<ElementId> grantsOf(const DataAsset &asset) const;

    const AnalysisSession &m_session;
    const ThreatModel &m_model;
    const PropertySchema &m_schema;
    const RuleSet &m_rules;
    ModelGraph m_links;
    AttackGraph m_graph;
    // Passages that some threat uses.
    QSet<Foothold> m_used;
    // Of networks and namespaces: the threat that lets their members reach each other.
    QHash<IdText, const Threat *> m_openNetworks;
    QSet<IdText> m_closedNetworks;
    // Flows over which a threat already leads, and those it is blocked on.
    QSet<IdText> m_judgedFlows;
    // Credentials that a threat of their holder already gives away.
    QSet<std::pair<IdText, IdText>> m_givenAway;
};

// Whether a threat gives no way: mitigated, or decided not to be there.
bool blocksWays(const Threat &threat);

} // namespace drawbridge
