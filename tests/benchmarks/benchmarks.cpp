#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/editreanalysis.h"
#include "tests/benchmarks/importanalyzedraw.h"
#include "tests/benchmarks/scanreading.h"

namespace drawbridge::benchmark {

std::span<const Benchmark> allBenchmarks()
{
    static constexpr Benchmark benchmarks[] = {
        {"import-analyze-draw",
         "Compose file of 50 services to model, threats and SVG, three programs",
         "at most dot on the same graph + 1 s", importAnalyzeDraw},
        {"import-layout-analyze",
         "Compose file of 500 services to model, layout and threats, two programs",
         "at most 3 times dot on the same graph", importLayOutAnalyze},
        {"edit-reanalysis",
         "threats after one edit in 10,000 elements and 15,000 flows, mean of 100 edits",
         "at most 1/500 of the analysis of it all on one thread", editReanalysis},
        {"trivy-scan", "attaching 200 MB of Trivy's JSON, one program",
         "at most 1 min and 500 MB; Qt's parser reads the file beside it", readTrivyScan},
        {"sarif-scan", "attaching 200 MB of SARIF, one program",
         "at most 1 min and 500 MB; Qt's parser reads the file beside it", readSarifScan},
    };
    return benchmarks;
}

} // namespace drawbridge::benchmark
