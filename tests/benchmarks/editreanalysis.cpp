#include "tests/benchmarks/editreanalysis.h"

#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/timing.h"

namespace drawbridge::benchmark {

constexpr int editsATurn = 100;
constexpr double leastRatio = 500;

// Switches privileged mode of every so many elements on and off: a few threats come and go.
static ChangeSet editOf(ThreatModel &model, PropertyIndex privileged, int number)
{
    const qsizetype row = (qsizetype(number) * 37) % model.elements.size();
    const auto before = model.elements.recordAt(row);
    Element after = *before;
    const bool isOn = after.properties.value(privileged) == Value(true);
    Claim claim;
    claim.value = Value(!isOn);
    after.properties.set(privileged, claim);
    ChangeSet changes;
    model.elements.put(std::move(after));
    changes.of<Element>() += RecordChange<Element> {before, model.elements.recordAt(row)};
    return changes;
}

Result<Measures> editReanalysis(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    ThreatModel model = largeModel(setting.selfCheck ? SelfCheckSize : LargeSize, *data->schema);
    const AnalysisInput input = data->input(model);
    const PropertyIndex privileged = data->schema->find(RecordKind::Element, u"privileged");

    AnalysisSession session;
    session.reset(input);
    int number = 0;
    qsizetype changed = 0;
    const auto edits = [&]() -> Result<void> {
        for (int i = 0; i < editsATurn; ++i) {
            const ChangeSet changes = editOf(model, privileged, ++number);
            changed += session.apply(model, changes).added.size();
        }
        return {};
    };
    const auto everything = [&]() -> Result<void> {
        AnalysisSession fresh;
        fresh.reset(input);
        return {};
    };
    const Result<Medians> medians =
        measureByTurns(setting.repetitions, edits, everything, Clock::Processor);
    if (!medians)
        return medians.error();
    if (session.size() < model.elements.size() || changed == 0)
        return Error {ErrorCode::Internal, QStringLiteral("hardly any threats were found"), {}};
    return Measures {{QStringLiteral("threats after an edit"), QStringLiteral("ms"),
                      medians->ours / editsATurn, medians->yardstick,
                      medians->yardstick / leastRatio,
                      QStringLiteral("at most 1/500 of the analysis of it all on one thread")}};
}

} // namespace drawbridge::benchmark
