#include "tests/benchmarks/timing.h"

#include <algorithm>
#include <chrono>

namespace drawbridge::benchmark {

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

static Result<double> millisecondsOf(const Work &work)
{
    const auto start = std::chrono::steady_clock::now();
    if (const Result<void> done = work(); !done)
        return done.error();
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - start;
    return taken.count();
}

Result<Medians> measureByTurns(int repetitions, const Work &ours, const Work &yardstick)
{
    std::vector<double> oursTaken;
    std::vector<double> yardstickTaken;
    for (int i = 0; i < repetitions; ++i) {
        const Result<double> first = millisecondsOf(ours);
        if (!first)
            return first.error();
        const Result<double> second = millisecondsOf(yardstick);
        if (!second)
            return second.error();
        oursTaken.push_back(*first);
        yardstickTaken.push_back(*second);
    }
    return Medians {medianOf(oursTaken), medianOf(yardstickTaken)};
}

} // namespace drawbridge::benchmark
