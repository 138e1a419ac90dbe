#pragma once

#include <QPointF>
#include <QRectF>

namespace drawbridge {

class DiagramScene;

// Where the keyboard puts what is added, in scene coordinates.

// The middle of a place beside others where an element has room: as near to `centre` as may be, to
// the right and below of it, or within the boundary that is selected.
QPointF freePlace(const DiagramScene &scene, const QPointF &centre);
// Around what is selected; of a usual size about `centre` when nothing is.
QRectF boundaryPlace(const DiagramScene &scene, const QPointF &centre);

} // namespace drawbridge
