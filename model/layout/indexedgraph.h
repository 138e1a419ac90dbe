#pragma once

#include "model/layout/layoutengine.h"

#include <utility>
#include <vector>

namespace drawbridge {

// A checked layout graph by position instead of by id. Cluster -1 is the outside.
struct IndexedGraph
{
    struct Node
    {
        int width = 0;
        int height = 0;
        int cluster = -1;
    };
    struct Cluster
    {
        int parent = -1;
        int depth = 0;
        int titleWidth = 0;
        std::vector<int> nodes;
        std::vector<int> clusters;
    };

    std::vector<Node> nodes;
    std::vector<Cluster> clusters;
    // Without loops and repetitions, in the order of first appearance.
    std::vector<std::pair<int, int>> edges;
    std::vector<int> outerNodes;
    std::vector<int> outerClusters;
    // Every cluster comes before its parent.
    std::vector<int> innermostFirst;

    const std::vector<int> &nodesOf(int cluster) const;
    const std::vector<int> &clustersOf(int cluster) const;
};

// Refuses unknown and repeated ids, circles of parents and sizes that no diagram has.
Result<IndexedGraph> indexLayoutGraph(const LayoutGraph &graph);

} // namespace drawbridge
