#pragma once

#include "model/base/result.h"

#include <QList>
#include <QString>

#include <span>

// Benchmarks compare our code with a yardstick that runs beside it in the same minute, because
// milliseconds mean nothing across machines and loads.
namespace drawbridge::benchmark {

struct Setting
{
    QString programs; // the folder of drawbridge-cli
    QString data; // the folder of rules and catalogs; empty: found beside the programs
    QString scratch; // an empty folder for files
    int repetitions = 5;
    // Small sizes, to see that the benchmark still works; goals are then not judged.
    bool selfCheck = false;
};

// One thing measured and what it is measured against, in one unit.
struct Measure
{
    QString what;
    QString unit = QStringLiteral("ms");
    double ours = 0;
    double yardstick = 0;
    double mostAllowed = 0; // what `ours` must not exceed, given this yardstick
    QString goal; // in words, yardstick included

    bool reached() const { return ours <= mostAllowed; }
};

using Measures = QList<Measure>;

struct Benchmark
{
    const char *name;
    const char *measures;
    Result<Measures> (*run)(const Setting &setting);
};

// All benchmarks, in the order in which they are listed and run.
std::span<const Benchmark> allBenchmarks();

} // namespace drawbridge::benchmark
