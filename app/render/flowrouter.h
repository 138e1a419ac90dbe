#pragma once

#include <QList>
#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace drawbridge {

// A box that flows join and others go around.
struct RouteBox
{
    QRectF rect;
    // Where flows may end on the left edge when its lower part holds ports; 0 for the whole edge.
    double leftEdgeBottom = 0;
    // Its top right corner is taken by a bubble.
    bool hasBubble = false;
};

struct RouteFlow
{
    int from = 0;
    int to = 0;
    // Ends at this height at the port on the target's left edge.
    bool atPort = false;
    double portY = 0;
    // Set by hand: the route goes exactly through them.
    QList<QPointF> bends = {};
};

struct RouteInput
{
    std::vector<RouteBox> boxes;
    std::vector<RouteFlow> flows;
    // Outlines that lines may cross but had better not run along: boundaries.
    std::vector<QRectF> outlines = {};
};

// Routes from edge to edge, horizontal and vertical, around boxes where that is possible. Flows
// that share an edge end up to 20 apart, lines that could be straight are. The same input gives the
// same routes.
std::vector<QPolygonF> routeFlows(const RouteInput &input);

// Routes only the named flows again, in front of the others' earlier routes: for dragging.
std::vector<QPolygonF> rerouteFlows(const RouteInput &input, std::vector<QPolygonF> routes,
                                    const std::vector<int> &changed);

} // namespace drawbridge
