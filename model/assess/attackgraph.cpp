#include "model/assess/attackgraph.h"

#include <algorithm>
#include <array>

namespace drawbridge {

static constexpr std::array FootholdWords {
    "position",   "account",      "code",  "data",    "asset",       "identity", "image",
    "host-files", "control",      "reach", "network", "pod-network", "loopback", "inside",
    "files",      "environments", "relay", "secrets", "execution"};

Foothold positionFoothold(QStringView word)
{
    return {FootholdKind::Position, RecordKind::Project, IdText(word)};
}

QString nameOf(FootholdKind kind)
{
    return QString::fromLatin1(FootholdWords[static_cast<size_t>(kind)]);
}

QString nameOf(Certainty certainty)
{
    static constexpr std::array words {"known", "unanswered", "supposed"};
    return QString::fromLatin1(words[static_cast<size_t>(certainty)]);
}

static int basicCost(const Way &way)
{
    switch (way.kind) {
    case WayKind::Within:
    case WayKind::Calls:
    case WayKind::TakenOver:
        return 0;
    case WayKind::Attached:
        return 1;
    default:
        return 6 - way.likelihood;
    }
}

int costOf(const Way &way)
{
    return basicCost(way) + 2 * static_cast<int>(way.certainty);
}

int AttackGraph::add(const Foothold &foothold)
{
    const auto known = m_numbers.constFind(foothold);
    if (known != m_numbers.constEnd())
        return *known;
    const int number = size();
    m_numbers.insert(foothold, number);
    m_footholds.push_back(foothold);
    m_ways.emplace_back();
    m_incoming.emplace_back();
    return number;
}

void AttackGraph::connect(const Foothold &from, const Foothold &to, Way way)
{
    way.from = add(from);
    way.to = add(to);
    if (way.from == way.to)
        return;
    std::vector<Way> &ways = m_ways[static_cast<size_t>(way.from)];
    m_incoming[static_cast<size_t>(way.to)].push_back({way.from, static_cast<int>(ways.size())});
    ways.push_back(way);
    ++m_wayCount;
}

std::vector<const Way *> AttackGraph::waysBetween(int from, int to) const
{
    std::vector<const Way *> ways;
    for (const Way &way : waysFrom(from)) {
        if (way.to == to)
            ways.push_back(&way);
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Way *a, const Way *b) {
        return std::tuple(a->certainty, costOf(*a)) < std::tuple(b->certainty, costOf(*b));
    });
    return ways;
}

} // namespace drawbridge
