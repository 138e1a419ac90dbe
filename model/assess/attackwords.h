#pragma once

#include "model/assess/attackpaths.h"
#include "model/assess/trailsearch.h"

namespace drawbridge {

// Puts trails into words: passages become part of the step that they lead to.
class AttackWords
{
public:
    AttackWords(const AnalysisSession &session, const AttackGraph &graph)
        : m_session(session)
        , m_graph(graph)
        , m_model(session.input().model)
    {
    }

    AttackRoute route(const Trail &trail, const WayFilter &filter) const;
    // "run code in web", "obtain A, B": what is gained all at once is of one kind.
    QString title(const Foothold &from, const QList<Foothold> &gained) const;

private:
    void add(AttackStep &step, int from, int to, const WayFilter &filter) const;
    StepReason reasonOf(const Way &way) const;
    StepReason exposureOf(const Way &way) const;
    void describeThreat(const Way &way, StepReason &reason) const;
    QString factText(const char *pattern, const Way &way) const;
    void describeFact(const Way &way, StepReason &reason) const;
    QString needsOf(const Way &way) const;
    QString questionsOf(const Threat &threat) const;
    QString nameOfSubject(const Way &way) const;
    QString nameAt(int foothold) const;
    QList<BecauseItem> evidenceOfExposure(const ElementId &element) const;
    QList<BecauseItem> evidenceOfFlow(const FlowId &flow) const;
    QList<BecauseItem> evidenceOfBoundary(const BoundaryId &boundary) const;
    QList<BecauseItem> evidenceOfGrants(const AssetId &credential) const;
    void addStored(const ElementId &element, QStringView property, QList<BecauseItem> &items) const;
    QList<BecauseItem> evidenceOfHolding(const ElementId &element, const Foothold &held) const;
    QList<FlowId> flowsFromOutside(const ElementId &element, const IdText &interface) const;
    void addRecords(AttackStep &step, const Way &way) const;
    void addRecords(AttackStep &step, const Foothold &foothold) const;

    const AnalysisSession &m_session;
    const AttackGraph &m_graph;
    const ThreatModel &m_model;
};

} // namespace drawbridge
