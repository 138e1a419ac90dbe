#pragma once

#include "model/layout/boxes.h"
#include "model/layout/layoutrequest.h"

#include <functional>

namespace drawbridge {

// Sends a request to the layout program.
using LayoutRunner = std::function<Result<std::vector<std::vector<QPoint>>>(const LayoutRequest &)>;

// Edges that are not flows: they make dot set boxes without any flow in rows and columns instead of
// one endless column.
std::vector<std::pair<int, int>> tidyingEdges(const IndexedGraph &graph);

// Lays out each cluster by itself, innermost first, with its laid-out child clusters as single
// boxes. One run of the program a depth.
Result<Boxes> layoutByLevels(const IndexedGraph &graph, const LayoutGaps &gaps,
                             const LayoutRunner &run);

} // namespace drawbridge
