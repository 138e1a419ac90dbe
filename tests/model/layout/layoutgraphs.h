#pragma once

#include "model/layout/layoutengine.h"

namespace drawbridge::test {

// A random graph that a seed names: nested boundaries, loops, parallel and crossing flows.
LayoutGraph randomLayoutGraph(unsigned seed, int nodes);

// Every broken promise of a layout as one line of text; empty when all are kept.
QStringList layoutFaults(const LayoutGraph &graph, const LayoutResult &result);

} // namespace drawbridge::test
