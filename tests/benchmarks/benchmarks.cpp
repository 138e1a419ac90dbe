#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/editreanalysis.h"
#include "tests/benchmarks/fullanalysis.h"
#include "tests/benchmarks/importanalyzedraw.h"
#include "tests/benchmarks/scanreading.h"

namespace drawbridge::benchmark {

std::span<const Benchmark> allBenchmarks()
{
    static constexpr Benchmark benchmarks[] = {
        {"import-analyze-draw",
         "Compose file of 50 services to model, threats and SVG, three programs",
         importAnalyzeDraw},
        {"import-layout-analyze",
         "Compose file of 500 services to model, layout and threats, two programs",
         importLayOutAnalyze},
        {"full-analysis", "all threats of 10,000 elements and 15,000 flows", fullAnalysis},
        {"edit-reanalysis",
         "threats after one edit in 10,000 elements and 15,000 flows, mean of 100 edits",
         editReanalysis},
        {"trivy-scan", "attaching 200 MB of Trivy's JSON, one program", readTrivyScan},
        {"sarif-scan", "attaching 200 MB of SARIF, one program", readSarifScan},
    };
    return benchmarks;
}

} // namespace drawbridge::benchmark
