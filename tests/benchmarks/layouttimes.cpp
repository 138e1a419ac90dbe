#include "tests/benchmarks/layouttimes.h"

#include "app/services/layoutmodel.h"
#include "tests/benchmarks/enginedata.h"
#include "tests/benchmarks/largemodel.h"
#include "tests/benchmarks/program.h"
#include "tests/benchmarks/timing.h"

#include <QDir>
#include <QHash>

#include <atomic>
#include <thread>

namespace drawbridge::benchmark {

constexpr double mostTimesBareDot = 1.5;
constexpr double slowestStop = 50; // milliseconds
// Of dot on 5,000 boxes and 7,500 edges, as recorded: longer than a benchmark should take.
constexpr double dotOnFiveThousand = 20'900; // milliseconds
constexpr double partOfDot = 4;

namespace {

// The same boxes, clusters and edges in Graphviz' language.
QByteArray dotOf(const LayoutGraph &graph)
{
    QHash<IdText, QByteArray> inside;
    for (const LayoutNode &node : graph.nodes)
        inside[node.cluster] += "n" + node.id.view().toByteArray() + "; ";
    QByteArray text = "digraph g { rankdir=LR; node [shape=box, width=2.2, height=1];\n";
    const std::function<void(const IdText &)> write = [&](const IdText &cluster) {
        text += inside.value(cluster);
        for (const LayoutCluster &child : graph.clusters) {
            if (child.parent != cluster)
                continue;
            text += "subgraph cluster_" + child.id.view().toByteArray() + " {\n";
            write(child.id);
            text += "}\n";
        }
    };
    write({});
    for (const LayoutEdge &edge : graph.edges)
        text +=
            "n" + edge.from.view().toByteArray() + " -> n" + edge.to.view().toByteArray() + ";\n";
    return text + "}\n";
}

class StoppableProgress final : public ProgressSink
{
public:
    void report(double, const QString &) override { }
    bool cancelled() const override { return m_stopped; }
    void stop() { m_stopped = true; }

private:
    std::atomic<bool> m_stopped = false;
};

Result<void> layOut(const LayoutPlan &plan)
{
    SilentProgress progress;
    const auto outcome = runLayout(plan, progress);
    if (!outcome)
        return outcome.error();
    // A grid in its place would be no layout.
    if (!outcome->diagnostics.isEmpty())
        return Error {ErrorCode::Internal, outcome->diagnostics.first().message, {}};
    return {};
}

Result<Measure> besideDot(const Setting &setting, const EngineData &data, int size)
{
    const LayoutPlan plan = planLayout(largeModel(size, *data.schema), *data.schema);
    const QString path = QDir(setting.scratch).filePath(QStringLiteral("graph.dot"));
    if (const auto written = writeFile(path, dotOf(plan.graph)); !written)
        return written.error();
    const auto dot = [&]() -> Result<void> {
        const auto done = runProgram(QStringLiteral("dot"), {"-Tplain", path});
        return done ? Result<void>() : Result<void>(done.error());
    };
    const auto medians = measureByTurns(
        setting.repetitions, [&] { return layOut(plan); }, dot);
    if (!medians)
        return medians.error();
    return Measure {QStringLiteral("layout of %1 elements").arg(size),
                    QStringLiteral("ms"),
                    medians->ours,
                    medians->yardstick,
                    medians->yardstick * mostTimesBareDot,
                    QStringLiteral("at most 1.5 times bare dot")};
}

// From the wish to stop until the layout has returned.
Result<Measure> stopping(const EngineData &data, int size)
{
    const LayoutPlan plan = planLayout(largeModel(size, *data.schema), *data.schema);
    StoppableProgress progress;
    std::thread working([&] { (void)runLayout(plan, progress); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const double start = now(Clock::Wall);
    progress.stop();
    working.join();
    const double taken = now(Clock::Wall) - start;
    return Measure {
        QStringLiteral("stopping a layout"), QStringLiteral("ms"), taken, slowestStop, slowestStop,
        QStringLiteral("at most 50 ms")};
}

Result<Measure> ofManyBoxes(const Setting &setting, const EngineData &data)
{
    const int size = setting.selfCheck ? SelfCheckSize : LargeSize / 2;
    const LayoutPlan plan = planLayout(largeModel(size, *data.schema), *data.schema);
    const double start = now(Clock::Wall);
    if (const auto done = layOut(plan); !done)
        return done.error();
    const double taken = now(Clock::Wall) - start;
    return Measure {QStringLiteral("layout of %1 elements").arg(size),
                    QStringLiteral("ms"),
                    taken,
                    dotOnFiveThousand,
                    dotOnFiveThousand / partOfDot,
                    QStringLiteral("at most a quarter of dot's as recorded")};
}

} // namespace

Result<Measures> layoutTimes(const Setting &setting)
{
    const auto data = loadEngineData(setting);
    if (!data)
        return data.error();
    const auto small = besideDot(setting, *data, SelfCheckSize);
    if (!small || setting.selfCheck)
        return small ? Measures {*small} : Result<Measures>(small.error());
    const auto medium = besideDot(setting, *data, MediumSize);
    const auto many = ofManyBoxes(setting, *data);
    const auto stop = stopping(*data, LargeSize / 2);
    if (!medium || !many || !stop)
        return medium ? (many ? stop.error() : many.error()) : medium.error();
    return Measures {*small, *medium, *many, *stop};
}

} // namespace drawbridge::benchmark
