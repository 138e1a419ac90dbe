#include "tests/benchmarks/timing.h"

#include <algorithm>
#include <ctime>

namespace drawbridge::benchmark {

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double now(Clock clock)
{
    timespec time {};
    clock_gettime(clock == Clock::Wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

static Result<double> millisecondsOf(const Work &work, Clock clock)
{
    const double start = now(clock);
    if (const Result<void> done = work(); !done)
        return done.error();
    return now(clock) - start;
}

Result<Medians> measureByTurns(int repetitions, const Work &ours, const Work &yardstick,
                               Clock clock)
{
    std::vector<double> oursTaken;
    std::vector<double> yardstickTaken;
    for (int i = 0; i < repetitions; ++i) {
        const Result<double> first = millisecondsOf(ours, clock);
        if (!first)
            return first.error();
        const Result<double> second = millisecondsOf(yardstick, clock);
        if (!second)
            return second.error();
        oursTaken.push_back(*first);
        yardstickTaken.push_back(*second);
    }
    return Medians {medianOf(oursTaken), medianOf(yardstickTaken)};
}

} // namespace drawbridge::benchmark
