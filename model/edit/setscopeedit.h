#pragma once

#include "model/edit/modeledit.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Puts elements, flows and boundaries in or out of scope; out of scope needs a reason.
Result<ModelEdit> setScope(const ThreatModel &model, const RecordReferences &records,
                           const Scope &scope);

} // namespace drawbridge
