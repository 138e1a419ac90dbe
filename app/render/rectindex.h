#pragma once

#include <QHash>
#include <QRectF>

#include <cmath>
#include <vector>

namespace drawbridge {

// Rectangles in square cells, so that asking what lies somewhere does not look at all of them.
class RectIndex
{
public:
    void add(const QRectF &rect, int tag)
    {
        const int index = static_cast<int>(m_entries.size());
        m_entries.push_back({rect, tag});
        forEachCell(rect, [&](quint64 cell) {
            m_cells[cell].push_back(index);
            return false;
        });
    }

    // Calls visitor(rect, tag) for what the area touches, some perhaps twice, until it returns
    // true. True when the visitor did.
    template <typename Visitor>
    bool visit(const QRectF &area, Visitor &&visitor) const
    {
        return forEachCell(area, [&](quint64 cell) {
            const auto found = m_cells.constFind(cell);
            if (found == m_cells.constEnd())
                return false;
            for (int index : *found) {
                const Entry &entry = m_entries[static_cast<size_t>(index)];
                if (touches(entry.rect, area) && visitor(entry.rect, entry.tag))
                    return true;
            }
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
    static constexpr double Side = 256;

    template <typename Function>
    static bool forEachCell(const QRectF &rect, Function &&function)
    {
        const int right = cellOf(rect.right());
        const int bottom = cellOf(rect.bottom());
        for (int x = cellOf(rect.left()); x <= right; ++x)
            for (int y = cellOf(rect.top()); y <= bottom; ++y)
                if (function(quint64(quint32(x)) << 32 | quint32(y)))
                    return true;
        return false;
    }
    // Clamped, so that a rectangle far off the canvas costs no more cells than any other.
    static int cellOf(double value)
    {
        return static_cast<int>(std::floor(std::clamp(value, -1e7, 1e7) / Side));
    }

    std::vector<Entry> m_entries;
    QHash<quint64, std::vector<int>> m_cells;
};

} // namespace drawbridge
