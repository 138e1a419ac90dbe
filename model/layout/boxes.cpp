#include "model/layout/boxes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace drawbridge {
namespace {

constexpr int EmptyClusterHeight = 64;
constexpr int LeastClusterWidth = 120;
// Width to height of a window's canvas.
constexpr double ShelfAspect = 1.6;

QRect grown(const QRect &rect, int by)
{
    return rect.adjusted(-by, -by, by, by);
}

// Pushes items downwards, from the top of the picture on, until each keeps its distance. The moved
// item's top only grows past the bottoms of a finite set, so this ends.
void separate(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster)
{
    std::vector<BoxItem> items = itemsOf(graph, cluster);
    std::stable_sort(items.begin(), items.end(), [&](BoxItem a, BoxItem b) {
        const QRect &first = rectOf(boxes, a);
        const QRect &second = rectOf(boxes, b);
        return std::tuple(first.top(), first.left()) < std::tuple(second.top(), second.left());
    });
    std::vector<QRect> placed;
    placed.reserve(items.size());
    for (const BoxItem item : items) {
        QRect rect = rectOf(boxes, item);
        const int start = rect.top();
        for (bool moved = true; moved;) {
            moved = false;
            const QRect wanted = grown(rect, gaps.least - 1);
            for (const QRect &other : placed) {
                if (!wanted.intersects(other))
                    continue;
                rect.moveTop(other.bottom() + 1 + gaps.least);
                moved = true;
                break;
            }
        }
        if (rect.top() != start)
            moveItem(graph, boxes, item, {0, rect.top() - start});
        placed.push_back(rect);
    }
}

} // namespace

Boxes::Boxes(const IndexedGraph &graph)
    : clusters(graph.clusters.size())
{
    nodes.reserve(graph.nodes.size());
    for (const auto &node : graph.nodes)
        nodes.emplace_back(0, 0, node.width, node.height);
}

std::vector<BoxItem> itemsOf(const IndexedGraph &graph, int cluster)
{
    std::vector<BoxItem> items;
    for (int node : graph.nodesOf(cluster))
        items.push_back({node, false});
    for (int child : graph.clustersOf(cluster))
        items.push_back({child, true});
    return items;
}

const QRect &rectOf(const Boxes &boxes, BoxItem item)
{
    const auto index = static_cast<size_t>(item.index);
    return item.isCluster ? boxes.clusters[index] : boxes.nodes[index];
}

void moveItem(const IndexedGraph &graph, Boxes &boxes, BoxItem item, QPoint by)
{
    if (by.isNull())
        return;
    if (!item.isCluster) {
        boxes.nodes[static_cast<size_t>(item.index)].translate(by);
        return;
    }
    std::vector<int> inside {item.index};
    for (size_t next = 0; next < inside.size(); ++next) {
        const int cluster = inside[next];
        boxes.clusters[static_cast<size_t>(cluster)].translate(by);
        for (int node : graph.nodesOf(cluster))
            boxes.nodes[static_cast<size_t>(node)].translate(by);
        const auto &children = graph.clustersOf(cluster);
        inside.insert(inside.end(), children.begin(), children.end());
    }
}

void enclose(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster)
{
    QRect &rect = boxes.clusters[static_cast<size_t>(cluster)];
    const int titleWidth =
        std::max(graph.clusters[static_cast<size_t>(cluster)].titleWidth, LeastClusterWidth);
    const std::vector<BoxItem> items = itemsOf(graph, cluster);
    if (items.empty()) {
        rect.setSize({titleWidth, EmptyClusterHeight});
        return;
    }
    QRect content;
    for (const BoxItem item : items)
        content = content.united(rectOf(boxes, item));
    rect = content.adjusted(-gaps.padding, -gaps.title, gaps.padding, gaps.padding);
    if (rect.width() < titleWidth) {
        const int missing = titleWidth - rect.width();
        rect.adjust(-(missing / 2), 0, missing - missing / 2, 0);
    }
}

void settle(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes)
{
    for (int cluster : graph.innermostFirst) {
        separate(graph, gaps, boxes, cluster);
        enclose(graph, gaps, boxes, cluster);
    }
    separate(graph, gaps, boxes, -1);
}

void shelve(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster)
{
    const std::vector<BoxItem> items = itemsOf(graph, cluster);
    double area = 0;
    int widest = 0;
    for (const BoxItem item : items) {
        const QRect &rect = rectOf(boxes, item);
        area += double(rect.width() + gaps.node) * double(rect.height() + gaps.node);
        widest = std::max(widest, rect.width());
    }
    const int width = std::max(widest, int(std::sqrt(area * ShelfAspect)));
    QPoint at;
    int shelfHeight = 0;
    for (const BoxItem item : items) {
        const QRect rect = rectOf(boxes, item);
        if (at.x() > 0 && at.x() + rect.width() > width) {
            at = {0, at.y() + shelfHeight + gaps.node};
            shelfHeight = 0;
        }
        moveItem(graph, boxes, item, at - rect.topLeft());
        at.rx() += rect.width() + gaps.node;
        shelfHeight = std::max(shelfHeight, rect.height());
    }
}

LayoutResult layoutResult(const LayoutGraph &graph, const Boxes &boxes)
{
    QPoint origin {std::numeric_limits<int>::max(), std::numeric_limits<int>::max()};
    for (const auto *rects : {&boxes.nodes, &boxes.clusters})
        for (const QRect &rect : *rects)
            origin = {std::min(origin.x(), rect.left()), std::min(origin.y(), rect.top())};
    LayoutResult result;
    result.nodes.reserve(graph.nodes.size());
    for (qsizetype i = 0; i < graph.nodes.size(); ++i)
        result.nodes.append(
            {graph.nodes[i].id, boxes.nodes[static_cast<size_t>(i)].translated(-origin)});
    result.clusters.reserve(graph.clusters.size());
    for (qsizetype i = 0; i < graph.clusters.size(); ++i)
        result.clusters.append(
            {graph.clusters[i].id, boxes.clusters[static_cast<size_t>(i)].translated(-origin)});
    return result;
}

} // namespace drawbridge
