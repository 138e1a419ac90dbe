#pragma once

#include "model/layout/boxes.h"

namespace drawbridge {

// Width to height of a picture that suits a screen and a page alike.
constexpr double PictureAspect = 1.5;

// How large a picture of this size is seen in a window of that aspect: higher is better.
double sightOf(const QSize &picture);

// Whether a picture is so tall or so wide that it is hardly legible when seen as a whole.
bool isMisshapen(const QSize &picture);

// Folds a level that Graphviz laid out from left to right: high columns are broken into shorter
// ones side by side, a long row of columns into lines like those of a text. Leaves alone what is
// well shaped.
void foldColumns(const IndexedGraph &graph, const LayoutGaps &gaps, Boxes &boxes, int cluster);

} // namespace drawbridge
