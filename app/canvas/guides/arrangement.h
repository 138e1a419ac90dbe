#pragma once

#include "model/core/records.h"

#include <Qt>

namespace drawbridge {

enum class Alignment { Left, Center, Right, Top, Middle, Bottom };

// The same boxes lined up: at the outermost edge, or on the middle of them all.
QList<Placement> aligned(QList<Placement> boxes, Alignment alignment);
// The outer two stay; the gaps between all become equal, to the pixel.
QList<Placement> distributed(QList<Placement> boxes, Qt::Orientation orientation);

} // namespace drawbridge
