#include "tests/benchmarks/importanalyzedraw.h"

#include "tests/benchmarks/program.h"
#include "tests/benchmarks/syntheticsystem.h"
#include "tests/benchmarks/timing.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

namespace drawbridge::benchmark {

constexpr int measuredServices = 50;
constexpr int selfCheckServices = 6;
constexpr double allowedBeyondDot = 1000; // milliseconds

static Error wrong(const QString &message)
{
    return {ErrorCode::Internal, message, {}};
}

// A run that is fast because it did nothing must not count.
static Result<void> checkResults(const SyntheticSystem &system, int count,
                                 const QByteArray &analysis, const QByteArray &svg)
{
    const QJsonObject summary = QJsonDocument::fromJson(analysis).object()["summary"].toObject();
    if (summary["total"].toInt() < count)
        return wrong(QStringLiteral("the analysis finds hardly any threats"));
    for (int i = 0; i < count; ++i) {
        if (!svg.contains(system.nameOf(i).toUtf8()))
            return wrong(QStringLiteral("the diagram lacks the service %1").arg(system.nameOf(i)));
    }
    return {};
}

Result<Outcome> importAnalyzeDraw(const Setting &setting)
{
    const int count = setting.selfCheck ? selfCheckServices : measuredServices;
    const SyntheticSystem system(count);
    const QDir folder(setting.scratch);
    const QString cli = QDir(setting.programs).filePath(QStringLiteral("drawbridge-cli"));
    const QString compose = folder.filePath(QStringLiteral("compose.yaml"));
    const QString model = folder.filePath(QStringLiteral("system.drawbridge"));
    const QString svg = folder.filePath(QStringLiteral("diagram.svg"));
    const QString graph = folder.filePath(QStringLiteral("graph.dot"));
    if (const Result<void> written = writeFile(compose, system.compose()); !written)
        return written.error();
    if (const Result<void> written = writeFile(graph, system.dot()); !written)
        return written.error();

    QByteArray analysis;
    const auto ours = [&]() -> Result<void> {
        if (const auto done = runProgram(cli, {"import", compose, "-o", model}); !done)
            return done.error();
        const auto threats = runProgram(cli, {"analyze", model, "--json"});
        if (!threats)
            return threats.error();
        analysis = *threats;
        if (const auto done = runProgram(cli, {"export", model, "-o", svg}); !done)
            return done.error();
        return {};
    };
    const auto dot = [&]() -> Result<void> {
        const auto done = runProgram(QStringLiteral("dot"), {"-Tsvg", graph});
        return done ? Result<void>() : Result<void>(done.error());
    };
    const Result<Medians> medians = measureByTurns(setting.repetitions, ours, dot);
    if (!medians)
        return medians.error();
    const Result<QByteArray> drawn = readFile(svg);
    if (!drawn)
        return drawn.error();
    if (const Result<void> checked = checkResults(system, count, analysis, *drawn); !checked)
        return checked.error();
    return Outcome {medians->ours, medians->yardstick, medians->yardstick + allowedBeyondDot};
}

} // namespace drawbridge::benchmark
