#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// Chooses the NIST SP 800-53 baseline that the project goes by.
Result<ModelEdit> setBaseline(const ThreatModel &model, Baseline baseline);

} // namespace drawbridge
