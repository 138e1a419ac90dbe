#pragma once

#include "model/base/id.h"
#include "model/base/progress.h"
#include "model/base/result.h"

#include <QList>
#include <QRect>

namespace drawbridge {

// Distances of an automatic layout, in the whole units of a diagram.
struct LayoutGaps
{
    int rank = 96; // between columns: room for a flow's label
    int node = 48; // between neighbours of one column
    int padding = 16; // inside a boundary, left, right and below
    int title = 40; // inside a boundary, above: the title's line and some air
    int least = 16; // between any two boxes of one boundary
};

// A box to place. An empty cluster means that it stands in no boundary.
struct LayoutNode
{
    IdText id;
    int width = 0;
    int height = 0;
    IdText cluster;
};

// A boundary, which encloses its nodes and child clusters. An empty parent means outermost.
struct LayoutCluster
{
    IdText id;
    IdText parent;
    int titleWidth = 0;
};

struct LayoutEdge
{
    IdText from;
    IdText to;
};

// What is to be laid out: sizes and relations, nothing of a threat model. Equal graphs, their lists
// in the same order, get equal layouts.
struct LayoutGraph
{
    QList<LayoutNode> nodes;
    QList<LayoutCluster> clusters;
    QList<LayoutEdge> edges;
};

struct LayoutBox
{
    IdText id;
    QRect rect;

    bool operator==(const LayoutBox &) const = default;
};

// Boxes in the order of the graph's lists. The whole picture begins at 0, 0.
struct LayoutResult
{
    QList<LayoutBox> nodes;
    QList<LayoutBox> clusters;

    bool operator==(const LayoutResult &) const = default;
};

// Places the boxes of a graph: clusters hold their members, siblings never overlap.
class LayoutEngine
{
public:
    virtual ~LayoutEngine() = default;
    virtual Result<LayoutResult> layout(const LayoutGraph &graph, ProgressSink &progress) const = 0;
};

} // namespace drawbridge
