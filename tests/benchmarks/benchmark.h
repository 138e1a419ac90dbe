#pragma once

#include "model/base/result.h"

#include <QString>

#include <span>

// Benchmarks compare our code with a yardstick that runs beside it in the same minute, because
// milliseconds mean nothing across machines and loads.
namespace drawbridge::benchmark {

struct Setting
{
    QString programs; // the folder of drawbridge-cli
    QString scratch; // an empty folder for files
    int repetitions = 5;
    // Small sizes, to see that the benchmark still works; goals are then not judged.
    bool selfCheck = false;
};

struct Outcome
{
    double ours = 0; // milliseconds, as the yardstick
    double yardstick = 0;
    double mostAllowed = 0; // what `ours` must not exceed, given this yardstick

    bool reached() const { return ours <= mostAllowed; }
};

struct Benchmark
{
    const char *name;
    const char *measures;
    const char *goal; // the goal in words, yardstick included
    Result<Outcome> (*run)(const Setting &setting);
};

// All benchmarks, in the order in which they are listed and run.
std::span<const Benchmark> allBenchmarks();

} // namespace drawbridge::benchmark
