#include "app/render/flowrouter.h"

#include "app/render/gridpath.h"
#include "app/render/rectindex.h"
#include "app/render/routeends.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace drawbridge {
namespace {

// How far a line runs straight before its first bend.
constexpr double Stub = 18;
// Distance of lines from boxes that they pass.
constexpr double Clearance = 14;
constexpr double LaneStep = 12;
constexpr int Lanes = 5;
// Boxes considered for ways around; more only cost time.
constexpr size_t MostDetours = 40;
constexpr size_t MostSides = 1'200;
constexpr double NearlySame = 6;
// Channels of the last resort, in each direction, and how far around they are looked for.
constexpr size_t MostChannels = 60;
constexpr double ChannelReach = 260;
// In a picture of many thousand flows nobody follows single lines; opening it matters more.
constexpr int MostSearches = 1'000;

constexpr double BendCost = 30;
constexpr double BoxCost = 4'000;
constexpr double SharedLaneCost = 140;

QRectF around(QPointF a, QPointF b, double by)
{
    return QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                  QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())))
        .adjusted(-by, -by, by, by);
}

// Drops repeated points and points in the middle of a straight line.
QPolygonF simplified(const QPolygonF &points)
{
    QPolygonF result;
    for (const QPointF &point : points) {
        if (!result.isEmpty() && result.last() == point)
            continue;
        const qsizetype n = result.size();
        if (n >= 2) {
            const QPointF &a = result[n - 2];
            const QPointF &b = result[n - 1];
            const bool column = a.x() == b.x() && b.x() == point.x();
            const bool row = a.y() == b.y() && b.y() == point.y();
            if (column || row) {
                result[n - 1] = point;
                continue;
            }
        }
        result.append(point);
    }
    return result;
}

double lengthOf(const QPolygonF &route)
{
    double length = 0;
    for (qsizetype i = 1; i < route.size(); ++i)
        length +=
            std::abs(route[i].x() - route[i - 1].x()) + std::abs(route[i].y() - route[i - 1].y());
    return length;
}

class Router
{
public:
    explicit Router(const RouteInput &input)
        : m_input(input)
        , m_ends(chooseRouteEnds(input))
        , m_boxes(boundsOf(input))
        , m_lines(boundsOf(input))
    {
        for (const QRectF &outline : input.outlines)
            addOutline(outline);
        for (size_t i = 0; i < input.boxes.size(); ++i)
            m_boxes.add(input.boxes[i].rect, static_cast<int>(i));
    }

    QPolygonF route(int index)
    {
        const RouteFlow &flow = m_input.flows[static_cast<size_t>(index)];
        const RouteEnds &ends = m_ends[static_cast<size_t>(index)];
        if (flow.from == flow.to)
            return loop(m_input.boxes[static_cast<size_t>(flow.from)], m_loops[flow.from]++);
        if (!flow.bends.isEmpty()) {
            QPolygonF points {ends.from.at};
            points += flow.bends;
            points.append(ends.to.at);
            return points;
        }
        return cheapest(flow, ends);
    }

    // Keeps others off this route's lines.
    void occupy(const QPolygonF &route, int index)
    {
        for (qsizetype i = 1; i < route.size(); ++i)
            m_lines.add(around(route[i - 1], route[i], 0.5), index);
    }

private:
    static QRectF boundsOf(const RouteInput &input)
    {
        QRectF bounds;
        for (const RouteBox &box : input.boxes)
            bounds |= box.rect;
        return bounds.adjusted(-100, -100, 100, 100);
    }

    void addOutline(const QRectF &outline)
    {
        const QPointF corners[] {outline.topLeft(), outline.topRight(), outline.bottomRight(),
                                 outline.bottomLeft()};
        for (int i = 0; i < 4; ++i)
            m_lines.add(around(corners[i], corners[(i + 1) % 4], 0.5), -1);
    }

    // Out of the right half of the top (or bottom, beside a bubble) and into the right side.
    static QPolygonF loop(const RouteBox &box, int number)
    {
        // Within the padding of a boundary, whose line a loop does not cross.
        const double reach = 14 + 10.0 * number;
        const double rise = 12 + 10.0 * number;
        const double column = box.rect.right() - 14 - 10.0 * std::min(number, 8);
        const double middle = box.rect.center().y();
        const bool below = box.hasBubble;
        const double edge = below ? box.rect.bottom() : box.rect.top();
        const double turn = below ? edge + rise : edge - rise;
        const double end = below ? std::max(middle, edge - 14) : std::min(middle, edge + 18);
        return {{column, edge},
                {column, turn},
                {box.rect.right() + reach, turn},
                {box.rect.right() + reach, end},
                {box.rect.right(), end}};
    }

    QPolygonF cheapest(const RouteFlow &flow, const RouteEnds &ends)
    {
        const QPointF start = ends.from.at + outward(ends.from.side) * stubLength(ends);
        const QPointF end = ends.to.at + outward(ends.to.side) * stubLength(ends);
        QPolygonF best;
        double least = std::numeric_limits<double>::infinity();
        const auto consider = [&](const QPolygonF &inner) {
            QPolygonF route {ends.from.at};
            route += inner;
            route.append(ends.to.at);
            route = simplified(route);
            const double price = cost(route, flow, least);
            if (price < least) {
                least = price;
                best = route;
            }
        };
        if (ends.from.at.x() == ends.to.at.x() || ends.from.at.y() == ends.to.at.y())
            consider({});
        consider({start, {end.x(), start.y()}, end});
        consider({start, {start.x(), end.y()}, end});
        for (double x : columnsBetween(start, end))
            consider({start, {x, start.y()}, {x, end.y()}, end});
        for (double y : rowsBetween(start, end))
            consider({start, {start.x(), y}, {end.x(), y}, end});
        if (least >= BoxCost && m_searches < MostSearches) {
            ++m_searches;
            consider(throughChannels(start, end));
        }
        return best;
    }

    // Short stubs where the boxes are close together.
    static double stubLength(const RouteEnds &ends)
    {
        const QPointF way = ends.to.at - ends.from.at;
        const double forward = QPointF::dotProduct(way, outward(ends.from.side));
        return forward > 0 ? std::clamp(forward / 2, 6.0, Stub) : Stub;
    }

    // The last resort: any way through the channels between the boxes around.
    QPolygonF throughChannels(QPointF start, QPointF end) const
    {
        const QRectF area = around(start, end, ChannelReach);
        PathGrid grid {channels(start.x(), end.x(), area, true),
                       channels(start.y(), end.y(), area, false)};
        return gridPath(grid, start, end, BendCost, [this](QPointF a, QPointF b) {
            return !m_boxes.isFree(around(a, b, Clearance / 2));
        });
    }

    // Lines beside the boxes of an area, those nearest to the direct way, sorted.
    std::vector<double> channels(double a, double b, const QRectF &area, bool columns) const
    {
        std::vector<double> sides;
        m_boxes.visit(area, [&](const QRectF &box, int) {
            sides.push_back((columns ? box.left() : box.top()) - Clearance);
            sides.push_back((columns ? box.right() : box.bottom()) + Clearance);
            return sides.size() > MostSides;
        });
        keepNearest(sides, a, b, MostChannels);
        sides.push_back(a);
        sides.push_back(b);
        std::sort(sides.begin(), sides.end());
        sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
        return sides;
    }

    // Of values that are nearly the same one stays; then those that lead least astray, and of the
    // ones on the way those near an end.
    static void keepNearest(std::vector<double> &values, double a, double b, size_t most)
    {
        std::sort(values.begin(), values.end());
        std::vector<double> distinct;
        for (double value : values)
            if (distinct.empty() || value - distinct.back() >= NearlySame)
                distinct.push_back(value);
        const auto rank = [&](double v) {
            const double toEnd = std::min(std::abs(v - a), std::abs(v - b));
            return std::tuple(std::abs(v - a) + std::abs(v - b), toEnd, v);
        };
        const auto kept =
            distinct.begin() + static_cast<std::ptrdiff_t>(std::min(most, distinct.size()));
        std::partial_sort(distinct.begin(), kept, distinct.end(),
                          [&](double x, double y) { return rank(x) < rank(y); });
        distinct.erase(kept, distinct.end());
        values = std::move(distinct);
    }

    // Lanes about the middle, then the sides of boxes in between.
    std::vector<double> columnsBetween(QPointF start, QPointF end) const
    {
        return lanes(start.x(), end.x(), around(start, end, 2 * Clearance), true);
    }
    std::vector<double> rowsBetween(QPointF start, QPointF end) const
    {
        return lanes(start.y(), end.y(), around(start, end, 2 * Clearance), false);
    }

    std::vector<double> lanes(double a, double b, const QRectF &area, bool columns) const
    {
        std::vector<double> values;
        const double middle = std::round((a + b) / 2);
        values.push_back(middle);
        const double reach = std::abs(b - a) / 2;
        for (int lane = 1; lane <= Lanes; ++lane)
            for (double value : {middle - lane * LaneStep, middle + lane * LaneStep})
                if (std::abs(value - middle) < reach)
                    values.push_back(value);
        for (double value : {a, b})
            values.push_back(value);
        std::vector<double> sides;
        m_boxes.visit(area, [&](const QRectF &box, int) {
            for (int lane = 0; lane < 3; ++lane) {
                const double off = Clearance + lane * LaneStep;
                sides.push_back((columns ? box.left() : box.top()) - off);
                sides.push_back((columns ? box.right() : box.bottom()) + off);
            }
            return sides.size() > MostSides;
        });
        keepNearest(sides, a, b, MostDetours);
        values.insert(values.end(), sides.begin(), sides.end());
        return values;
    }

    double cost(const QPolygonF &route, const RouteFlow &flow, double limit) const
    {
        double price = lengthOf(route) + BendCost * double(route.size() - 2);
        const qsizetype last = route.size() - 1;
        for (qsizetype i = 1; i <= last && price < limit; ++i) {
            price += BoxCost * boxesHit(route, i, flow);
            price += SharedLaneCost * sharedLanes(route[i - 1], route[i]);
        }
        return price;
    }

    // Boxes that a segment cuts or nearly touches; its own box where it leaves or arrives is no
    // obstacle on that side's outside.
    int boxesHit(const QPolygonF &route, qsizetype segment, const RouteFlow &flow) const
    {
        const QPointF a = route[segment - 1];
        const QPointF b = route[segment];
        const QRectF area = around(a, b, Clearance / 2);
        int hits = 0;
        m_boxes.visit(area, [&](const QRectF &box, int tag) {
            const bool own = (segment == 1 && tag == flow.from)
                || (segment == route.size() - 1 && tag == flow.to);
            // Shrunk: a line that begins on the edge does not cut it, one that runs back does.
            if (own ? RectIndex::touches(box.adjusted(1, 1, -1, -1), around(a, b, 0.1)) : true)
                ++hits;
            return hits > 3;
        });
        return hits;
    }

    // Other lines on top of this segment, in its own direction.
    int sharedLanes(QPointF a, QPointF b) const
    {
        const bool horizontal = a.y() == b.y();
        const QRectF area = horizontal ? around(a, b, 0).adjusted(2, -5, -2, 5)
                                       : around(a, b, 0).adjusted(-5, 2, 5, -2);
        int shared = 0;
        m_lines.visit(area, [&](const QRectF &line, int) {
            if ((line.width() > line.height()) == horizontal)
                ++shared;
            return shared > 3;
        });
        return shared;
    }

    const RouteInput &m_input;
    std::vector<RouteEnds> m_ends;
    RectIndex m_boxes;
    RectIndex m_lines;
    QHash<int, int> m_loops;
    int m_searches = 0;
};

} // namespace

std::vector<QPolygonF> routeFlows(const RouteInput &input)
{
    Router router(input);
    std::vector<QPolygonF> routes(input.flows.size());
    for (size_t i = 0; i < routes.size(); ++i) {
        routes[i] = router.route(static_cast<int>(i));
        router.occupy(routes[i], static_cast<int>(i));
    }
    return routes;
}

std::vector<QPolygonF> rerouteFlows(const RouteInput &input, std::vector<QPolygonF> routes,
                                    const std::vector<int> &changed)
{
    Router router(input);
    routes.resize(input.flows.size());
    std::vector<bool> isChanged(routes.size());
    for (int index : changed)
        isChanged[static_cast<size_t>(index)] = true;
    for (size_t i = 0; i < routes.size(); ++i)
        if (!isChanged[i])
            router.occupy(routes[i], static_cast<int>(i));
    for (size_t i = 0; i < routes.size(); ++i)
        if (isChanged[i]) {
            routes[i] = router.route(static_cast<int>(i));
            router.occupy(routes[i], static_cast<int>(i));
        }
    return routes;
}

} // namespace drawbridge
