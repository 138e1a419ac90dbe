#pragma once

#include "model/base/result.h"

#include <functional>
#include <vector>

namespace drawbridge::benchmark {

double medianOf(std::vector<double> values);

struct Medians
{
    double ours = 0; // milliseconds
    double yardstick = 0;
};

using Work = std::function<Result<void>()>;

// Runs both by turns, so that a busy moment of the machine hits both; stops at the first error.
Result<Medians> measureByTurns(int repetitions, const Work &ours, const Work &yardstick);

} // namespace drawbridge::benchmark
