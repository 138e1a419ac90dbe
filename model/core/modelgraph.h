#pragma once

#include "model/core/change.h"

#include <QHash>

namespace drawbridge {

// Who is connected with whom: the look-ups that a plain list of records cannot answer fast. Built
// from a model, kept up to date by change sets. All lists are sorted by id.
class ModelGraph
{
public:
    ModelGraph() = default;
    explicit ModelGraph(const ThreatModel &model);

    // The flows that start or end at an element (a self-loop once).
    QList<FlowId> flowsOf(const ElementId &element) const;
    QList<FlowId> outflows(const ElementId &element) const { return m_outflows.value(element); }
    QList<FlowId> inflows(const ElementId &element) const { return m_inflows.value(element); }
    QList<FlowId> flowsInto(const InterfaceId &interface) const
    {
        return m_interfaceFlows.value(interface);
    }
    QList<InterfaceId> interfacesOf(const ElementId &element) const
    {
        return m_interfaces.value(element);
    }
    // Elements directly inside a boundary of the containment tree.
    QList<ElementId> membersOf(const BoundaryId &boundary) const
    {
        return m_members.value(boundary);
    }
    // Elements attached to a network.
    QList<ElementId> attachedTo(const BoundaryId &network) const
    {
        return m_attached.value(network);
    }
    QList<BoundaryId> childrenOf(const BoundaryId &boundary) const
    {
        return m_children.value(boundary);
    }
    QList<ElementId> elementsRunning(const ImageId &image) const { return m_running.value(image); }
    QList<ElementId> elementsRunningAs(const IdentityId &identity) const
    {
        return m_runningAs.value(identity);
    }

    void update(const ChangeSet &changes, const ThreatModel &after);

private:
    void rebuild(const ThreatModel &model);
    void update(const RecordChange<Element> &change);
    void update(const RecordChange<DataFlow> &change);

    QHash<ElementId, QList<FlowId>> m_outflows;
    QHash<ElementId, QList<FlowId>> m_inflows;
    QHash<InterfaceId, QList<FlowId>> m_interfaceFlows;
    QHash<ElementId, QList<InterfaceId>> m_interfaces;
    QHash<BoundaryId, QList<ElementId>> m_members;
    QHash<BoundaryId, QList<ElementId>> m_attached;
    QHash<BoundaryId, QList<BoundaryId>> m_children;
    QHash<ImageId, QList<ElementId>> m_running;
    QHash<IdentityId, QList<ElementId>> m_runningAs;
};

// The boundaries around a record, from the innermost outwards. A cycle in a broken model ends the
// walk.
QList<BoundaryId> boundaryChain(const ThreatModel &model, const BoundaryId &innermost);

// The boundaries whose line a flow crosses.
struct Crossings
{
    // In the containment tree: those it leaves, innermost first, then those it enters, outermost
    // first.
    QList<BoundaryId> leaves;
    QList<BoundaryId> enters;
    // Whether the two ends share no network although both are attached to some.
    bool betweenNetworks = false;

    bool isEmpty() const { return leaves.isEmpty() && enters.isEmpty() && !betweenNetworks; }
};
Crossings crossingsOf(const ThreatModel &model, const DataFlow &flow);

} // namespace drawbridge
