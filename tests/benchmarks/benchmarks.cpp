#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/importanalyzedraw.h"

namespace drawbridge::benchmark {

std::span<const Benchmark> allBenchmarks()
{
    static constexpr Benchmark benchmarks[] = {
        {"import-analyze-draw",
         "Compose file of 50 services to model, threats and SVG, three programs",
         "at most dot on the same graph + 1 s", importAnalyzeDraw},
    };
    return benchmarks;
}

} // namespace drawbridge::benchmark
