#pragma once

#include "app/render/drawlist.h"

class QPainter;

namespace drawbridge {

// Icons as cached pixmaps are fast on a screen; as vectors they stay sharp in a PDF or when a
// picture is enlarged.
enum class IconDrawing { Pixmaps, Vectors };

// Paints a display list with QPainter, in the painter's own coordinates.
void paintDrawList(QPainter &painter, const DrawList &list,
                   IconDrawing icons = IconDrawing::Pixmaps);

} // namespace drawbridge
