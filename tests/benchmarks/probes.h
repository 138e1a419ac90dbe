#pragma once

#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// What needs a fresh process is measured by this program run again with the name of a probe; a
// probe prints one number.
Result<double> probe(const QString &name, const QStringList &arguments = {});
// Runs a probe in this process; nothing when there is none of that name.
std::optional<Result<double>> runProbe(const QStringList &nameAndArguments, const Setting &setting);

// Memory at its highest, with a large model open and all its threats found.
Result<Measures> peakMemory(const Setting &setting);
// From the start of the process to the first picture of the program window.
Result<Measures> firstPicture(const Setting &setting);

} // namespace drawbridge::benchmark
