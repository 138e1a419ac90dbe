#include "model/edit/setboundaryedit.h"

#include "model/edit/edittext.h"
#include "model/edit/membership.h"
#include "model/edit/recordvisit.h"

namespace drawbridge {

// Elements that stood in the box before stand in it afterwards, whichever set that takes.
static void moveMembers(const ThreatModel &model, ThreatModel &after, const BoundaryId &id)
{
    for (const Element &element : model.elements) {
        const bool shownInside = shownBoundary(element) == id;
        if (!shownInside && !element.networks.contains(id) && element.boundary != id)
            continue;
        Element changed = element;
        changed.networks.removeOne(id);
        if (shownInside)
            changed = putInto(after, std::move(changed), id);
        after.elements.put(std::move(changed));
    }
}

Result<ModelEdit> setBoundaryKind(const ThreatModel &model, const BoundaryId &id, BoundaryKind kind)
{
    const TrustBoundary *boundary = model.boundaries.find(id);
    if (!boundary)
        return missingRecord("trust boundary", id);
    ThreatModel after = model;
    TrustBoundary changed = *boundary;
    changed.kind = kind;
    after.boundaries.put(std::move(changed));
    const bool wasNetwork = boundary->kind == BoundaryKind::Network;
    if (wasNetwork != (kind == BoundaryKind::Network))
        moveMembers(model, after, id);
    return editBetween(editText(Edits::tr("Change kind of"), model, {{RecordKind::Boundary, id}}),
                       model, after);
}

} // namespace drawbridge
