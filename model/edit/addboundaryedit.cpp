#include "model/edit/addboundaryedit.h"

#include "model/edit/edittext.h"
#include "model/edit/moveplacementsedit.h"
#include "model/edit/placementchecks.h"

namespace drawbridge {

Result<ModelEdit> addBoundary(const ThreatModel &model, const BoundaryId &id,
                              const NewBoundary &added)
{
    if (id.isEmpty() || model.boundaries.contains(id) || model.elements.contains(ElementId(id)))
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the id '%1' cannot be used").arg(id.toString()),
                      {}};
    if (!added.parent.isEmpty() && !model.boundaries.contains(added.parent))
        return missingRecord("trust boundary", added.parent);
    ThreatModel after = model;
    TrustBoundary boundary;
    boundary.id = id;
    boundary.kind = added.kind;
    boundary.name = added.name;
    boundary.parent = added.parent;
    after.boundaries.put(std::move(boundary));
    QList<Membership> memberships;
    for (const RecordReference &member : added.members)
        memberships.append({member, id});
    const Result<void> joined = changeMemberships(after, memberships);
    if (!joined)
        return joined.error();
    if (!added.diagram.isEmpty()) {
        const Result<void> placed = placeIn(after, added.diagram, {{id, added.rect}});
        if (!placed)
            return placed.error();
    }
    return editBetween(editText(Edits::tr("Add"), added.name), model, after);
}

} // namespace drawbridge
