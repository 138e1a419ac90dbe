#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/corpusreport.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace drawbridge;
using namespace drawbridge::benchmark;

namespace {

constexpr char help[] =
    "Usage: drawbridge-bench [--self-check] [--repetitions N] [--list] [--help] [NAME...]\n"
    "       drawbridge-bench --corpus\n"
    "\n"
    "Runs the benchmarks, all of them or those that are named, each beside its yardstick.\n"
    "\n"
    "  --self-check     small sizes, once; only tells whether the benchmarks work\n"
    "  --repetitions N  of which the median is taken; 5 unless told\n"
    "  --list           names the benchmarks and their goals\n"
    "  --corpus         prints how precise and how complete the rules are over the labelled\n"
    "                   systems of tests/corpus, per system, per rule and in total; below 0.9 of\n"
    "                   either is a goal missed\n"
    "\n"
    "Exit status: 0 all goals reached, 1 one was missed or failed, 2 wrong usage.\n";

struct Options
{
    Setting setting;
    QStringList names;
    bool list = false;
};

int usageError(const QString &message)
{
    std::fprintf(stderr, "drawbridge-bench: %s\n", qPrintable(message));
    return 2;
}

// Exit status where the program should end, -1 to go on.
int readArguments(const QStringList &arguments, Options *options)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QLatin1String("--help")) {
            std::fputs(help, stdout);
            return 0;
        }
        if (argument == QLatin1String("--corpus"))
            return reportCorpus();
        if (argument == QLatin1String("--list")) {
            options->list = true;
        } else if (argument == QLatin1String("--self-check")) {
            options->setting.selfCheck = true;
            options->setting.repetitions = 1;
        } else if (argument == QLatin1String("--repetitions")) {
            options->setting.repetitions = arguments.value(++i).toInt();
            if (options->setting.repetitions < 1)
                return usageError(QStringLiteral("--repetitions wants a number above 0"));
        } else if (argument.startsWith(QLatin1Char('-'))) {
            return usageError(QStringLiteral("unknown option '%1'").arg(argument));
        } else {
            options->names.append(argument);
        }
    }
    const auto known = allBenchmarks();
    for (const QString &name : std::as_const(options->names)) {
        if (std::none_of(known.begin(), known.end(),
                         [&](const Benchmark &b) { return name == b.name; }))
            return usageError(QStringLiteral("no benchmark '%1'; see --list").arg(name));
    }
    return -1;
}

bool runOne(const Benchmark &benchmark, Setting setting)
{
    const QTemporaryDir scratch;
    setting.scratch = scratch.path();
    std::printf("%-24s ", benchmark.name);
    std::fflush(stdout);
    const Result<Outcome> outcome = benchmark.run(setting);
    if (!outcome) {
        std::printf("failed: %s\n", qPrintable(outcome.error().message));
        return false;
    }
    const bool passed = setting.selfCheck || outcome->reached();
    std::printf("%9.2f ms  yardstick %9.2f ms  ratio %8.4f  allowed %9.2f ms  %s\n", outcome->ours,
                outcome->yardstick,
                outcome->yardstick > 0 ? outcome->ours / outcome->yardstick : 0.0,
                outcome->mostAllowed,
                setting.selfCheck        ? "works"
                    : outcome->reached() ? "reached"
                                         : "MISSED");
    return passed;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Options options;
    options.setting.programs = QCoreApplication::applicationDirPath();
    const int status = readArguments(QCoreApplication::arguments(), &options);
    if (status >= 0)
        return status;
    bool passed = true;
    for (const Benchmark &benchmark : allBenchmarks()) {
        if (!options.names.isEmpty() && !options.names.contains(QLatin1String(benchmark.name)))
            continue;
        if (options.list)
            std::printf("%-24s %s; goal: %s\n", benchmark.name, benchmark.measures, benchmark.goal);
        else
            passed = runOne(benchmark, options.setting) && passed;
    }
    return passed ? 0 : 1;
}
