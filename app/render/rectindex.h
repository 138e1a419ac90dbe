#pragma once

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <vector>

namespace drawbridge {

// Rectangles in square cells over the given bounds, so that asking what lies somewhere does not
// look at all of them. What lies outside of the bounds is kept in the outermost cells.
class RectIndex
{
public:
    explicit RectIndex(const QRectF &bounds)
        : m_origin(bounds.topLeft())
    {
        while (cellsAlong(bounds.width()) * cellsAlong(bounds.height()) > MostCells)
            m_side *= 2;
        m_columns = static_cast<int>(cellsAlong(bounds.width()));
        m_rows = static_cast<int>(cellsAlong(bounds.height()));
        m_cells.resize(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows));
    }

    void add(const QRectF &rect, int tag)
    {
        forEachCell(rect, [&](size_t cell) {
            m_cells[cell].push_back({rect, tag});
            return false;
        });
    }

    // Calls visitor(rect, tag) for what the area touches, some perhaps twice, until it returns
    // true. True when the visitor did.
    template <typename Visitor>
    bool visit(const QRectF &area, Visitor &&visitor) const
    {
        return forEachCell(area, [&](size_t cell) {
            for (const Entry &entry : m_cells[cell])
                if (touches(entry.rect, area) && visitor(entry.rect, entry.tag))
                    return true;
            return false;
        });
    }

    bool isFree(const QRectF &area) const
    {
        return !visit(area, [](const QRectF &, int) { return true; });
    }

    // Overlaps, or is a line inside; sharing an edge is no overlap.
    static bool touches(const QRectF &a, const QRectF &b)
    {
        return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom()
            && b.top() < a.bottom();
    }

private:
    struct Entry
    {
        QRectF rect;
        int tag = 0;
    };
    static constexpr double MostCells = 500'000;

    double cellsAlong(double length) const { return std::max(1.0, std::ceil(length / m_side)); }
    int column(double x) const
    {
        return static_cast<int>(std::clamp((x - m_origin.x()) / m_side, 0.0, m_columns - 1.0));
    }
    int row(double y) const
    {
        return static_cast<int>(std::clamp((y - m_origin.y()) / m_side, 0.0, m_rows - 1.0));
    }

    template <typename Function>
    bool forEachCell(const QRectF &rect, Function &&function) const
    {
        const int left = column(rect.left());
        const int right = column(rect.right());
        const int bottom = row(rect.bottom());
        for (int y = row(rect.top()); y <= bottom; ++y)
            for (int x = left; x <= right; ++x)
                if (function(static_cast<size_t>(y) * static_cast<size_t>(m_columns)
                             + static_cast<size_t>(x)))
                    return true;
        return false;
    }

    QPointF m_origin;
    double m_side = 192;
    int m_columns = 1;
    int m_rows = 1;
    std::vector<std::vector<Entry>> m_cells;
};

} // namespace drawbridge
