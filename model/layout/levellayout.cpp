#include "model/layout/levellayout.h"

#include "model/layout/fold.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

// A level that is larger or denser than this would take dot seconds; sfdp takes a tenth. Up to it
// dot is the faster one, and its columns are easier to read.
constexpr size_t DotLevelLimit = 1000;
constexpr size_t DotEdgesPerItem = 2;
constexpr size_t SparseEdges = 400;
constexpr double TidyAspect = 1.5;

// The boxes and edges of one cluster's own level.
struct Level
{
    int cluster = -1;
    std::vector<BoxItem> items;
    std::vector<std::pair<int, int>> edges;
};

int depthOf(const IndexedGraph &graph, int cluster)
{
    return cluster < 0 ? -1 : graph.clusters[static_cast<size_t>(cluster)].depth;
}

int parentOf(const IndexedGraph &graph, int cluster)
{
    return graph.clusters[static_cast<size_t>(cluster)].parent;
}

// An end of an edge while it climbs to the level where both ends meet.
struct Climber
{
    BoxItem item;
    int cluster = -1;
};

void climb(const IndexedGraph &graph, Climber &climber)
{
    climber.item = {climber.cluster, true};
    climber.cluster = parentOf(graph, climber.cluster);
}

std::vector<std::pair<int, int>> columnsOf(const std::vector<int> &loose)
{
    std::vector<std::pair<int, int>> edges;
    if (loose.size() < 4)
        return edges;
    const auto rows = static_cast<size_t>(std::ceil(std::sqrt(double(loose.size()) * TidyAspect)));
    for (size_t i = 0; i + rows < loose.size(); ++i)
        edges.emplace_back(loose[i], loose[i + rows]);
    return edges;
}

std::vector<Level> levelsOf(const IndexedGraph &graph)
{
    // The last level is the outside.
    std::vector<Level> levels(graph.clusters.size() + 1);
    std::vector<int> nodeSlot(graph.nodes.size());
    std::vector<int> clusterSlot(graph.clusters.size());
    for (size_t i = 0; i < levels.size(); ++i) {
        Level &level = levels[i];
        level.cluster = i + 1 == levels.size() ? -1 : static_cast<int>(i);
        level.items = itemsOf(graph, level.cluster);
        for (size_t slot = 0; slot < level.items.size(); ++slot) {
            const BoxItem item = level.items[slot];
            (item.isCluster ? clusterSlot : nodeSlot)[static_cast<size_t>(item.index)] =
                static_cast<int>(slot);
        }
    }
    const auto slotOf = [&](BoxItem item) {
        return (item.isCluster ? clusterSlot : nodeSlot)[static_cast<size_t>(item.index)];
    };
    for (const auto &[from, to] : graph.edges) {
        Climber a {{from, false}, graph.nodes[static_cast<size_t>(from)].cluster};
        Climber b {{to, false}, graph.nodes[static_cast<size_t>(to)].cluster};
        while (a.cluster != b.cluster)
            climb(graph, depthOf(graph, a.cluster) >= depthOf(graph, b.cluster) ? a : b);
        Level &level = a.cluster < 0 ? levels.back() : levels[static_cast<size_t>(a.cluster)];
        level.edges.emplace_back(slotOf(a.item), slotOf(b.item));
    }
    return levels;
}

void addTidyingEdges(Level &level)
{
    std::vector<bool> joined(level.items.size());
    for (const auto &[from, to] : level.edges) {
        joined[static_cast<size_t>(from)] = true;
        joined[static_cast<size_t>(to)] = true;
    }
    std::vector<int> loose;
    for (size_t i = 0; i < joined.size(); ++i)
        if (!joined[i])
            loose.push_back(static_cast<int>(i));
    const auto columns = columnsOf(loose);
    level.edges.insert(level.edges.end(), columns.begin(), columns.end());
}

bool suitsDot(const Level &level)
{
    return level.items.size() <= DotLevelLimit
        && level.edges.size() <= DotEdgesPerItem * level.items.size() + SparseEdges;
}

void writeLevel(const Level &level, const LayoutGaps &gaps, const Boxes &boxes,
                LayoutRequest &request)
{
    request.beginGraph(suitsDot(level) ? "dot" : "sfdp", gaps.rank, gaps.node, gaps.padding);
    for (const BoxItem item : level.items) {
        const QRect &rect = rectOf(boxes, item);
        request.addNode(-1, rect.width(), rect.height());
    }
    QSet<std::pair<int, int>> seen;
    for (const auto &edge : level.edges) {
        if (seen.contains(edge))
            continue;
        seen.insert(edge);
        request.addEdge(edge.first, edge.second);
    }
    request.endGraph();
}

} // namespace

std::vector<std::pair<int, int>> tidyingEdges(const IndexedGraph &graph)
{
    std::vector<bool> joined(graph.nodes.size());
    for (const auto &[from, to] : graph.edges) {
        joined[static_cast<size_t>(from)] = true;
        joined[static_cast<size_t>(to)] = true;
    }
    std::vector<std::pair<int, int>> edges;
    for (int cluster = -1; cluster < static_cast<int>(graph.clusters.size()); ++cluster) {
        std::vector<int> loose;
        for (int node : graph.nodesOf(cluster))
            if (!joined[static_cast<size_t>(node)])
                loose.push_back(node);
        const auto columns = columnsOf(loose);
        edges.insert(edges.end(), columns.begin(), columns.end());
    }
    return edges;
}

Result<Boxes> layoutByLevels(const IndexedGraph &graph, const LayoutGaps &gaps,
                             const LayoutRunner &run)
{
    Boxes boxes(graph);
    std::vector<Level> levels = levelsOf(graph);
    int deepest = -1;
    for (const auto &cluster : graph.clusters)
        deepest = std::max(deepest, cluster.depth);
    for (int depth = deepest; depth >= -1; --depth) {
        LayoutRequest request;
        std::vector<const Level *> asked;
        for (Level &level : levels) {
            if (depthOf(graph, level.cluster) != depth)
                continue;
            if (level.items.empty()) {
                if (level.cluster >= 0)
                    enclose(graph, gaps, boxes, level.cluster);
                continue;
            }
            addTidyingEdges(level);
            writeLevel(level, gaps, boxes, request);
            asked.push_back(&level);
        }
        if (asked.empty())
            continue;
        const auto answer = run(request);
        if (!answer)
            return answer.error();
        for (size_t i = 0; i < asked.size(); ++i) {
            const Level &level = *asked[i];
            for (size_t slot = 0; slot < level.items.size(); ++slot)
                moveItem(graph, boxes, level.items[slot],
                         (*answer)[i][slot] - rectOf(boxes, level.items[slot]).topLeft());
            if (suitsDot(level))
                foldColumns(graph, gaps, boxes, level.cluster);
            if (level.cluster >= 0)
                enclose(graph, gaps, boxes, level.cluster);
        }
    }
    return boxes;
}

} // namespace drawbridge
