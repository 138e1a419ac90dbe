#pragma once

#include "model/edit/modeledit.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Deletes elements, flows, boundaries, interfaces and diagrams, with all that cannot be without
// them: an element's flows, interfaces, placements, routes and written-down threats. What stands in
// a deleted boundary moves to the one around it. Decisions stay; one whose threat is gone is an
// orphan. Ids that do not exist are passed over.
Result<ModelEdit> deleteRecords(const ThreatModel &model, const RecordReferences &records);

} // namespace drawbridge
