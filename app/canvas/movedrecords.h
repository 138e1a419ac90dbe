#pragma once

#include "app/canvas/diagramscene.h"

namespace drawbridge {

// What a move of the selection takes along: the selected boxes, and what stands in selected
// boundaries.
struct MovedRecords
{
    QHash<IdText, QRectF> rects;
    // Those that are no part of another moved one: only they may change their boundary.
    RecordReferences outermost;
    QSet<BoundaryId> boundaries;

    bool isEmpty() const { return rects.isEmpty(); }
    QRectF bounds() const;
    QHash<IdText, QRectF> movedBy(const QPointF &by) const;
};

MovedRecords movedWith(const DiagramScene &scene, const RecordReferences &selection);

// Where a record would be put when its box were there: the innermost boundary below its middle.
BoundaryId boundaryBelow(const DiagramScene &scene, const MovedRecords &moved, const QRectF &rect);

// The changes of membership that a move by `by` means: for boxes whose middle came to lie in
// another boundary than before. Where a box lay before it was moved decides nothing.
QList<Membership> membershipsAfter(const DiagramScene &scene, const MovedRecords &moved,
                                   const QPointF &by);

QList<Placement> placementsAfter(const MovedRecords &moved, const QPointF &by);

} // namespace drawbridge
