#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// The PDF report of some 2,000 threats beside a loop that only paints their texts.
Result<Measures> reportTimes(const Setting &setting);

} // namespace drawbridge::benchmark
