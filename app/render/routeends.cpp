#include "app/render/routeends.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace drawbridge {
namespace {

// Room that a bend and an arrow need between two boxes.
constexpr double LeastGap = 24;
constexpr double EndSpacing = 20;
constexpr double LeastSpacing = 12;
constexpr double CornerMargin = 12;
// A port is half outside of its box.
constexpr double PortReach = 4;

std::pair<BoxSide, BoxSide> sidesFor(const QRectF &a, const QRectF &b, bool atPort)
{
    const double right = b.left() - a.right();
    const double left = a.left() - b.right();
    const double down = b.top() - a.bottom();
    const double up = a.top() - b.bottom();
    if (atPort) {
        if (right >= LeastGap)
            return {BoxSide::Right, BoxSide::Left};
        return {left >= LeastGap || (down < LeastGap && up < LeastGap) ? BoxSide::Left
                    : down >= LeastGap                                 ? BoxSide::Bottom
                                                                       : BoxSide::Top,
                BoxSide::Left};
    }
    if (right >= LeastGap)
        return {BoxSide::Right, BoxSide::Left};
    if (left >= LeastGap)
        return {BoxSide::Left, BoxSide::Right};
    if (down >= up && down > 0)
        return {BoxSide::Bottom, BoxSide::Top};
    if (up > 0)
        return {BoxSide::Top, BoxSide::Bottom};
    return {BoxSide::Right, BoxSide::Right};
}

bool isHorizontal(BoxSide side)
{
    return side == BoxSide::Left || side == BoxSide::Right;
}

// The stretch of a side that may be used.
std::pair<double, double> rangeOf(const RouteBox &box, BoxSide side)
{
    const QRectF &r = box.rect;
    double low = isHorizontal(side) ? r.top() : r.left();
    double high = isHorizontal(side) ? r.bottom() : r.right();
    if (side == BoxSide::Left && box.leftEdgeBottom > r.top())
        high = std::min(high, box.leftEdgeBottom);
    const double margin = std::min(CornerMargin, (high - low) / 2);
    return {low + margin, high - margin};
}

QPointF pointOn(const RouteBox &box, BoxSide side, double along)
{
    switch (side) {
    case BoxSide::Left:
        return {box.rect.left(), along};
    case BoxSide::Right:
        return {box.rect.right(), along};
    case BoxSide::Top:
        return {along, box.rect.top()};
    case BoxSide::Bottom:
        return {along, box.rect.bottom()};
    }
    return {};
}

double along(const RouteEnd &end)
{
    return isHorizontal(end.side) ? end.at.y() : end.at.x();
}

// One end of one flow in the list of its side.
struct SideEntry
{
    int flow = 0;
    bool isTarget = false;
    double wanted = 0;
};

class EndChooser
{
public:
    explicit EndChooser(const RouteInput &input)
        : m_input(input)
        , m_ends(input.flows.size())
    {
    }

    std::vector<RouteEnds> choose()
    {
        for (size_t i = 0; i < m_ends.size(); ++i)
            chooseSides(i);
        for (auto &[key, entries] : m_sides)
            spread(key.first, key.second, entries);
        straighten();
        return std::move(m_ends);
    }

private:
    const RouteBox &boxOf(int box) const { return m_input.boxes[static_cast<size_t>(box)]; }
    RouteEnd &endOf(const SideEntry &entry)
    {
        RouteEnds &ends = m_ends[static_cast<size_t>(entry.flow)];
        return entry.isTarget ? ends.to : ends.from;
    }
    double wantedOn(BoxSide side, const QPointF &other) const
    {
        return isHorizontal(side) ? other.y() : other.x();
    }

    void chooseSides(size_t index)
    {
        const RouteFlow &flow = m_input.flows[index];
        const RouteBox &a = boxOf(flow.from);
        const RouteBox &b = boxOf(flow.to);
        RouteEnds &ends = m_ends[index];
        if (flow.from == flow.to)
            return;
        std::tie(ends.from.side, ends.to.side) = sidesFor(a.rect, b.rect, flow.atPort);
        QPointF towardsB = b.rect.center();
        QPointF towardsA = a.rect.center();
        if (!flow.bends.isEmpty()) {
            towardsB = flow.bends.first();
            towardsA = flow.bends.last();
            ends.from.side = sideFacing(a.rect, towardsB);
            if (!flow.atPort)
                ends.to.side = sideFacing(b.rect, towardsA);
        }
        const int number = static_cast<int>(index);
        m_sides[{flow.from, ends.from.side}].push_back(
            {number, false, flow.atPort ? flow.portY : wantedOn(ends.from.side, towardsB)});
        if (flow.atPort)
            ends.to.at = {b.rect.left() - PortReach, flow.portY};
        else
            m_sides[{flow.to, ends.to.side}].push_back(
                {number, true, wantedOn(ends.to.side, towardsA)});
    }

    static BoxSide sideFacing(const QRectF &box, QPointF point)
    {
        const double dx = std::max(box.left() - point.x(), point.x() - box.right());
        const double dy = std::max(box.top() - point.y(), point.y() - box.bottom());
        if (dx >= dy)
            return point.x() > box.center().x() ? BoxSide::Right : BoxSide::Left;
        return point.y() > box.center().y() ? BoxSide::Bottom : BoxSide::Top;
    }

    void spread(int box, BoxSide side, std::vector<SideEntry> &entries)
    {
        std::sort(entries.begin(), entries.end(), [](const SideEntry &a, const SideEntry &b) {
            return std::tuple(a.wanted, a.flow, a.isTarget)
                < std::tuple(b.wanted, b.flow, b.isTarget);
        });
        const auto [low, high] = rangeOf(boxOf(box), side);
        const double steps = double(entries.size()) - 1;
        const double spacing = steps > 0 ? std::min(EndSpacing, (high - low) / steps) : 0;
        const double first = (low + high) / 2 - spacing * steps / 2;
        for (size_t i = 0; i < entries.size(); ++i)
            endOf(entries[i]) = {
                side, pointOn(boxOf(box), side, std::round(first + spacing * double(i)))};
    }

    // Gives both ends of a flow the same height (or column) where no other end is in the way.
    void straighten()
    {
        std::vector<size_t> order(m_ends.size());
        std::iota(order.begin(), order.end(), size_t(0));
        const auto length = [&](size_t i) {
            const QPointF way = m_ends[i].to.at - m_ends[i].from.at;
            return std::abs(way.x()) + std::abs(way.y());
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](size_t a, size_t b) { return length(a) < length(b); });
        for (size_t i : order)
            straightenFlow(i);
    }

    void straightenFlow(size_t index)
    {
        const RouteFlow &flow = m_input.flows[index];
        RouteEnds &ends = m_ends[index];
        if (flow.from == flow.to || !flow.bends.isEmpty()
            || isHorizontal(ends.from.side) != isHorizontal(ends.to.side)
            || ends.from.side == ends.to.side)
            return;
        const double start = along(ends.from);
        const double end = along(ends.to);
        if (start == end)
            return;
        const int number = static_cast<int>(index);
        const auto mayStart = [&](double at) { return mayMove(flow.from, ends.from, number, at); };
        const auto mayEnd = [&](double at) {
            return flow.atPort ? at == flow.portY : mayMove(flow.to, ends.to, number, at);
        };
        for (double at : {end, start, std::round((start + end) / 2)}) {
            if ((at != start && !mayStart(at)) || (at != end && !mayEnd(at)))
                continue;
            ends.from.at = pointOn(boxOf(flow.from), ends.from.side, at);
            if (!flow.atPort)
                ends.to.at = pointOn(boxOf(flow.to), ends.to.side, at);
            return;
        }
    }

    // An end may slide along its side as long as it neither passes nor comes close to another.
    bool mayMove(int box, const RouteEnd &end, int flow, double at)
    {
        const auto [low, high] = rangeOf(boxOf(box), end.side);
        if (at < low || at > high)
            return false;
        const double from = along(end);
        const auto found = m_sides.find({box, end.side});
        if (found == m_sides.end())
            return true;
        return std::none_of(found->second.begin(), found->second.end(),
                            [&](const SideEntry &entry) {
                                if (entry.flow == flow)
                                    return false;
                                const double other = along(endOf(entry));
                                return std::abs(other - at) < LeastSpacing
                                    || (other > std::min(from, at) && other < std::max(from, at));
                            });
    }

    const RouteInput &m_input;
    std::vector<RouteEnds> m_ends;
    std::map<std::pair<int, BoxSide>, std::vector<SideEntry>> m_sides;
};

} // namespace

QPointF outward(BoxSide side)
{
    switch (side) {
    case BoxSide::Left:
        return {-1, 0};
    case BoxSide::Right:
        return {1, 0};
    case BoxSide::Top:
        return {0, -1};
    case BoxSide::Bottom:
        return {0, 1};
    }
    return {};
}

std::vector<RouteEnds> chooseRouteEnds(const RouteInput &input)
{
    return EndChooser(input).choose();
}

} // namespace drawbridge
