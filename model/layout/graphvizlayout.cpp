#include "model/layout/graphvizlayout.h"

#include "model/layout/fold.h"
#include "model/layout/layoutprocess.h"
#include "model/layout/layoutrequest.h"
#include "model/layout/levellayout.h"

#include <algorithm>
#include <future>

namespace drawbridge {
namespace {

// Above this dot's time grows steeply: 0.3 s at 1,000 boxes, 21 s at 5,000.
constexpr size_t WholeGraphLimit = 1'000;
// dot's own picture has the shorter flows; it is given up only for one that is seen clearly larger.
constexpr double GainWorthChange = 1.25;
// Below this the whole can be read anyhow unless its shape is bad.
constexpr size_t SmallGraph = 30;

void writeWholeGraph(const IndexedGraph &graph, const LayoutGaps &gaps, LayoutRequest &request)
{
    // Parents have to come first, so clusters get new numbers.
    std::vector<int> number(graph.clusters.size(), -1);
    int next = 0;
    for (auto it = graph.innermostFirst.rbegin(); it != graph.innermostFirst.rend(); ++it)
        number[static_cast<size_t>(*it)] = next++;
    const auto numberOf = [&](int cluster) {
        return cluster < 0 ? -1 : number[static_cast<size_t>(cluster)];
    };

    request.beginGraph("dot", gaps.rank, gaps.node, gaps.padding);
    for (auto it = graph.innermostFirst.rbegin(); it != graph.innermostFirst.rend(); ++it) {
        const auto &cluster = graph.clusters[static_cast<size_t>(*it)];
        request.addCluster(numberOf(cluster.parent), std::max(cluster.titleWidth, 1),
                           gaps.title - gaps.padding);
    }
    for (const auto &node : graph.nodes)
        request.addNode(numberOf(node.cluster), node.width, node.height);
    for (const auto &[from, to] : graph.edges)
        request.addEdge(from, to);
    for (const auto &[from, to] : tidyingEdges(graph))
        request.addEdge(from, to);
    request.endGraph();
}

QSize sizeOf(const Boxes &boxes)
{
    QRect whole;
    for (const auto *rects : {&boxes.nodes, &boxes.clusters})
        for (const QRect &rect : *rects)
            whole = whole.united(rect);
    return whole.size();
}

Result<Boxes> layoutWhole(const IndexedGraph &graph, const LayoutGaps &gaps,
                          const LayoutRunner &run)
{
    LayoutRequest request;
    writeWholeGraph(graph, gaps, request);
    const auto answer = run(request);
    if (!answer)
        return answer.error();
    Boxes boxes(graph);
    for (size_t i = 0; i < boxes.nodes.size(); ++i)
        boxes.nodes[i].moveTopLeft(answer->front()[i]);
    settle(graph, gaps, boxes);
    return boxes;
}

// dot puts boundaries that flow into each other in a circle one below the other. Where that makes a
// tower, boundary by boundary with folded columns is easier to see.
Result<Boxes> layoutWellShaped(const IndexedGraph &graph, const LayoutGaps &gaps,
                               const LayoutRunner &run)
{
    // The layout program does the work, so the two can run beside each other.
    const bool tryBoth = graph.nodes.size() >= SmallGraph;
    auto levels =
        std::async(tryBoth ? std::launch::async | std::launch::deferred : std::launch::deferred,
                   [&] { return layoutByLevels(graph, gaps, run); });
    auto whole = layoutWhole(graph, gaps, run);
    if (!whole || (!tryBoth && !isMisshapen(sizeOf(*whole))))
        return whole;
    auto folded = levels.get();
    if (!folded)
        return folded.error();
    settle(graph, gaps, *folded);
    return sightOf(sizeOf(*folded)) > GainWorthChange * sightOf(sizeOf(*whole)) ? folded : whole;
}

} // namespace

Result<LayoutResult> GraphvizLayout::layout(const LayoutGraph &graph, ProgressSink &progress) const
{
    const auto indexed = indexLayoutGraph(graph);
    if (!indexed)
        return indexed.error();
    if (indexed->nodes.empty() && indexed->clusters.empty())
        return LayoutResult {};
    QString program = m_options.program;
    if (program.isEmpty()) {
        const auto found = findLayoutProgram();
        if (!found)
            return found.error();
        program = *found;
    }
    const LayoutRunner run = [&](const LayoutRequest &request) -> LayoutRunner::result_type {
        const auto answer =
            runLayoutProgram(program, request.bytes(), m_options.limitMilliseconds, progress);
        if (!answer)
            return answer.error();
        return readLayoutAnswer(*answer, request.counts());
    };
    progress.report(-1, QStringLiteral("Laying out %1 boxes").arg(graph.nodes.size()));
    auto boxes = indexed->nodes.size() <= WholeGraphLimit
        ? layoutWellShaped(*indexed, m_options.gaps, run)
        : layoutByLevels(*indexed, m_options.gaps, run);
    if (!boxes)
        return boxes.error();
    settle(*indexed, m_options.gaps, *boxes);
    return layoutResult(graph, *boxes);
}

} // namespace drawbridge
