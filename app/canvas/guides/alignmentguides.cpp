#include "app/canvas/guides/alignmentguides.h"

#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace drawbridge {

// One direction: start, middle and end of a box.
struct SpanLines
{
    double start;
    double middle;
    double end;
};

static SpanLines acrossOf(const QRectF &rect)
{
    return {rect.left(), rect.center().x(), rect.right()};
}

static SpanLines downOf(const QRectF &rect)
{
    return {rect.top(), rect.center().y(), rect.bottom()};
}

struct SpanMatch
{
    double shift = 0;
    double at = 0;
    QRectF other;
};

// The least shift that puts one of the box's lines onto the same kind of line of another box.
static std::optional<SpanMatch> nearestMatch(const SpanLines &moving, const QList<QRectF> &others,
                                             SpanLines (*lines)(const QRectF &), double tolerance)
{
    std::optional<SpanMatch> best;
    for (const QRectF &other : others) {
        const SpanLines fixed = lines(other);
        for (const auto &[mine, theirs] :
             {std::pair(moving.start, fixed.start), std::pair(moving.middle, fixed.middle),
              std::pair(moving.end, fixed.end)}) {
            const double shift = theirs - mine;
            if (std::abs(shift) <= tolerance && (!best || std::abs(shift) < std::abs(best->shift)))
                best = SpanMatch {shift, theirs, other};
        }
    }
    return best;
}

static double toGrid(double value, int grid)
{
    return std::round(value / grid) * grid;
}

SnappedMove snapMove(const QRectF &box, const QPointF &by, const QList<QRectF> &others,
                     double tolerance, int grid)
{
    QRectF moved = box.translated(by);
    const auto across = nearestMatch(acrossOf(moved), others, acrossOf, tolerance);
    const auto down = nearestMatch(downOf(moved), others, downOf, tolerance);
    // Whole pixels: a middle may lie between two.
    moved.moveLeft(across ? std::round(moved.left() + across->shift) : toGrid(moved.left(), grid));
    moved.moveTop(down ? std::round(moved.top() + down->shift) : toGrid(moved.top(), grid));
    SnappedMove result;
    result.by = moved.topLeft() - box.topLeft();
    if (across) {
        const QRectF both = moved | across->other;
        result.guides.append({across->at, both.top() - 8, across->at, both.bottom() + 8});
    }
    if (down) {
        const QRectF both = moved | down->other;
        result.guides.append({both.left() - 8, down->at, both.right() + 8, down->at});
    }
    return result;
}

DrawList drawGuides(const QList<QLineF> &guides, const Theme &theme)
{
    DrawList list;
    for (const QLineF &guide : guides)
        list.line(guide.p1(), guide.p2(), {theme.accent.base, theme.metrics.hairline, {}, false});
    return list;
}

} // namespace drawbridge
