#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// A large project from its bytes to a model and back, beside a bare JSON parser and writer.
Result<Measures> openAndSave(const Setting &setting);
// `drawbridge-cli analyze` on a model of medium size, the whole process.
Result<Measures> analyzeProgram(const Setting &setting);

} // namespace drawbridge::benchmark
