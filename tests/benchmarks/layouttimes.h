#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// Automatic layout of two sizes beside bare dot on a like graph, and how soon it stops.
Result<Measures> layoutTimes(const Setting &setting);

} // namespace drawbridge::benchmark
