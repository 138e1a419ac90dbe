#pragma once

#include "model/edit/membership.h"
#include "model/edit/modeledit.h"

namespace drawbridge {

// Moves or resizes what a diagram shows, several records at once. Which boundary a record belongs
// to changes only by `memberships`, never by where its rectangle lies. Moves with the same
// non-empty `mergeKey` are one step of undo.
Result<ModelEdit> movePlacements(const ThreatModel &model, const DiagramId &diagram,
                                 const QList<Placement> &placements,
                                 const QList<Membership> &memberships = {},
                                 const QString &mergeKey = {});

// Puts elements and boundaries into boundaries, without moving them.
Result<ModelEdit> setMemberships(const ThreatModel &model, const QList<Membership> &memberships);
Result<void> changeMemberships(ThreatModel &model, const QList<Membership> &memberships);

// Sets the networks that an element is attached to.
Result<ModelEdit> setNetworks(const ThreatModel &model, const ElementId &element,
                              const QList<BoundaryId> &networks);

} // namespace drawbridge
