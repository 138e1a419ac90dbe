#include "app/render/gridpath.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace drawbridge {
namespace {

// A point of the grid, reached along a row (0) or a column (1).
struct GridState
{
    int column = 0;
    int row = 0;
    int axis = 0;
};

class GridSearch
{
public:
    GridSearch(const PathGrid &grid, double bendCost,
               const std::function<bool(QPointF, QPointF)> &isBlocked)
        : m_grid(grid)
        , m_bendCost(bendCost)
        , m_isBlocked(isBlocked)
        , m_columns(static_cast<int>(grid.columns.size()))
        , m_rows(static_cast<int>(grid.rows.size()))
        , m_cost(stateCount(), std::numeric_limits<double>::infinity())
        , m_from(stateCount(), -1)
        , m_done(stateCount())
    {
    }

    QPolygonF search(QPointF start, QPointF end)
    {
        const GridState first = stateAt(start);
        const GridState last = stateAt(end);
        m_goal = pointOf(last);
        for (int axis : {0, 1})
            reach({first.column, first.row, axis}, 0, -1);
        while (!m_queue.empty()) {
            const int index = m_queue.top().second;
            m_queue.pop();
            const GridState state = stateOf(index);
            if (m_done[static_cast<size_t>(index)])
                continue;
            m_done[static_cast<size_t>(index)] = true;
            if (state.column == last.column && state.row == last.row)
                return trace(index);
            expand(state, m_cost[static_cast<size_t>(index)], index);
        }
        return {};
    }

private:
    size_t stateCount() const
    {
        return static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows) * 2;
    }
    int indexOf(GridState state) const
    {
        return (state.row * m_columns + state.column) * 2 + state.axis;
    }
    GridState stateOf(int index) const
    {
        const int cell = index / 2;
        return {cell % m_columns, cell / m_columns, index % 2};
    }
    QPointF pointOf(GridState state) const
    {
        return {m_grid.columns[static_cast<size_t>(state.column)],
                m_grid.rows[static_cast<size_t>(state.row)]};
    }
    GridState stateAt(QPointF point) const
    {
        const auto position = [](const std::vector<double> &lines, double value) {
            return static_cast<int>(std::lower_bound(lines.begin(), lines.end(), value)
                                    - lines.begin());
        };
        return {std::min(position(m_grid.columns, point.x()), m_columns - 1),
                std::min(position(m_grid.rows, point.y()), m_rows - 1), 0};
    }

    void reach(GridState state, double cost, int from)
    {
        const auto index = static_cast<size_t>(indexOf(state));
        if (cost >= m_cost[index])
            return;
        m_cost[index] = cost;
        m_from[index] = from;
        // What is left is at least the direct way, so the search goes towards its goal.
        m_queue.emplace(cost + distance(pointOf(state), m_goal), static_cast<int>(index));
    }
    static double distance(QPointF a, QPointF b)
    {
        return std::abs(b.x() - a.x()) + std::abs(b.y() - a.y());
    }

    void expand(GridState state, double cost, int index)
    {
        const GridState nexts[] {{state.column - 1, state.row, 0},
                                 {state.column + 1, state.row, 0},
                                 {state.column, state.row - 1, 1},
                                 {state.column, state.row + 1, 1}};
        const QPointF here = pointOf(state);
        for (const GridState &next : nexts) {
            if (next.column < 0 || next.row < 0 || next.column >= m_columns || next.row >= m_rows)
                continue;
            const QPointF there = pointOf(next);
            const double price =
                cost + distance(here, there) + (next.axis == state.axis ? 0 : m_bendCost);
            if (price < m_cost[static_cast<size_t>(indexOf(next))] && !m_isBlocked(here, there))
                reach(next, price, index);
        }
    }

    QPolygonF trace(int index) const
    {
        QPolygonF path;
        for (; index >= 0; index = m_from[static_cast<size_t>(index)])
            path.append(pointOf(stateOf(index)));
        std::reverse(path.begin(), path.end());
        return path;
    }

    using Entry = std::pair<double, int>;

    const PathGrid &m_grid;
    double m_bendCost;
    const std::function<bool(QPointF, QPointF)> &m_isBlocked;
    int m_columns;
    int m_rows;
    std::vector<double> m_cost;
    std::vector<int> m_from;
    std::vector<bool> m_done;
    QPointF m_goal;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_queue;
};

} // namespace

QPolygonF gridPath(const PathGrid &grid, QPointF start, QPointF end, double bendCost,
                   const std::function<bool(QPointF, QPointF)> &isBlocked)
{
    if (grid.columns.empty() || grid.rows.empty())
        return {};
    return GridSearch(grid, bendCost, isBlocked).search(start, end);
}

} // namespace drawbridge
