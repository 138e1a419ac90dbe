#pragma once

#include <QPointF>
#include <QPolygonF>

#include <functional>
#include <vector>

namespace drawbridge {

// The lines on which a path may run: columns are x values, rows are y values, both sorted.
struct PathGrid
{
    std::vector<double> columns;
    std::vector<double> rows;
};

// The cheapest way over the grid from one of its points to another: its length and a price for each
// bend. `isBlocked` tells whether the piece between two neighbouring points may not be used. Empty
// when there is no way.
QPolygonF gridPath(const PathGrid &grid, QPointF start, QPointF end, double bendCost,
                   const std::function<bool(QPointF, QPointF)> &isBlocked);

} // namespace drawbridge
