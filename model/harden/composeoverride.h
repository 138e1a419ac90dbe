#pragma once

#include "model/harden/hardeningplan.h"

namespace drawbridge {

// The measures as a Compose file of their own, to be laid over the one that they harden. What would
// need to repeat a list of variables is left out and named in a comment.
QByteArray composeOverride(const PlainValue &before,
                           const std::vector<const PlannedMeasure *> &measures);

} // namespace drawbridge
