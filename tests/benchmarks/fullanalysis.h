#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// All threats of a large model by all rules on one thread: beside a loop that only writes what they
// are called, per pair of rule and record, and how the time grows with the model.
Result<Measures> fullAnalysis(const Setting &setting);

} // namespace drawbridge::benchmark
