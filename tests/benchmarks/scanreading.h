#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// Attaching 200 MB of what a scanner wrote, beside Qt's parser reading the file into a tree: time,
// and memory of the program.
Result<Measures> readTrivyScan(const Setting &setting);
Result<Measures> readSarifScan(const Setting &setting);

} // namespace drawbridge::benchmark
