#pragma once

#include "model/base/result.h"
#include "model/edit/modeledit.h"

namespace drawbridge {

// Writes down that somebody reviewed the model as it is: `revision` is its digest
// (modelRevision()). Needs an id, a name and a revision.
Result<ModelEdit> recordReview(const ThreatModel &model, Review review);

} // namespace drawbridge
