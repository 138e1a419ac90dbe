#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge {

// Puts a group of placements into a boundary's box of a diagram, below what is in it, or below the
// whole diagram without one. What is further down or right moves on and boxes across grow, so that
// nothing overlaps that did not before and all keep their order; bends drawn by hand move along.
void makeRoom(Diagram &diagram, const ThreatModel &model, const BoundaryId &host,
              const QList<Placement> &group);

} // namespace drawbridge
