#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace drawbridge {

// A flow's pill that looks for a place on its route.
struct LabelRequest
{
    QPolygonF route;
    QSizeF size;
    // Rings on boundary lines, which it had better not hide.
    QList<QPointF> crossings = {};
};

// Finds a centre for every pill in turn: on its route if there is room, else near it. No pill comes
// nearer than 8 to an obstacle (box, bubble, title) or to another pill; one without any free place
// gets none.
std::vector<std::optional<QPointF>> placeLabels(const std::vector<LabelRequest> &requests,
                                                const std::vector<QRectF> &obstacles);

} // namespace drawbridge
