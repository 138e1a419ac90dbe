#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/corpusreport.h"
#include "tests/benchmarks/probes.h"

#include <QApplication>
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
    "  --list           names the benchmarks\n"
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
    // Of this program run again by itself: a probe and its arguments.
    QStringList probe;
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
        if (argument == QLatin1String("--probe")) {
            options->probe = arguments.mid(i + 1);
            return -1;
        }
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

// One row of the table; the goal's words stand in the last one.
void printMeasure(const Setting &setting, const char *benchmark, const Measure &measure)
{
    std::printf("%-22s %-34s %10.3f %-4s %10.3f %9.4f %10.3f  %-7s  %s\n", benchmark,
                qPrintable(measure.what), measure.ours, qPrintable(measure.unit), measure.yardstick,
                measure.yardstick > 0 ? measure.ours / measure.yardstick : 0.0, measure.mostAllowed,
                setting.selfCheck       ? "works"
                    : measure.reached() ? "reached"
                                        : "MISSED",
                qPrintable(measure.goal));
}

void printHeading()
{
    std::printf("%-22s %-34s %10s %-4s %10s %9s %10s\n", "benchmark", "what", "ours", "",
                "yardstick", "ratio", "allowed");
}

// Whether it ran and reached its goals.
bool runOne(const Benchmark &benchmark, Setting setting)
{
    const QTemporaryDir scratch;
    setting.scratch = scratch.path();
    const Result<Measures> measures = benchmark.run(setting);
    if (!measures) {
        std::printf("%-22s failed: %s\n", benchmark.name, qPrintable(measures.error().message));
        return false;
    }
    bool passed = true;
    for (const Measure &measure : *measures) {
        printMeasure(setting, benchmark.name, measure);
        passed = passed && (setting.selfCheck || measure.reached());
    }
    std::fflush(stdout);
    return passed;
}

int printProbe(const Options &options)
{
    const auto taken = runProbe(options.probe, options.setting);
    if (!taken)
        return usageError(QStringLiteral("no such probe"));
    if (!*taken)
        return usageError((*taken).error().message);
    std::printf("%f\n", **taken);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    // No screen is needed, and none would be the same everywhere.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    Options options;
    options.setting.programs = QCoreApplication::applicationDirPath();
    options.setting.data = qEnvironmentVariable("DRAWBRIDGE_DATA_DIR");
    const int status = readArguments(QCoreApplication::arguments(), &options);
    if (status >= 0)
        return status;
    if (!options.probe.isEmpty())
        return printProbe(options);
    bool passed = true;
    if (!options.list)
        printHeading();
    for (const Benchmark &benchmark : allBenchmarks()) {
        if (!options.names.isEmpty() && !options.names.contains(QLatin1String(benchmark.name)))
            continue;
        if (options.list)
            std::printf("%-22s %s\n", benchmark.name, benchmark.measures);
        else
            passed = runOne(benchmark, options.setting) && passed;
    }
    return passed ? 0 : 1;
}
