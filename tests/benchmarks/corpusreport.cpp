#include "tests/benchmarks/corpusreport.h"

#include "tests/corpus/measure/precision.h"

#include <cstdio>

namespace drawbridge::benchmark {

static int corpusError(const Error &error)
{
    std::fprintf(stderr, "drawbridge-bench: %s\n", qPrintable(error.toString()));
    return 1;
}

int reportCorpus()
{
    const auto services = Services::create();
    if (!services)
        return corpusError(services.error());
    QList<corpus::LabelledSystem> systems;
    for (const QString &name : corpus::systemNames()) {
        Result<corpus::LabelledSystem> system = corpus::readSystem(**services, name);
        if (!system)
            return corpusError(system.error());
        systems.append(std::move(*system));
    }
    const corpus::CorpusScore score = corpus::judge(systems);
    std::printf("Threats at high or above, open without an answer\n\n%s\n%s",
                qPrintable(corpus::ruleTable(score)), qPrintable(corpus::systemTable(score)));
    return score.reachesGoals() ? 0 : 1;
}

} // namespace drawbridge::benchmark
