#pragma once

#include "model/layout/indexedgraph.h"

namespace drawbridge {

// Rectangles of an indexed graph while they are being arranged.
struct Boxes
{
    std::vector<QRect> nodes;
    std::vector<QRect> clusters;

    explicit Boxes(const IndexedGraph &graph);
};

// One thing that stands directly in a cluster: a node, or a child cluster with all that is in it.
struct BoxItem
{
    int index = 0;
    bool isCluster = false;
};

std::vector<BoxItem> itemsOf(const IndexedGraph &graph, int cluster);
const QRect &rectOf(const Boxes &boxes, BoxItem item);
// Moves an item, a cluster with its whole content.
void moveItem(const IndexedGraph &graph, Boxes &boxes, BoxItem item, QPoint by);

// Gives a cluster the rectangle that its members, padding and title need. An empty one keeps its
// top left corner.
void enclose(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster);

// Innermost first: pushes items of one cluster apart that overlap or nearly touch, then encloses
// it. Leaves alone what is already well placed.
void settle(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes);

// Shelves of one cluster's items in their order, about as wide as a screen is to its height.
void shelve(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster);

// The final lists, moved so that the picture begins at 0, 0.
LayoutResult layoutResult(const LayoutGraph &graph, const Boxes &boxes);

} // namespace drawbridge
