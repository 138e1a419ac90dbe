#include "model/layout/fold.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

// Between these a picture is left as Graphviz made it.
constexpr double LeastAspect = 0.6;
constexpr double GreatestAspect = 4.5;
// What is folded anyway is held to less.
constexpr double GreatestFoldedAspect = 2.4;
constexpr size_t LeastItems = 4;

// What stands in one column, from top to bottom.
struct Column
{
    std::vector<BoxItem> items;
};

int centreOf(const QRect &rect)
{
    return rect.left() + rect.width() / 2;
}

// Boxes of one rank share their centre; rounding moves it by one.
std::vector<Column> columnsOf(const Boxes &boxes, std::vector<BoxItem> items)
{
    std::stable_sort(items.begin(), items.end(), [&](BoxItem a, BoxItem b) {
        return centreOf(rectOf(boxes, a)) < centreOf(rectOf(boxes, b));
    });
    std::vector<Column> columns;
    int centre = 0;
    for (const BoxItem item : items) {
        const int own = centreOf(rectOf(boxes, item));
        if (columns.empty() || own - centre > 2)
            columns.emplace_back();
        centre = own;
        columns.back().items.push_back(item);
    }
    for (Column &column : columns) {
        std::stable_sort(column.items.begin(), column.items.end(), [&](BoxItem a, BoxItem b) {
            return rectOf(boxes, a).top() < rectOf(boxes, b).top();
        });
    }
    return columns;
}

int heightOf(const Boxes &boxes, const Column &column, int gap)
{
    int height = 0;
    for (const BoxItem item : column.items)
        height += rectOf(boxes, item).height() + (height > 0 ? gap : 0);
    return height;
}

int widthOf(const Boxes &boxes, const Column &column)
{
    int width = 0;
    for (const BoxItem item : column.items)
        width = std::max(width, rectOf(boxes, item).width());
    return width;
}

// Cuts columns so that none is higher than `limit`, parts of one column being about equal.
std::vector<Column> cut(const Boxes &boxes, const std::vector<Column> &columns, int limit, int gap)
{
    std::vector<Column> result;
    for (const Column &column : columns) {
        const int height = heightOf(boxes, column, gap);
        const int share = height / std::max(1, int(std::ceil(double(height) / limit)));
        result.emplace_back();
        int used = 0;
        for (const BoxItem item : column.items) {
            const int own = rectOf(boxes, item).height();
            if (used > 0 && used + own / 2 > share) {
                result.emplace_back();
                used = 0;
            }
            result.back().items.push_back(item);
            used += own + gap;
        }
    }
    return result;
}

// Rows of columns, as a text has lines of words.
using Lines = std::vector<std::vector<Column>>;

// Room for the flows that run from the end of one line to the start of the next.
int lineGap(const LayoutGaps &gaps)
{
    return 2 * gaps.node;
}

QSize sizeOf(const Boxes &boxes, const std::vector<Column> &columns, const LayoutGaps &gaps)
{
    QSize size;
    for (const Column &column : columns) {
        size.rwidth() += widthOf(boxes, column) + gaps.rank;
        size.setHeight(std::max(size.height(), heightOf(boxes, column, gaps.node)));
    }
    size.rwidth() -= gaps.rank;
    return size;
}

QSize sizeOf(const Boxes &boxes, const Lines &lines, const LayoutGaps &gaps)
{
    QSize size;
    for (const auto &line : lines) {
        const QSize own = sizeOf(boxes, line, gaps);
        size.setWidth(std::max(size.width(), own.width()));
        size.rheight() += own.height() + lineGap(gaps);
    }
    size.rheight() -= lineGap(gaps);
    return size;
}

Lines wrap(const Boxes &boxes, const std::vector<Column> &columns, int limit, int gap)
{
    Lines lines(1);
    int used = 0;
    for (const Column &column : columns) {
        const int own = widthOf(boxes, column);
        if (used > 0 && used + own > limit) {
            lines.emplace_back();
            used = 0;
        }
        lines.back().push_back(column);
        used += own + gap;
    }
    return lines;
}

void place(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, const Lines &lines)
{
    int above = 0;
    for (const auto &line : lines) {
        const int height = sizeOf(boxes, line, gaps).height();
        int left = 0;
        for (const Column &column : line) {
            const int width = widthOf(boxes, column);
            int top = above + (height - heightOf(boxes, column, gaps.node)) / 2;
            for (const BoxItem item : column.items) {
                const QRect rect = rectOf(boxes, item);
                moveItem(graph, boxes, item,
                         QPoint(left + (width - rect.width()) / 2, top) - rect.topLeft());
                top += rect.height() + gaps.node;
            }
            left += width + gaps.rank;
        }
        above += height + lineGap(gaps);
    }
}

// The best seen arrangement of the candidates so far.
struct Choice
{
    const Boxes &boxes;
    const LayoutGaps &gaps;
    double sight;
    Lines lines;

    void offer(Lines candidate)
    {
        const double own = sightOf(sizeOf(boxes, candidate, gaps));
        if (own <= sight)
            return;
        sight = own;
        lines = std::move(candidate);
    }
};

} // namespace

double sightOf(const QSize &picture)
{
    return 1.0 / std::max(double(picture.width()) / PictureAspect, double(picture.height()));
}

bool isMisshapen(const QSize &picture)
{
    const double aspect = double(picture.width()) / std::max(1, picture.height());
    return aspect < LeastAspect || aspect > GreatestAspect;
}

void foldColumns(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster)
{
    const std::vector<BoxItem> items = itemsOf(graph, cluster);
    QRect whole;
    QSize largest;
    for (const BoxItem item : items) {
        whole = whole.united(rectOf(boxes, item));
        largest = largest.expandedTo(rectOf(boxes, item).size());
    }
    const double aspect = double(whole.width()) / std::max(1, whole.height());
    if (items.size() < LeastItems || (aspect > LeastAspect && aspect < GreatestFoldedAspect))
        return;
    const std::vector<Column> columns = columnsOf(boxes, items);
    Choice choice {boxes, gaps, sightOf(whole.size()), {}};
    // Each limit gives one cut; there are no more of them than boxes.
    for (int parts = 2; parts <= int(items.size()); ++parts) {
        if (aspect < 1)
            choice.offer({cut(boxes, columns, std::max(largest.height(), whole.height() / parts),
                              gaps.node)});
        else
            choice.offer(wrap(boxes, columns,
                              std::max(largest.width(), (whole.width() + gaps.rank) / parts),
                              gaps.rank));
    }
    if (!choice.lines.empty())
        place(graph, gaps, boxes, choice.lines);
}

} // namespace drawbridge
