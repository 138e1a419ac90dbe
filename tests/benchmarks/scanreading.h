#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// Attaching 200 MB of what a scanner wrote, beside Qt's parser reading the file into a tree. Fails
// where the program needs more than 500 MB.
Result<Outcome> readTrivyScan(const Setting &setting);
Result<Outcome> readSarifScan(const Setting &setting);

} // namespace drawbridge::benchmark
