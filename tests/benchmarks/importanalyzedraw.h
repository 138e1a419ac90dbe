#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// From a Compose file to model, threats and diagram, each by a program of its own as in a script,
// beside dot drawing the same graph.
Result<Measures> importAnalyzeDraw(const Setting &setting);
// The same for ten times as many services, up to the threats.
Result<Measures> importLayOutAnalyze(const Setting &setting);

} // namespace drawbridge::benchmark
