#include "model/edit/deleterecordsedit.h"

#include "model/edit/edittext.h"

#include <QSet>

namespace drawbridge {

namespace {

// What one deletion takes with it.
class Deletion
{
public:
    Deletion(const ThreatModel &model, const RecordReferences &records);
    ThreatModel carriedOut() const;

private:
    template <typename T>
    void collect(const RecordReferences &records, const Table<T> &table,
                 QSet<typename T::IdType> &ids);
    void collectDependants();
    BoundaryId survivorAround(BoundaryId boundary) const;
    bool isGone(const RecordReference &record) const;

    void changeElements(ThreatModel &after) const;
    void changeFlows(ThreatModel &after) const;
    void changeBoundaries(ThreatModel &after) const;
    void changeDiagrams(ThreatModel &after) const;

    const ThreatModel &m_model;
    QSet<ElementId> m_elements;
    QSet<InterfaceId> m_interfaces;
    QSet<FlowId> m_flows;
    QSet<BoundaryId> m_boundaries;
    QSet<DiagramId> m_diagrams;
    QSet<ManualThreatId> m_manualThreats;
};

Deletion::Deletion(const ThreatModel &model, const RecordReferences &records)
    : m_model(model)
{
    collect(records, model.elements, m_elements);
    collect(records, model.interfaces, m_interfaces);
    collect(records, model.flows, m_flows);
    collect(records, model.boundaries, m_boundaries);
    collect(records, model.diagrams, m_diagrams);
    collect(records, model.manualThreats, m_manualThreats);
    collectDependants();
}

template <typename T>
void Deletion::collect(const RecordReferences &records, const Table<T> &table,
                       QSet<typename T::IdType> &ids)
{
    for (const RecordReference &record : records) {
        const typename T::IdType id(record.id);
        if (record.kind == recordKind<T> && table.contains(id))
            ids.insert(id);
    }
}

void Deletion::collectDependants()
{
    if (!m_elements.isEmpty()) {
        for (const Interface &interface : m_model.interfaces) {
            if (m_elements.contains(interface.owner))
                m_interfaces.insert(interface.id);
        }
        for (const DataFlow &flow : m_model.flows) {
            if (m_elements.contains(flow.source) || m_elements.contains(flow.target))
                m_flows.insert(flow.id);
        }
    }
    for (const ManualThreat &threat : m_model.manualThreats) {
        if (isGone({threat.targetKind, threat.target}))
            m_manualThreats.insert(threat.id);
    }
}

bool Deletion::isGone(const RecordReference &record) const
{
    switch (record.kind) {
    case RecordKind::Element:
        return m_elements.contains(ElementId(record.id));
    case RecordKind::Interface:
        return m_interfaces.contains(InterfaceId(record.id));
    case RecordKind::Flow:
        return m_flows.contains(FlowId(record.id));
    case RecordKind::Boundary:
        return m_boundaries.contains(BoundaryId(record.id));
    default:
        return false;
    }
}

BoundaryId Deletion::survivorAround(BoundaryId boundary) const
{
    // Counted, so that a circle in a broken model ends.
    for (qsizetype steps = m_boundaries.size(); steps >= 0 && m_boundaries.contains(boundary);
         --steps)
        boundary = m_model.boundaries.find(boundary)->parent;
    return m_boundaries.contains(boundary) ? BoundaryId() : boundary;
}

void Deletion::changeElements(ThreatModel &after) const
{
    for (const ElementId &id : m_elements)
        after.elements.remove(id);
    if (m_boundaries.isEmpty())
        return;
    for (const Element &element : m_model.elements) {
        if (m_elements.contains(element.id))
            continue;
        Element changed = element;
        changed.boundary = survivorAround(element.boundary);
        changed.networks.removeIf([&](const BoundaryId &id) { return m_boundaries.contains(id); });
        if (changed.boundary != element.boundary
            || changed.networks.size() != element.networks.size())
            after.elements.put(std::move(changed));
    }
}

void Deletion::changeFlows(ThreatModel &after) const
{
    for (const FlowId &id : m_flows)
        after.flows.remove(id);
    if (m_interfaces.isEmpty())
        return;
    for (const DataFlow &flow : m_model.flows) {
        if (m_flows.contains(flow.id) || !m_interfaces.contains(flow.interface))
            continue;
        DataFlow changed = flow;
        changed.interface = {};
        after.flows.put(std::move(changed));
    }
}

void Deletion::changeBoundaries(ThreatModel &after) const
{
    for (const BoundaryId &id : m_boundaries)
        after.boundaries.remove(id);
    for (const TrustBoundary &boundary : m_model.boundaries) {
        if (m_boundaries.contains(boundary.id) || !m_boundaries.contains(boundary.parent))
            continue;
        TrustBoundary changed = boundary;
        changed.parent = survivorAround(boundary.parent);
        after.boundaries.put(std::move(changed));
    }
}

void Deletion::changeDiagrams(ThreatModel &after) const
{
    for (const DiagramId &id : m_diagrams)
        after.diagrams.remove(id);
    for (const Diagram &diagram : m_model.diagrams) {
        if (m_diagrams.contains(diagram.id))
            continue;
        Diagram changed = diagram;
        changed.placements.removeIf([&](const Placement &placement) {
            return m_elements.contains(ElementId(placement.record))
                || m_boundaries.contains(BoundaryId(placement.record));
        });
        changed.routes.removeIf([&](const Route &route) { return m_flows.contains(route.flow); });
        if (m_elements.contains(diagram.parent))
            changed.parent = {};
        if (changed != diagram)
            after.diagrams.put(std::move(changed));
    }
}

ThreatModel Deletion::carriedOut() const
{
    ThreatModel after = m_model;
    for (const InterfaceId &id : m_interfaces)
        after.interfaces.remove(id);
    for (const ManualThreatId &id : m_manualThreats)
        after.manualThreats.remove(id);
    changeElements(after);
    changeFlows(after);
    changeBoundaries(after);
    changeDiagrams(after);
    return after;
}

} // namespace

Result<ModelEdit> deleteRecords(const ThreatModel &model, const RecordReferences &records)
{
    const ThreatModel after = Deletion(model, records).carriedOut();
    return editBetween(editText(Edits::tr("Delete"), model, records), model, after);
}

} // namespace drawbridge
