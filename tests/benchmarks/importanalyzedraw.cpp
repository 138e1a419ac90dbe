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
constexpr int manyServices = 500;
constexpr double allowedTimesDot = 3;

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

namespace {

// The system's files in the scratch folder, and the programs that are run on them.
class SystemRuns
{
public:
    SystemRuns(const Setting &setting, int services)
        : m_system(services)
        , m_count(services)
        , m_folder(setting.scratch)
        , m_cli(QDir(setting.programs).filePath(QStringLiteral("drawbridge-cli")))
    {
    }

    Result<void> writeFiles() const
    {
        if (const Result<void> written = writeFile(path("compose.yaml"), m_system.compose());
            !written)
            return written.error();
        return writeFile(path("graph.dot"), m_system.dot());
    }
    // Lays out too.
    Result<void> import() const
    {
        return done(m_cli, {"import", path("compose.yaml"), "-o", path("system.drawbridge")});
    }
    Result<void> analyze() const { return done(m_cli, {"analyze", path("system.drawbridge")}); }
    Result<void> draw() const
    {
        return done(m_cli, {"export", path("system.drawbridge"), "-o", path("diagram.svg")});
    }
    Result<void> dot() const { return done(QStringLiteral("dot"), {"-Tsvg", path("graph.dot")}); }
    // A run that is fast because it did nothing must not count.
    Result<void> check() const
    {
        const auto analysis = runProgram(m_cli, {"analyze", path("system.drawbridge"), "--json"});
        if (!analysis)
            return analysis.error();
        if (const Result<void> drawn = draw(); !drawn)
            return drawn.error();
        const Result<QByteArray> svg = readFile(path("diagram.svg"));
        return svg ? checkResults(m_system, m_count, *analysis, *svg) : Result<void>(svg.error());
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static Result<void> done(const QString &program, const QStringList &arguments)
    {
        const auto finished = runProgram(program, arguments);
        return finished ? Result<void>() : Result<void>(finished.error());
    }

    SyntheticSystem m_system;
    int m_count = 0;
    QDir m_folder;
    QString m_cli;
};

} // namespace

static Result<Medians> measuredBesideDot(const Setting &setting, int services, bool drawing)
{
    const SystemRuns runs(setting, services);
    if (const Result<void> written = runs.writeFiles(); !written)
        return written.error();
    const auto ours = [&]() -> Result<void> {
        if (const auto imported = runs.import(); !imported)
            return imported.error();
        if (const auto analyzed = runs.analyze(); !analyzed)
            return analyzed.error();
        return drawing ? runs.draw() : Result<void>();
    };
    const Result<Medians> medians =
        measureByTurns(setting.repetitions, ours, [&] { return runs.dot(); });
    if (!medians)
        return medians.error();
    if (const Result<void> checked = runs.check(); !checked)
        return checked.error();
    return medians;
}

Result<Measures> importAnalyzeDraw(const Setting &setting)
{
    const auto medians =
        measuredBesideDot(setting, setting.selfCheck ? selfCheckServices : measuredServices, true);
    if (!medians)
        return medians.error();
    return Measures {{QStringLiteral("50 services to a diagram"), QStringLiteral("ms"),
                      medians->ours, medians->yardstick, medians->yardstick + allowedBeyondDot,
                      QStringLiteral("at most dot on the same graph + 1 s")}};
}

Result<Measures> importLayOutAnalyze(const Setting &setting)
{
    const auto medians =
        measuredBesideDot(setting, setting.selfCheck ? selfCheckServices : manyServices, false);
    if (!medians)
        return medians.error();
    return Measures {{QStringLiteral("500 services to threats"), QStringLiteral("ms"),
                      medians->ours, medians->yardstick, medians->yardstick * allowedTimesDot,
                      QStringLiteral("at most 3 times dot on the same graph")}};
}

} // namespace drawbridge::benchmark
