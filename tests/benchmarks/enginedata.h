#pragma once

#include "app/services/services.h"
#include "tests/benchmarks/benchmark.h"

namespace drawbridge::benchmark {

// Schema and rules as the programs have them.
struct EngineData
{
    std::shared_ptr<const PropertySchema> schema;
    std::shared_ptr<const RuleSet> rules;

    // Everything about a model on one thread, as of a fixed day.
    AnalysisInput input(const ThreatModel &model) const
    {
        return {model, schema, rules, QDate(2026, 1, 1), {}};
    }
};

Result<std::unique_ptr<Services>> servicesFor(const Setting &setting);
Result<EngineData> loadEngineData(const Setting &setting);

} // namespace drawbridge::benchmark
