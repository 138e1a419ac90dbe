#pragma once

#include "model/assess/attackgraph.h"

#include <functional>

namespace drawbridge {

// Footholds in the order in which an attacker takes them.
using Trail = std::vector<int>;

// Which ways a search may take: none less sure than this, and of those that rest on a threat only
// those that are let through.
struct WayFilter
{
    Certainty leastSure = Certainty::Supposed;
    std::function<bool(const Threat &)> lets = {};

    bool allows(const Way &way) const
    {
        return way.certainty <= leastSure && (!way.threat || !lets || lets(*way.threat));
    }
};

inline constexpr int Unreachable = 0x3fffffff;

// The cheapest trails from one foothold to all others, or from all others to one. Of equally cheap
// trails that with fewer footholds is taken, then that through those met first.
class TrailTree
{
public:
    enum class Direction { From, To };

    TrailTree(const AttackGraph &graph, int root, Direction direction, const WayFilter &filter);

    bool reaches(int foothold) const { return cost(foothold) < Unreachable; }
    int cost(int foothold) const { return m_costs[static_cast<size_t>(foothold)]; }
    // From the root to the foothold, or from the foothold to the root.
    Trail trail(int foothold) const;

private:
    void search(const AttackGraph &graph, const WayFilter &filter);

    Direction m_direction;
    int m_root;
    std::vector<int> m_costs;
    std::vector<int> m_next;
};

// Whether there is a way at all, for one that only asks for that.
std::vector<bool> reachableFrom(const AttackGraph &graph, int start, const WayFilter &filter);

// The `count` cheapest trails between two footholds that visit none twice (Yen's algorithm); one
// that takes in a cheaper one whole is a mere detour and is left out. Bounded: gives fewer where
// the search would take too long.
std::vector<Trail> cheapestTrails(const AttackGraph &graph, int start, int goal, size_t count,
                                  const WayFilter &filter);

} // namespace drawbridge
