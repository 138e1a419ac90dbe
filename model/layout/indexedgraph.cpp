#include "model/layout/indexedgraph.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace drawbridge {
namespace {

// A hundred thousand boxes are ten times the largest model that anybody draws.
constexpr qsizetype MaximumBoxes = 100'000;
constexpr qsizetype MaximumEdges = 1'000'000;
constexpr int MaximumSide = 20'000;
// Nesting beyond this is no diagram, and every level costs Graphviz stack.
constexpr int MaximumDepth = 100;

using Positions = QHash<IdText, int>;

Error layoutInputError(const QString &message)
{
    return {ErrorCode::InvalidInput, message, {}};
}

template <typename Record>
Result<Positions> positionsOf(const QList<Record> &records, QStringView what)
{
    Positions positions;
    positions.reserve(records.size());
    for (qsizetype i = 0; i < records.size(); ++i) {
        const IdText &id = records[i].id;
        if (id.isEmpty() || positions.contains(id))
            return layoutInputError(QStringLiteral("layout: the %1 id '%2' is empty or given twice")
                                        .arg(what, id.toString()));
        positions.insert(id, static_cast<int>(i));
    }
    return positions;
}

Result<void> readNodes(const LayoutGraph &graph, const Positions &clusters, IndexedGraph &indexed)
{
    for (const LayoutNode &node : graph.nodes) {
        if (node.width < 1 || node.height < 1 || node.width > MaximumSide
            || node.height > MaximumSide)
            return layoutInputError(QStringLiteral("layout: node '%1' has the size %2 x %3")
                                        .arg(node.id.toString())
                                        .arg(node.width)
                                        .arg(node.height));
        const int cluster = node.cluster.isEmpty() ? -1 : clusters.value(node.cluster, -2);
        if (cluster == -2)
            return layoutInputError(
                QStringLiteral("layout: node '%1' stands in '%2', which is missing")
                    .arg(node.id.toString(), node.cluster.toString()));
        const int index = static_cast<int>(indexed.nodes.size());
        indexed.nodes.push_back({node.width, node.height, cluster});
        auto &members =
            cluster < 0 ? indexed.outerNodes : indexed.clusters[static_cast<size_t>(cluster)].nodes;
        members.push_back(index);
    }
    return {};
}

Result<void> readClusters(const LayoutGraph &graph, const Positions &clusters,
                          IndexedGraph &indexed)
{
    for (const LayoutCluster &cluster : graph.clusters) {
        const int parent = cluster.parent.isEmpty() ? -1 : clusters.value(cluster.parent, -2);
        if (parent == -2)
            return layoutInputError(
                QStringLiteral("layout: boundary '%1' stands in '%2', which is missing")
                    .arg(cluster.id.toString(), cluster.parent.toString()));
        indexed.clusters.push_back(
            {parent, 0, std::clamp(cluster.titleWidth, 0, MaximumSide), {}, {}});
    }
    for (int i = 0; i < static_cast<int>(indexed.clusters.size()); ++i) {
        const int parent = indexed.clusters[static_cast<size_t>(i)].parent;
        auto &siblings = parent < 0 ? indexed.outerClusters
                                    : indexed.clusters[static_cast<size_t>(parent)].clusters;
        siblings.push_back(i);
    }
    return {};
}

// Breadth first from outside, so that a circle is what was never reached.
Result<void> orderClusters(IndexedGraph &indexed)
{
    std::vector<int> order = indexed.outerClusters;
    for (size_t next = 0; next < order.size(); ++next) {
        const auto &cluster = indexed.clusters[static_cast<size_t>(order[next])];
        if (cluster.depth >= MaximumDepth)
            return Error {ErrorCode::LimitExceeded,
                          QStringLiteral("layout: boundaries are nested deeper than %1 levels")
                              .arg(MaximumDepth),
                          {}};
        const int depth = cluster.depth + 1;
        for (int child : cluster.clusters) {
            indexed.clusters[static_cast<size_t>(child)].depth = depth;
            order.push_back(child);
        }
    }
    if (order.size() != indexed.clusters.size())
        return layoutInputError(
            QStringLiteral("layout: boundaries contain each other in a circle"));
    std::reverse(order.begin(), order.end());
    indexed.innermostFirst = std::move(order);
    return {};
}

Result<void> readEdges(const LayoutGraph &graph, const Positions &nodes, IndexedGraph &indexed)
{
    QSet<std::pair<int, int>> seen;
    for (const LayoutEdge &edge : graph.edges) {
        const int from = nodes.value(edge.from, -1);
        const int to = nodes.value(edge.to, -1);
        if (from < 0 || to < 0)
            return layoutInputError(
                QStringLiteral("layout: an edge joins '%1' and '%2', of which one is missing")
                    .arg(edge.from.toString(), edge.to.toString()));
        const std::pair<int, int> pair {from, to};
        if (from == to || seen.contains(pair))
            continue;
        seen.insert(pair);
        indexed.edges.push_back(pair);
    }
    return {};
}

} // namespace

const std::vector<int> &IndexedGraph::nodesOf(int cluster) const
{
    return cluster < 0 ? outerNodes : clusters[static_cast<size_t>(cluster)].nodes;
}

const std::vector<int> &IndexedGraph::clustersOf(int cluster) const
{
    return cluster < 0 ? outerClusters : clusters[static_cast<size_t>(cluster)].clusters;
}

Result<IndexedGraph> indexLayoutGraph(const LayoutGraph &graph)
{
    if (graph.nodes.size() + graph.clusters.size() > MaximumBoxes
        || graph.edges.size() > MaximumEdges)
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("layout: more than %1 boxes or %2 flows")
                          .arg(MaximumBoxes)
                          .arg(MaximumEdges),
                      {}};
    const auto nodes = positionsOf(graph.nodes, u"node");
    if (!nodes)
        return nodes.error();
    const auto clusters = positionsOf(graph.clusters, u"boundary");
    if (!clusters)
        return clusters.error();
    IndexedGraph indexed;
    if (const auto read = readClusters(graph, *clusters, indexed); !read)
        return read.error();
    if (const auto read = orderClusters(indexed); !read)
        return read.error();
    if (const auto read = readNodes(graph, *clusters, indexed); !read)
        return read.error();
    if (const auto read = readEdges(graph, *nodes, indexed); !read)
        return read.error();
    return indexed;
}

} // namespace drawbridge
