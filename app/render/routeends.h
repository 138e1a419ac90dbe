#pragma once

#include "app/render/flowrouter.h"

namespace drawbridge {

enum class BoxSide : quint8 { Left, Right, Top, Bottom };

// Where a flow touches a box.
struct RouteEnd
{
    BoxSide side = BoxSide::Right;
    QPointF at;
};

struct RouteEnds
{
    RouteEnd from;
    RouteEnd to;
};

QPointF outward(BoxSide side);

// Chooses the sides of all flows and spreads their ends over each side. Loops and flows with bends
// of their own get ends too.
std::vector<RouteEnds> chooseRouteEnds(const RouteInput &input);

} // namespace drawbridge
