#pragma once

#include <ctime>

namespace drawbridge::test {

// Processor time of this program since it was made, in seconds: what a limit is held against where
// a busy machine must not matter.
class CpuTime
{
public:
    double seconds() const { return double(std::clock() - m_start) / CLOCKS_PER_SEC; }

private:
    std::clock_t m_start = std::clock();
};

} // namespace drawbridge::test
