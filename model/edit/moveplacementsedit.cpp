#include "model/edit/moveplacementsedit.h"

#include "model/edit/edittext.h"
#include "model/edit/placementchecks.h"
#include "model/edit/recordvisit.h"

#include <algorithm>

namespace drawbridge {

static RecordReferences placedRecords(const ThreatModel &model, const QList<Placement> &placements)
{
    RecordReferences records;
    for (const Placement &placement : placements) {
        const bool element = model.elements.contains(ElementId(placement.record));
        records.append({element ? RecordKind::Element : RecordKind::Boundary, placement.record});
    }
    return records;
}

Result<void> changeMemberships(ThreatModel &model, const QList<Membership> &memberships)
{
    for (const Membership &membership : memberships) {
        if (!canPutInto(model, membership.record, membership.boundary))
            return Error {ErrorCode::InvalidInput,
                          QStringLiteral("a trust boundary cannot lie within itself"),
                          {}};
        bool known = false;
        if (membership.record.kind == RecordKind::Element) {
            known = changeRecord(model, membership.record, [&](Element &element) {
                element = putInto(model, element, membership.boundary);
            });
        } else {
            known = changeRecord(model, membership.record, [&](TrustBoundary &boundary) {
                boundary.parent = membership.boundary;
            });
        }
        if (!known)
            return missingRecord("element or trust boundary", membership.record.id);
    }
    return {};
}

Result<ModelEdit> movePlacements(const ThreatModel &model, const DiagramId &diagram,
                                 const QList<Placement> &placements,
                                 const QList<Membership> &memberships, const QString &mergeKey)
{
    ThreatModel after = model;
    const Result<void> placed = placeIn(after, diagram, placements);
    if (!placed)
        return placed.error();
    const Result<void> joined = changeMemberships(after, memberships);
    if (!joined)
        return joined.error();
    return editBetween(editText(Edits::tr("Move"), model, placedRecords(model, placements)), model,
                       after, mergeKey);
}

Result<ModelEdit> setMemberships(const ThreatModel &model, const QList<Membership> &memberships)
{
    ThreatModel after = model;
    const Result<void> joined = changeMemberships(after, memberships);
    if (!joined)
        return joined.error();
    RecordReferences records;
    for (const Membership &membership : memberships)
        records.append(membership.record);
    return editBetween(editText(Edits::tr("Move"), model, records), model, after);
}

Result<ModelEdit> setNetworks(const ThreatModel &model, const ElementId &element,
                              const QList<BoundaryId> &networks)
{
    for (const BoundaryId &network : networks) {
        const TrustBoundary *found = model.boundaries.find(network);
        if (!found || found->kind != BoundaryKind::Network)
            return missingRecord("network", network);
    }
    QList<BoundaryId> sorted = networks;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    ThreatModel after = model;
    if (!changeRecord(after, {RecordKind::Element, element},
                      [&](Element &changed) { changed.networks = sorted; }))
        return missingRecord("element", element);
    return editBetween(editText(Edits::tr("Attach"), model, {{RecordKind::Element, element}}),
                       model, after);
}

} // namespace drawbridge
