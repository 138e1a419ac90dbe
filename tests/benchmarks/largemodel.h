#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge::benchmark {

// The sizes in elements that are measured, and the one to see that a benchmark works.
inline constexpr int LargeSize = 10'000;
inline constexpr int MediumSize = 1'000;
inline constexpr int SelfCheckSize = 200;

// A made-up system of N elements: a tenth external entities, six tenths processes, the rest stores,
// of which most run in containers of a Compose file with some things said; N/12 boundaries, nested
// in three levels; half as many flows again as elements, most between neighbours; an image for
// every thirty; one diagram in which all stand in a grid. The same for the same size everywhere.
ThreatModel largeModel(int elements, const PropertySchema &schema);

} // namespace drawbridge::benchmark
