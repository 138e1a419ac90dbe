#include "model/assess/trailsearch.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>

using namespace drawbridge;
using namespace drawbridge::test;

// The search for trails, held against looking at all of them.
class tst_trailsearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheCheapestOfAll();
    void bothDirectionsAgree();
    void filtersLeaveWaysOut();
    void detoursAreLeftOut();
};

static Foothold place(int number)
{
    return {FootholdKind::Code, RecordKind::Element,
            IdText(QByteArrayView("e" + QByteArray::number(number)))};
}

static AttackGraph randomGraph(QRandomGenerator &random, int places, int ways)
{
    AttackGraph graph;
    for (int i = 0; i < places; ++i)
        graph.add(place(i));
    for (int i = 0; i < ways; ++i)
        graph.connect(
            place(random.bounded(places)), place(random.bounded(places)),
            {.kind = WayKind::RunsOn, .likelihood = static_cast<qint8>(random.bounded(1, 6))});
    return graph;
}

static int costOfTrail(const AttackGraph &graph, const Trail &trail)
{
    int sum = 0;
    for (size_t i = 1; i < trail.size(); ++i)
        sum += costOf(*graph.waysBetween(trail[i - 1], trail[i]).front());
    return sum;
}

static void collectTrails(const AttackGraph &graph, int goal, Trail &trail, std::vector<Trail> &all)
{
    if (trail.back() == goal) {
        all.push_back(trail);
        return;
    }
    QSet<int> tried;
    for (const Way &way : graph.waysFrom(trail.back())) {
        if (tried.contains(way.to) || std::find(trail.begin(), trail.end(), way.to) != trail.end())
            continue;
        tried.insert(way.to);
        trail.push_back(way.to);
        collectTrails(graph, goal, trail, all);
        trail.pop_back();
    }
}

void tst_trailsearch::findsTheCheapestOfAll()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 200; ++round) {
        const AttackGraph graph = randomGraph(random, 7, 16);
        std::vector<Trail> all;
        Trail start {0};
        collectTrails(graph, 6, start, all);
        std::vector<int> costs;
        for (const Trail &trail : all)
            costs.push_back(costOfTrail(graph, trail));
        std::sort(costs.begin(), costs.end());
        const std::vector<Trail> found = cheapestTrails(graph, 0, 6, 3, {});
        QCOMPARE(found.empty(), all.empty());
        if (found.empty())
            continue;
        QCOMPARE(costOfTrail(graph, found.front()), costs.front());
        int last = 0;
        for (const Trail &trail : found) {
            QCOMPARE(trail.front(), 0);
            QCOMPARE(trail.back(), 6);
            QVERIFY(std::find(all.begin(), all.end(), trail) != all.end());
            QVERIFY(costOfTrail(graph, trail) >= last);
            last = costOfTrail(graph, trail);
        }
        // The second is the cheapest that does not take in the first.
        std::vector<int> apart;
        for (size_t i = 0; i < all.size(); ++i) {
            const bool takesIn =
                std::all_of(found.front().begin(), found.front().end(), [&](int foothold) {
                    return std::find(all[i].begin(), all[i].end(), foothold) != all[i].end();
                });
            if (!takesIn)
                apart.push_back(costOfTrail(graph, all[i]));
        }
        if (found.size() > 1)
            QCOMPARE(costOfTrail(graph, found[1]), *std::min_element(apart.begin(), apart.end()));
    }
}

void tst_trailsearch::bothDirectionsAgree()
{
    QRandomGenerator random(12);
    for (int round = 0; round < 100; ++round) {
        const AttackGraph graph = randomGraph(random, 12, 30);
        const TrailTree from(graph, 0, TrailTree::Direction::From, {});
        for (int i = 1; i < graph.size(); ++i) {
            const TrailTree to(graph, i, TrailTree::Direction::To, {});
            QCOMPARE(from.cost(i), to.cost(0));
            QCOMPARE(from.reaches(i), reachableFrom(graph, 0, {})[static_cast<size_t>(i)]);
        }
    }
}

void tst_trailsearch::filtersLeaveWaysOut()
{
    AttackGraph graph;
    const Threat threat;
    graph.connect(place(0), place(1), {.certainty = Certainty::Unanswered});
    graph.connect(place(1), place(2), {.threat = &threat});
    QCOMPARE(cheapestTrails(graph, 0, 2, 3, {}).size(), size_t(1));
    QVERIFY(cheapestTrails(graph, 0, 2, 3, {Certainty::Known, {}}).empty());
    const WayFilter without {Certainty::Supposed, [](const Threat &) { return false; }};
    QVERIFY(cheapestTrails(graph, 0, 2, 3, without).empty());
}

void tst_trailsearch::detoursAreLeftOut()
{
    AttackGraph graph;
    for (const auto &[from, to] : {std::pair(0, 1), std::pair(1, 3), std::pair(1, 2),
                                   std::pair(2, 3), std::pair(0, 4), std::pair(4, 3)})
        graph.connect(place(from), place(to), {.kind = WayKind::RunsOn, .likelihood = 3});
    const std::vector<Trail> trails =
        cheapestTrails(graph, graph.find(place(0)), graph.find(place(3)), 3, {});
    QCOMPARE(trails.size(), size_t(2));
    QCOMPARE(trails[0].size(), size_t(3));
    QCOMPARE(trails[1].size(), size_t(3));
}

DRAWBRIDGE_TEST(tst_trailsearch)
#include "tst_trailsearch.moc"
