#include "app/canvas/handles.h"

#include <QLineF>

#include <array>
#include <cmath>

namespace drawbridge {

// The ring of a selected element stands off this much; the rim of a hovered one a little less.
static constexpr double RingGap = 5;
static constexpr double RimGap = 4;

static QPointF handleCentre(const QRectF &rect, int column, int row)
{
    const QRectF ring = rect.adjusted(-RingGap, -RingGap, RingGap, RingGap);
    return {ring.left() + ring.width() * column / 2, ring.top() + ring.height() * row / 2};
}

DrawList drawHandles(const QRectF &rect, const Theme &theme)
{
    DrawList list;
    const double side = theme.metrics.handle;
    for (int column = 0; column < 3; ++column) {
        for (int row = 0; row < 3; ++row) {
            if (column == 1 && row == 1)
                continue;
            const QPointF at = handleCentre(rect, column, row);
            list.rect({at.x() - side / 2, at.y() - side / 2, side, side}, 1.5,
                      {theme.surface.panel, {theme.accent.focus, 1.5, {}, false}});
        }
    }
    return list;
}

std::optional<HandleEdges> handleAt(const QRectF &rect, const QPointF &at, double tolerance,
                                    bool withPorts)
{
    constexpr std::array<HandleEdges, 3> Columns {Qt::LeftEdge, HandleEdges(), Qt::RightEdge};
    constexpr std::array<HandleEdges, 3> Rows {Qt::TopEdge, HandleEdges(), Qt::BottomEdge};
    for (size_t column = 0; column < 3; ++column) {
        for (size_t row = 0; row < 3; ++row) {
            if (row == 1 && (column == 1 || withPorts))
                continue;
            const QPointF centre =
                handleCentre(rect, static_cast<int>(column), static_cast<int>(row));
            if (std::abs(centre.x() - at.x()) <= tolerance
                && std::abs(centre.y() - at.y()) <= tolerance)
                return Columns[column] | Rows[row];
        }
    }
    return std::nullopt;
}

Qt::CursorShape cursorFor(HandleEdges edges)
{
    const bool horizontal = edges & (Qt::LeftEdge | Qt::RightEdge);
    const bool vertical = edges & (Qt::TopEdge | Qt::BottomEdge);
    if (!vertical)
        return Qt::SizeHorCursor;
    if (!horizontal)
        return Qt::SizeVerCursor;
    const bool falling =
        edges == (Qt::LeftEdge | Qt::TopEdge) || edges == (Qt::RightEdge | Qt::BottomEdge);
    return falling ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor;
}

static int onGrid(int value, int grid)
{
    return static_cast<int>(std::lround(double(value) / grid)) * grid;
}

QRect resized(const QRect &rect, HandleEdges edges, const QPoint &by, const QSize &least, int grid)
{
    int left = rect.left();
    int top = rect.top();
    int right = left + rect.width();
    int bottom = top + rect.height();
    if (edges & Qt::LeftEdge)
        left = std::min(onGrid(left + by.x(), grid), right - least.width());
    if (edges & Qt::RightEdge)
        right = std::max(onGrid(right + by.x(), grid), left + least.width());
    if (edges & Qt::TopEdge)
        top = std::min(onGrid(top + by.y(), grid), bottom - least.height());
    if (edges & Qt::BottomEdge)
        bottom = std::max(onGrid(bottom + by.y(), grid), top + least.height());
    return {left, top, right - left, bottom - top};
}

std::optional<QPointF> flowHandleAt(const QRectF &rect, const QPointF &at, double tolerance)
{
    const QRectF rim = rect.adjusted(-RimGap, -RimGap, RimGap, RimGap);
    const QPointF centre = rim.center();
    for (const QPointF &handle :
         {QPointF(rim.left(), centre.y()), QPointF(rim.right(), centre.y()),
          QPointF(centre.x(), rim.top()), QPointF(centre.x(), rim.bottom())}) {
        if (QLineF(handle, at).length() <= tolerance)
            return handle;
    }
    return std::nullopt;
}

} // namespace drawbridge
