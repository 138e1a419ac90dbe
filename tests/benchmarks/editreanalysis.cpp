#include "tests/benchmarks/editreanalysis.h"

#include "model/engine/analysissession.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/program.h"
#include "tests/benchmarks/timing.h"

#include <QDir>

namespace drawbridge::benchmark {

constexpr int measuredElements = 10'000;
constexpr int selfCheckElements = 200;
constexpr int editsATurn = 100;
constexpr double leastRatio = 500;

static Result<std::shared_ptr<const PropertySchema>> schemaIn(const QDir &data)
{
    const QString path = data.filePath(QStringLiteral("properties/schema.yaml"));
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    Result<PropertySchema> schema = PropertySchema::parse(*bytes, path);
    if (!schema)
        return schema.error();
    return std::make_shared<const PropertySchema>(std::move(*schema));
}

static Result<std::shared_ptr<const RuleSet>>
rulesIn(const QDir &data, const std::shared_ptr<const PropertySchema> &schema)
{
    const QDir folder(data.filePath(QStringLiteral("rules")));
    QList<RulePackFile> packs;
    for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files)) {
        const Result<QByteArray> bytes = readFile(folder.filePath(name));
        if (!bytes)
            return bytes.error();
        packs += RulePackFile {name, *bytes};
    }
    return RuleSet::load(packs, schema);
}

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

Result<Outcome> editReanalysis(const Setting &setting)
{
    const QDir data(
        qEnvironmentVariable("DRAWBRIDGE_DATA_DIR", setting.programs + QStringLiteral("/../data")));
    const auto schema = schemaIn(data);
    if (!schema)
        return schema.error();
    const auto rules = rulesIn(data, *schema);
    if (!rules)
        return rules.error();
    ThreatModel model =
        largeModel(setting.selfCheck ? selfCheckElements : measuredElements, **schema);
    const AnalysisInput input {model, *schema, *rules, QDate(2026, 1, 1), {}};
    const PropertyIndex privileged = (*schema)->find(RecordKind::Element, u"privileged");

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
    const Result<Medians> medians = measureByTurns(setting.repetitions, edits, everything);
    if (!medians)
        return medians.error();
    if (session.size() < model.elements.size() || changed == 0)
        return Error {ErrorCode::Internal, QStringLiteral("hardly any threats were found"), {}};
    return Outcome {medians->ours / editsATurn, medians->yardstick,
                    medians->yardstick / leastRatio};
}

} // namespace drawbridge::benchmark
