#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// A search over the catalogs as one types, beside a walk over all names in memory.
Result<Measures> catalogSearch(const Setting &setting);

} // namespace drawbridge::benchmark
