#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"

#include <Qt>

#include <optional>

namespace drawbridge {

// Which edges a resize handle moves: one or two of left, right, top and bottom.
using HandleEdges = Qt::Edges;

// The eight handles around a selected rectangle.
DrawList drawHandles(const QRectF &rect, const Theme &theme);
// The handle at a point. Elements with ports have none on their left and right sides.
std::optional<HandleEdges> handleAt(const QRectF &rect, const QPointF &at, double tolerance,
                                    bool withPorts);
Qt::CursorShape cursorFor(HandleEdges edges);
// The rectangle after the handle was moved, on the grid and not smaller than `least`.
QRect resized(const QRect &rect, HandleEdges edges, const QPoint &by, const QSize &least, int grid);

// Where a hovered element offers to start a flow.
std::optional<QPointF> flowHandleAt(const QRectF &rect, const QPointF &at, double tolerance);

} // namespace drawbridge
