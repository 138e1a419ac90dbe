#include "model/edit/membership.h"

#include "model/core/modelgraph.h"

#include <algorithm>

namespace drawbridge {

BoundaryId shownBoundary(const Element &element)
{
    return element.networks.size() == 1 ? element.networks.first() : element.boundary;
}

BoundaryId shownBoundary(const ThreatModel &model, const RecordReference &record)
{
    if (record.kind == RecordKind::Element) {
        const Element *element = model.elements.find(ElementId(record.id));
        return element ? shownBoundary(*element) : BoundaryId();
    }
    const TrustBoundary *boundary = model.boundaries.find(BoundaryId(record.id));
    return boundary ? boundary->parent : BoundaryId();
}

BoundaryId containmentOf(const ThreatModel &model, const BoundaryId &boundary)
{
    for (const BoundaryId &candidate : boundaryChain(model, boundary)) {
        if (model.boundaries.find(candidate)->kind != BoundaryKind::Network)
            return candidate;
    }
    return {};
}

bool liesWithin(const ThreatModel &model, const BoundaryId &boundary, const BoundaryId &ancestor)
{
    return boundaryChain(model, boundary).contains(ancestor);
}

Element putInto(const ThreatModel &model, Element element, const BoundaryId &boundary)
{
    const TrustBoundary *target = model.boundaries.find(boundary);
    if (element.networks.size() == 1)
        element.networks.clear();
    if (target && target->kind == BoundaryKind::Network && !element.networks.contains(boundary)) {
        element.networks.append(boundary);
        std::sort(element.networks.begin(), element.networks.end());
    }
    element.boundary = containmentOf(model, boundary);
    return element;
}

bool canPutInto(const ThreatModel &model, const RecordReference &record, const BoundaryId &boundary)
{
    if (boundary.isEmpty())
        return true;
    if (!model.boundaries.contains(boundary))
        return false;
    return record.kind == RecordKind::Element
        || !liesWithin(model, boundary, BoundaryId(record.id));
}

} // namespace drawbridge
