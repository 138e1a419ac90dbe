#pragma once

#include "model/base/result.h"
#include "model/core/threatmodel.h"

namespace drawbridge {

// Farther out nothing is drawn: keeps sums of coordinates within int.
inline constexpr int FarthestPlacement = 1'000'000;

// Puts records into a diagram of `model`, or says why they cannot be there.
Result<void> placeIn(ThreatModel &model, const DiagramId &diagram,
                     const QList<Placement> &placements);

} // namespace drawbridge
