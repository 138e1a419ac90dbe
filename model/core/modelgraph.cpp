#include "model/core/modelgraph.h"

#include <algorithm>

namespace drawbridge {

template <typename Key, typename Item>
static void insertSorted(QHash<Key, QList<Item>> &index, const Key &key, const Item &item)
{
    if (key.isEmpty())
        return;
    QList<Item> &items = index[key];
    const auto it = std::lower_bound(items.begin(), items.end(), item);
    if (it == items.end() || *it != item)
        items.insert(it, item);
}

template <typename Key, typename Item>
static void removeSorted(QHash<Key, QList<Item>> &index, const Key &key, const Item &item)
{
    const auto found = index.find(key);
    if (found == index.end())
        return;
    found->removeOne(item);
    if (found->isEmpty())
        index.erase(found);
}

ModelGraph::ModelGraph(const ThreatModel &model)
{
    rebuild(model);
}

void ModelGraph::rebuild(const ThreatModel &model)
{
    *this = ModelGraph();
    for (qsizetype i = 0; i < model.elements.size(); ++i)
        update(RecordChange<Element> {nullptr, model.elements.recordAt(i)});
    for (qsizetype i = 0; i < model.flows.size(); ++i)
        update(RecordChange<DataFlow> {nullptr, model.flows.recordAt(i)});
    for (const Interface &interface : model.interfaces)
        insertSorted(m_interfaces, interface.owner, interface.id);
    for (const TrustBoundary &boundary : model.boundaries)
        insertSorted(m_children, boundary.parent, boundary.id);
}

void ModelGraph::update(const RecordChange<Element> &change)
{
    if (const Element *element = change.before.get()) {
        removeSorted(m_members, element->boundary, element->id);
        removeSorted(m_running, element->image, element->id);
        removeSorted(m_runningAs, element->identity, element->id);
        for (const BoundaryId &network : element->networks)
            removeSorted(m_attached, network, element->id);
    }
    if (const Element *element = change.after.get()) {
        insertSorted(m_members, element->boundary, element->id);
        insertSorted(m_running, element->image, element->id);
        insertSorted(m_runningAs, element->identity, element->id);
        for (const BoundaryId &network : element->networks)
            insertSorted(m_attached, network, element->id);
    }
}

void ModelGraph::update(const RecordChange<DataFlow> &change)
{
    if (const DataFlow *flow = change.before.get()) {
        removeSorted(m_outflows, flow->source, flow->id);
        removeSorted(m_inflows, flow->target, flow->id);
        removeSorted(m_interfaceFlows, flow->interface, flow->id);
    }
    if (const DataFlow *flow = change.after.get()) {
        insertSorted(m_outflows, flow->source, flow->id);
        insertSorted(m_inflows, flow->target, flow->id);
        insertSorted(m_interfaceFlows, flow->interface, flow->id);
    }
}

void ModelGraph::update(const ChangeSet &changes, const ThreatModel &after)
{
    if (changes.reset) {
        rebuild(after);
        return;
    }
    for (const RecordChange<Element> &change : changes.of<Element>())
        update(change);
    for (const RecordChange<DataFlow> &change : changes.of<DataFlow>())
        update(change);
    for (const RecordChange<Interface> &change : changes.of<Interface>()) {
        if (change.before)
            removeSorted(m_interfaces, change.before->owner, change.before->id);
        if (change.after)
            insertSorted(m_interfaces, change.after->owner, change.after->id);
    }
    for (const RecordChange<TrustBoundary> &change : changes.of<TrustBoundary>()) {
        if (change.before)
            removeSorted(m_children, change.before->parent, change.before->id);
        if (change.after)
            insertSorted(m_children, change.after->parent, change.after->id);
    }
}

QList<FlowId> ModelGraph::flowsOf(const ElementId &element) const
{
    const QList<FlowId> out = outflows(element);
    const QList<FlowId> in = inflows(element);
    QList<FlowId> all;
    all.reserve(out.size() + in.size());
    std::set_union(out.begin(), out.end(), in.begin(), in.end(), std::back_inserter(all));
    return all;
}

QList<BoundaryId> boundaryChain(const ThreatModel &model, const BoundaryId &innermost)
{
    QList<BoundaryId> chain;
    const TrustBoundary *boundary = model.boundaries.find(innermost);
    while (boundary && !chain.contains(boundary->id)) {
        chain += boundary->id;
        boundary = model.boundaries.find(boundary->parent);
    }
    return chain;
}

Crossings crossingsOf(const ThreatModel &model, const DataFlow &flow)
{
    Crossings crossings;
    const Element *source = model.elements.find(flow.source);
    const Element *target = model.elements.find(flow.target);
    if (!source || !target)
        return crossings;
    const QList<BoundaryId> from = boundaryChain(model, source->boundary);
    const QList<BoundaryId> to = boundaryChain(model, target->boundary);
    for (const BoundaryId &boundary : from) {
        if (!to.contains(boundary))
            crossings.leaves += boundary;
    }
    for (auto it = to.crbegin(); it != to.crend(); ++it) {
        if (!from.contains(*it))
            crossings.enters += *it;
    }
    const auto shared = [&](const BoundaryId &network) {
        return target->networks.contains(network);
    };
    crossings.betweenNetworks = !source->networks.isEmpty() && !target->networks.isEmpty()
        && std::none_of(source->networks.begin(), source->networks.end(), shared);
    return crossings;
}

} // namespace drawbridge
