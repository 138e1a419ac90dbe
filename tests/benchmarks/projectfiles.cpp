#include "tests/benchmarks/projectfiles.h"

#include "model/project/projectreader.h"
#include "model/project/projectwriter.h"
#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/program.h"
#include "tests/benchmarks/timing.h"

#include <QDir>
#include <QJsonDocument>

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>

namespace drawbridge::benchmark {

constexpr double mostTimesParser = 2;
constexpr double mostTimesWriter = 2;
// Of pytm 1.4 on 1,000 elements with its flows, without writing the findings out.
constexpr double pytmProcess = 2500; // milliseconds
constexpr double leastTimesFaster = 15;

static Error wrongResult(const char *what)
{
    return {ErrorCode::Internal, QString::fromLatin1(what), {}};
}

Result<Measures> openAndSave(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    const ThreatModel model =
        largeModel(setting.selfCheck ? SelfCheckSize : LargeSize, *data->schema);
    const ProjectReader reader(*data->schema);
    const ProjectWriter writer(*data->schema);
    const QByteArray bytes = writer.write(model);
    rapidjson::Document document;
    document.Parse(bytes.constData(), static_cast<size_t>(bytes.size()));
    const auto again = reader.read(bytes, {});
    if (!again || document.HasParseError() || writer.write(again->model) != bytes)
        return wrongResult("the project does not come back as it was written");

    const auto open = [&]() -> Result<void> {
        const auto content = reader.read(bytes, {});
        return content ? Result<void>() : Result<void>(content.error());
    };
    const auto parse = [&]() -> Result<void> {
        return QJsonDocument::fromJson(bytes).isObject() ? Result<void>() : wrongResult("no JSON");
    };
    const auto save = [&]() -> Result<void> {
        return writer.write(model).isEmpty() ? wrongResult("no bytes") : Result<void>();
    };
    const auto print = [&]() -> Result<void> {
        rapidjson::StringBuffer buffer;
        rapidjson::PrettyWriter<rapidjson::StringBuffer> pretty(buffer);
        document.Accept(pretty);
        return buffer.GetSize() == 0 ? wrongResult("no bytes") : Result<void>();
    };
    const auto opening = measureByTurns(setting.repetitions, open, parse, Clock::Processor);
    const auto saving = measureByTurns(setting.repetitions, save, print, Clock::Processor);
    if (!opening || !saving)
        return opening ? saving.error() : opening.error();
    const QString size = QStringLiteral("%1 MB").arg(bytes.size() / 1'000'000);
    return Measures {{QStringLiteral("open ") + size, QStringLiteral("ms"), opening->ours,
                      opening->yardstick, opening->yardstick * mostTimesParser,
                      QStringLiteral("at most twice QJsonDocument on the same bytes")},
                     {QStringLiteral("save ") + size, QStringLiteral("ms"), saving->ours,
                      saving->yardstick, saving->yardstick * mostTimesWriter,
                      QStringLiteral("at most twice rapidjson's pretty writer")}};
}

Result<Measures> analyzeProgram(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    const ThreatModel model =
        largeModel(setting.selfCheck ? SelfCheckSize : MediumSize, *data->schema);
    const QString path = QDir(setting.scratch).filePath(QStringLiteral("medium.drawbridge"));
    if (const auto written = writeFile(path, ProjectWriter(*data->schema).write(model)); !written)
        return written.error();
    const QString program = QDir(setting.programs).filePath(QStringLiteral("drawbridge-cli"));
    std::vector<double> taken;
    for (int i = 0; i < setting.repetitions; ++i) {
        const double start = now(Clock::Wall);
        const auto output = runProgram(program, {"analyze", path});
        if (!output)
            return output.error();
        taken.push_back(now(Clock::Wall) - start);
    }
    return Measures {{QStringLiteral("analyze 1,000 elements"), QStringLiteral("ms"),
                      medianOf(taken), pytmProcess, pytmProcess / leastTimesFaster,
                      QStringLiteral("at most 1/15 of pytm's process as recorded")}};
}

} // namespace drawbridge::benchmark
