#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// One edit in a large model that is already analysed, beside the analysis of it all on one thread.
Result<Measures> editReanalysis(const Setting &setting);

} // namespace drawbridge::benchmark
