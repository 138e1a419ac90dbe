#pragma once

#include "app/layouthelper/layoutrequest.h"

namespace drawbridge::layouthelper {

// Top left corner of a node, y downwards.
struct Position
{
    long x = 0;
    long y = 0;
};

// Lays one graph out with Graphviz. Nothing is drawn and no edge is routed: only positions. False
// leaves a reason.
bool graphvizPositions(const Request &request, std::vector<Position> &positions,
                       std::string &reason);

} // namespace drawbridge::layouthelper
