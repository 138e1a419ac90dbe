#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge::benchmark {

// Containers on hosts, each on two networks and with a few properties of its own, half as many
// flows again as elements, an image for every thirty. The same for the same size everywhere.
ThreatModel largeModel(int elements, const PropertySchema &schema);

} // namespace drawbridge::benchmark
