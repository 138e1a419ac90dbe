#pragma once

#include "app/render/diagrampicture.h"
#include "model/edit/recordreference.h"

class QPainter;

namespace drawbridge {

// A large diagram far away, in few strokes: boundaries, flows as thin lines, elements as boxes with
// their severity's colour. Replaces thousands of items that would each be painted for a few pixels.
void paintOverview(QPainter &painter, const DiagramPicture &picture,
                   const RecordReferences &selection, const Theme &theme, const QRectF &exposed,
                   double zoom);

} // namespace drawbridge
