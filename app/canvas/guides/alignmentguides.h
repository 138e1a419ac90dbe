#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"

#include <QLineF>
#include <QRectF>

namespace drawbridge {

inline constexpr int CanvasGrid = 8;

// Where a dragged box comes to rest, and the lines that show why.
struct SnappedMove
{
    QPointF by;
    QList<QLineF> guides;
};

// Moves a box by `by`, pulled onto edges and middles of others that are near, else onto the grid.
SnappedMove snapMove(const QRectF &box, const QPointF &by, const QList<QRectF> &others,
                     double tolerance, int grid = CanvasGrid);

DrawList drawGuides(const QList<QLineF> &guides, const Theme &theme);

} // namespace drawbridge
