#include "model/assess/trailsearch.h"

#include <algorithm>
#include <queue>
#include <set>

namespace drawbridge {

// One trail with fewer footholds is preferred to another of the same cost: costs are counted in
// steps of this.
static constexpr int CostUnit = 256;
// Footholds that one search for a further trail may settle, and trails that it may look at.
static constexpr int MostSettled = 20000;
static constexpr size_t MostCandidates = 64;

namespace {

// Cheapest first, then the foothold that was met first.
using Entry = std::pair<int, int>;
using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;

int stepCost(const Way &way)
{
    return costOf(way) * CostUnit + 1;
}

} // namespace

TrailTree::TrailTree(const AttackGraph &graph, int root, Direction direction,
                     const WayFilter &filter)
    : m_direction(direction)
    , m_root(root)
    , m_costs(static_cast<size_t>(graph.size()), Unreachable)
    , m_next(static_cast<size_t>(graph.size()), -1)
{
    if (root >= 0)
        search(graph, filter);
}

void TrailTree::search(const AttackGraph &graph, const WayFilter &filter)
{
    Queue queue;
    m_costs[static_cast<size_t>(m_root)] = 0;
    queue.push({0, m_root});
    const auto offer = [&](int from, int to, int cost) {
        int &known = m_costs[static_cast<size_t>(to)];
        int &next = m_next[static_cast<size_t>(to)];
        if (cost > known || (cost == known && (next <= from || to == m_root)))
            return;
        if (cost < known)
            queue.push({cost, to});
        known = cost;
        next = from;
    };
    while (!queue.empty()) {
        const auto [cost, at] = queue.top();
        queue.pop();
        if (cost > m_costs[static_cast<size_t>(at)])
            continue;
        if (m_direction == Direction::From) {
            for (const Way &way : graph.waysFrom(at)) {
                if (filter.allows(way))
                    offer(at, way.to, cost + stepCost(way));
            }
            continue;
        }
        for (const AttackGraph::Place &place : graph.placesOfWaysTo(at)) {
            const Way &way = graph.way(place);
            if (filter.allows(way))
                offer(at, way.from, cost + stepCost(way));
        }
    }
}

Trail TrailTree::trail(int foothold) const
{
    Trail trail;
    for (int at = foothold; at >= 0 && reaches(foothold); at = m_next[static_cast<size_t>(at)])
        trail.push_back(at);
    if (m_direction == Direction::From)
        std::reverse(trail.begin(), trail.end());
    return trail;
}

std::vector<bool> reachableFrom(const AttackGraph &graph, int start, const WayFilter &filter)
{
    std::vector<bool> reached(static_cast<size_t>(graph.size()), false);
    if (start < 0)
        return reached;
    std::vector<int> ahead {start};
    reached[static_cast<size_t>(start)] = true;
    while (!ahead.empty()) {
        const int at = ahead.back();
        ahead.pop_back();
        for (const Way &way : graph.waysFrom(at)) {
            if (reached[static_cast<size_t>(way.to)] || !filter.allows(way))
                continue;
            reached[static_cast<size_t>(way.to)] = true;
            ahead.push_back(way.to);
        }
    }
    return reached;
}

namespace {

// Finds further trails beside the cheapest, guided by what is left to the goal at least.
class FurtherTrails
{
public:
    FurtherTrails(const AttackGraph &graph, int goal, const WayFilter &filter)
        : m_graph(graph)
        , m_filter(filter)
        , m_goal(goal)
        , m_left(graph, goal, TrailTree::Direction::To, filter)
    {
    }

    std::vector<Trail> find(int start, size_t count);

private:
    // The cheapest from the end of `root` on, not over its footholds and not by the first steps
    // that are `barred`; empty when there is none.
    Trail detour(const Trail &root, const std::set<int> &barred) const;
    int cost(const Trail &trail) const;
    int cheapest(int from, int to) const;

    const AttackGraph &m_graph;
    const WayFilter &m_filter;
    int m_goal;
    TrailTree m_left;
};

int FurtherTrails::cheapest(int from, int to) const
{
    int least = Unreachable;
    for (const Way &way : m_graph.waysFrom(from)) {
        if (way.to == to && m_filter.allows(way))
            least = std::min(least, stepCost(way));
    }
    return least;
}

int FurtherTrails::cost(const Trail &trail) const
{
    int sum = 0;
    for (size_t i = 1; i < trail.size(); ++i)
        sum += cheapest(trail[i - 1], trail[i]);
    return sum;
}

Trail FurtherTrails::detour(const Trail &root, const std::set<int> &barred) const
{
    QHash<int, int> costs;
    QHash<int, int> cameFrom;
    QSet<int> settled(root.begin(), root.end() - 1);
    Queue queue;
    costs.insert(root.back(), 0);
    queue.push({m_left.cost(root.back()), root.back()});
    for (int steps = 0; !queue.empty() && steps < MostSettled; ++steps) {
        const int at = queue.top().second;
        queue.pop();
        if (settled.contains(at))
            continue;
        settled.insert(at);
        if (at == m_goal)
            break;
        for (const Way &way : m_graph.waysFrom(at)) {
            if (settled.contains(way.to) || !m_left.reaches(way.to) || !m_filter.allows(way)
                || (at == root.back() && barred.count(way.to)))
                continue;
            const int cost = costs.value(at) + stepCost(way);
            if (costs.contains(way.to) && costs.value(way.to) <= cost)
                continue;
            costs.insert(way.to, cost);
            cameFrom.insert(way.to, at);
            queue.push({cost + m_left.cost(way.to), way.to});
        }
    }
    if (!settled.contains(m_goal))
        return {};
    Trail tail;
    for (int at = m_goal; at != root.back(); at = cameFrom.value(at))
        tail.push_back(at);
    Trail whole = root;
    whole.insert(whole.end(), tail.rbegin(), tail.rend());
    return whole;
}

std::vector<Trail> FurtherTrails::find(int start, size_t count)
{
    std::vector<Trail> found;
    if (!m_left.reaches(start))
        return found;
    found.push_back(m_left.trail(start));
    std::set<std::pair<int, Trail>> candidates;
    while (found.size() < count) {
        const Trail &last = found.back();
        for (size_t spur = 0; spur + 1 < last.size() && candidates.size() < MostCandidates;
             ++spur) {
            const Trail root(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(spur) + 1);
            std::set<int> barred;
            for (const Trail &other : found) {
                if (other.size() > spur + 1 && std::equal(root.begin(), root.end(), other.begin()))
                    barred.insert(other[spur + 1]);
            }
            Trail trail = detour(root, barred);
            if (!trail.empty())
                candidates.insert({cost(trail), std::move(trail)});
        }
        const auto next =
            std::find_if(candidates.begin(), candidates.end(), [&](const auto &candidate) {
                return std::find(found.begin(), found.end(), candidate.second) == found.end();
            });
        if (next == candidates.end())
            break;
        found.push_back(next->second);
        candidates.erase(candidates.begin(), std::next(next));
    }
    return found;
}

// Whether one visits everything that another one does, passages aside.
bool takesIn(const AttackGraph &graph, const Trail &trail, const Trail &other)
{
    return std::all_of(other.begin(), other.end(), [&](int foothold) {
        return graph.foothold(foothold).isPassage()
            || std::find(trail.begin(), trail.end(), foothold) != trail.end();
    });
}

} // namespace

std::vector<Trail> cheapestTrails(const AttackGraph &graph, int start, int goal, size_t count,
                                  const WayFilter &filter)
{
    std::vector<Trail> kept;
    // Detours are left out afterwards, so some more are looked for.
    for (const Trail &trail : FurtherTrails(graph, goal, filter).find(start, 3 * count)) {
        const bool isDetour = std::any_of(kept.begin(), kept.end(), [&](const Trail &other) {
            return takesIn(graph, trail, other);
        });
        if (!isDetour && kept.size() < count)
            kept.push_back(trail);
    }
    return kept;
}

} // namespace drawbridge
