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

// Wall: what a user waits. Processor: what this thread worked, whatever else the machine does; for
// work that neither waits nor uses other threads.
enum class Clock { Wall, Processor };

// Runs both by turns, so that a busy moment of the machine hits both; stops at the first error.
Result<Medians> measureByTurns(int repetitions, const Work &ours, const Work &yardstick,
                               Clock clock = Clock::Wall);

double now(Clock clock); // milliseconds

} // namespace drawbridge::benchmark
