#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/canvasframes.h"
#include "tests/benchmarks/catalogsearching.h"
#include "tests/benchmarks/editreanalysis.h"
#include "tests/benchmarks/fullanalysis.h"
#include "tests/benchmarks/importanalyzedraw.h"
#include "tests/benchmarks/layouttimes.h"
#include "tests/benchmarks/probes.h"
#include "tests/benchmarks/projectfiles.h"
#include "tests/benchmarks/reporttimes.h"
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
        {"peak-memory", "a process that opens 10,000 elements and finds their threats", peakMemory},
        {"open-and-save", "a project file of 10,000 elements and 15,000 flows", openAndSave},
        {"analyze-program", "drawbridge-cli analyze on 1,000 elements, the whole process",
         analyzeProgram},
        {"layout", "automatic layout of 200, 1,000 and 5,000 elements", layoutTimes},
        {"canvas", "frames of a diagram of 10,000 elements and 15,000 flows", canvasFrames},
        {"report", "PDF report of some 2,000 threats", reportTimes},
        {"catalog-search", "a key typed into the search over the catalogs", catalogSearch},
        {"first-picture", "from the start of a process to its first window", firstPicture},
    };
    return benchmarks;
}

} // namespace drawbridge::benchmark
