#pragma once

#include "model/core/threatmodel.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// A record put into a boundary, or to the top of the tree with an empty one.
struct Membership
{
    RecordReference record;
    BoundaryId boundary;

    bool operator==(const Membership &) const = default;
};

// The boundary in whose box a diagram shows an element: its network when it has exactly one, else
// its boundary of the containment tree. An element of several networks stands outside their boxes.
BoundaryId shownBoundary(const Element &element);
// The nearest boundary of the containment tree at or around `boundary`: networks are left out.
BoundaryId containmentOf(const ThreatModel &model, const BoundaryId &boundary);
// Whether `boundary` is `ancestor` or lies within it.
bool liesWithin(const ThreatModel &model, const BoundaryId &boundary, const BoundaryId &ancestor);

// The element after it was put into a boundary's box. A network is attached (in place of the one
// whose box it leaves) and the element contained by what is around the network; anything else
// contains it. Networks of an element with several stay.
Element putInto(const ThreatModel &model, Element element, const BoundaryId &boundary);

// Whether the record may be put there: a boundary cannot lie within itself.
bool canPutInto(const ThreatModel &model, const RecordReference &record,
                const BoundaryId &boundary);
// The boundary in whose box a record is shown.
BoundaryId shownBoundary(const ThreatModel &model, const RecordReference &record);

} // namespace drawbridge
