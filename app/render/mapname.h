#pragma once

#include "app/render/detaillevel.h"
#include "app/render/drawlist.h"

namespace drawbridge {

// The style of names when a diagram is seen small, like those of places on a map: so large that
// they stay legible at that zoom. Full has none.
TextStyle mapNameStyle(DetailLevel detail);

// A name in the middle of a box, on two lines where its words and the box allow it.
void drawMapName(DrawList &list, const QString &name, const QRectF &rect, const TextStyle &style,
                 const QColor &color);

} // namespace drawbridge
