#include "model/assess/attackpaths.h"

#include "model/assess/attackcuts.h"
#include "model/assess/attackways.h"
#include "model/assess/attackwords.h"

#include <algorithm>
#include <map>

namespace drawbridge {

// Goals of which the containers are listed that lead there.
static constexpr qsizetype MostEscapeGoals = 64;
static constexpr std::array Certainties {Certainty::Known, Certainty::Unanswered,
                                         Certainty::Supposed};

namespace {

// A path that is not put into words yet.
struct PathDraft
{
    int start = -1;
    std::vector<int> goals;
    std::vector<int> alsoFrom;
    Trail trail;
    Certainty certainty = Certainty::Known;
    int likelihood = 5;
    int impact = 3;
    int cost = 0;
    // Alike in two paths that differ only in their goals, or only in their starting containers.
    QStringList likeness;

    Severity severity() const { return severityFor(likelihood, impact); }
};

class PathFinder
{
public:
    PathFinder(const AnalysisSession &session, const AttackPathOptions &options)
        : m_session(session)
        , m_options(options)
        , m_graph(AttackWays(session).take())
        , m_goals(attackGoals(session, m_graph, options.to))
    {
        for (const AttackGoal &goal : std::as_const(m_goals))
            m_impacts.insert(goal.foothold, goal.impact);
    }

    AttackPathReport find();

private:
    void chooseStarts();
    void findFrom(int start);
    void findEscapes(int start);
    void findEscapesTo(int start, const AttackGoal &goal, Certainty certainty);
    bool isCovered(int start, int goal, Certainty certainty) const;
    bool goesThroughControl(const Trail &trail) const;
    PathDraft draftOf(const Trail &trail, const WayFilter &filter) const;
    QStringList likenessOf(const Trail &trail, size_t from, size_t to,
                           const WayFilter &filter) const;
    void addDraft(PathDraft draft, const QStringList &likeness);
    void groupByGoal();
    void sortDrafts();
    AttackPath pathOf(const PathDraft &draft) const;
    QList<Foothold> beyond(int goal) const;
    void addCuts(AttackPathReport &report) const;

    const AnalysisSession &m_session;
    const AttackPathOptions &m_options;
    AttackGraph m_graph;
    QList<AttackGoal> m_goals;
    QHash<int, int> m_impacts;
    QStringList m_positions;
    std::vector<int> m_starts;
    // By start and goal, how sure the surest trail is.
    std::map<std::pair<int, int>, Certainty> m_found;
    std::array<std::vector<AttackPair>, 3> m_pairs;
    std::vector<PathDraft> m_drafts;
};

int positionNumber(const AttackGraph &graph, QStringView word)
{
    return graph.find(positionFoothold(word));
}

void PathFinder::chooseStarts()
{
    const QStringList wanted =
        m_options.from.isEmpty() ? countedPositions(m_session.input().model) : m_options.from;
    for (const QString &word : wanted) {
        const bool isPosition = attackPositions().contains(word);
        const int start = isPosition
            ? positionNumber(m_graph, word)
            : m_graph.find({FootholdKind::Code, RecordKind::Element, IdText(QStringView(word))});
        if (isPosition)
            m_positions += word;
        if (start >= 0)
            m_starts.push_back(start);
    }
}

// What the internet can do, partners and users can do as well.
bool PathFinder::isCovered(int start, int goal, Certainty certainty) const
{
    const int internet = positionNumber(m_graph, u"internet");
    if (internet < 0 || start == internet
        || (start != positionNumber(m_graph, u"partner")
            && start != positionNumber(m_graph, u"authenticated-user")))
        return false;
    const auto known = m_found.find({internet, goal});
    return known != m_found.end() && known->second <= certainty;
}

// Whoever controls a host has all that is on it: told with the path to the host.
bool PathFinder::goesThroughControl(const Trail &trail) const
{
    for (size_t i = 1; i + 1 < trail.size(); ++i) {
        if (m_graph.foothold(trail[i]).kind == FootholdKind::Control
            && m_impacts.contains(trail[i]))
            return true;
    }
    return false;
}

// What makes two trails alike: what is made use of, not where.
QStringList PathFinder::likenessOf(const Trail &trail, size_t from, size_t to,
                                   const WayFilter &filter) const
{
    QStringList likeness;
    for (size_t i = from + 1; i <= to; ++i) {
        for (const Way *way : m_graph.waysBetween(trail[i - 1], trail[i])) {
            if (!filter.allows(*way))
                continue;
            likeness += way->threat ? QString::number(way->threat->rule)
                                    : QString(u'k') + QString::number(static_cast<int>(way->kind));
            break;
        }
    }
    return likeness;
}

PathDraft PathFinder::draftOf(const Trail &trail, const WayFilter &filter) const
{
    PathDraft draft;
    draft.start = trail.front();
    draft.goals = {trail.back()};
    draft.trail = trail;
    draft.certainty = filter.leastSure;
    draft.impact = m_impacts.value(trail.back(), draft.impact);
    for (size_t i = 1; i < trail.size(); ++i) {
        for (const Way *way : m_graph.waysBetween(trail[i - 1], trail[i])) {
            if (!filter.allows(*way))
                continue;
            draft.cost += costOf(*way);
            draft.likelihood = std::min<int>(draft.likelihood, way->likelihood);
            break;
        }
    }
    return draft;
}

void PathFinder::findFrom(int start)
{
    for (Certainty certainty : Certainties) {
        const WayFilter filter {certainty, {}};
        const TrailTree tree(m_graph, start, TrailTree::Direction::From, filter);
        for (const AttackGoal &goal : std::as_const(m_goals)) {
            if (goal.foothold == start || !tree.reaches(goal.foothold)
                || m_found.count({start, goal.foothold}))
                continue;
            m_found.insert({{start, goal.foothold}, certainty});
            const Trail trail = tree.trail(goal.foothold);
            if (isCovered(start, goal.foothold, certainty))
                continue;
            m_pairs[static_cast<size_t>(certainty)].push_back({start, goal.foothold, {trail}});
            if (goesThroughControl(trail))
                continue;
            PathDraft draft = draftOf(trail, filter);
            // Everything up to the last foothold that is shown, and how the goal is reached from
            // it.
            size_t last = trail.size() - 2;
            while (last > 0 && m_graph.foothold(trail[last]).isPassage())
                --last;
            for (size_t i = 0; i <= last; ++i)
                draft.likeness += QString::number(trail[i]);
            draft.likeness += likenessOf(trail, last, trail.size() - 1, filter);
            draft.likeness +=
                QString::number(static_cast<int>(m_graph.foothold(goal.foothold).kind));
            m_drafts.push_back(std::move(draft));
        }
    }
}

// Of the containers that lead to a goal without taking another one first, those that do so in the
// same way make one path.
void PathFinder::findEscapesTo(int start, const AttackGoal &goal, Certainty certainty)
{
    const WayFilter filter {certainty, {}};
    const TrailTree tree(m_graph, goal.foothold, TrailTree::Direction::To, filter);
    std::map<QStringList, size_t> groups;
    for (const Way &way : m_graph.waysFrom(start)) {
        if (!tree.reaches(way.to))
            continue;
        Trail trail = tree.trail(way.to);
        const bool takesAnother = std::any_of(trail.begin() + 1, trail.end(), [&](int foothold) {
            return m_graph.foothold(foothold).kind == FootholdKind::Code
                && foothold != goal.foothold;
        });
        if (takesAnother || goesThroughControl(trail))
            continue;
        trail.insert(trail.begin(), start);
        PathDraft draft = draftOf(trail, filter);
        draft.likeness = likenessOf(trail, 1, trail.size() - 1, filter);
        draft.likeness += QString::number(goal.foothold);
        std::vector<AttackPair> &pairs = m_pairs[static_cast<size_t>(certainty)];
        if (m_found.insert({{start, goal.foothold}, certainty}).second)
            pairs.push_back({start, goal.foothold, {}});
        pairs.back().trails.push_back(trail);
        const auto known = groups.find(draft.likeness);
        if (known != groups.end()) {
            PathDraft &same = m_drafts[known->second];
            same.alsoFrom.push_back(way.to);
            continue;
        }
        groups.insert({draft.likeness, m_drafts.size()});
        m_drafts.push_back(std::move(draft));
    }
}

void PathFinder::findEscapes(int start)
{
    qsizetype tried = 0;
    for (const AttackGoal &goal : std::as_const(m_goals)) {
        const bool isControl = m_graph.foothold(goal.foothold).kind == FootholdKind::Control;
        if ((!isControl && m_options.to.isEmpty()) || ++tried > MostEscapeGoals)
            continue;
        for (Certainty certainty : Certainties) {
            if (!m_found.count({start, goal.foothold}))
                findEscapesTo(start, goal, certainty);
        }
    }
}

// Paths from the same start that differ in nothing but the goal become one.
void PathFinder::groupByGoal()
{
    std::map<std::tuple<int, int, int, QStringList>, size_t> groups;
    std::vector<PathDraft> kept;
    for (PathDraft &draft : m_drafts) {
        const auto key = std::tuple(draft.start, static_cast<int>(draft.certainty), draft.impact,
                                    draft.likeness);
        const auto known = groups.find(key);
        if (known == groups.end()) {
            groups.insert({key, kept.size()});
            kept.push_back(std::move(draft));
            continue;
        }
        PathDraft &same = kept[known->second];
        same.goals.push_back(draft.goals.front());
        // It stands for all of them: told with the most likely.
        if (draft.cost < same.cost) {
            std::swap(same.goals.front(), same.goals.back());
            same.trail = draft.trail;
            same.cost = draft.cost;
            same.likelihood = draft.likelihood;
        }
    }
    m_drafts = std::move(kept);
}

void PathFinder::sortDrafts()
{
    const auto rank = [&](const PathDraft &draft) {
        const auto start = std::find(m_starts.begin(), m_starts.end(), draft.start);
        return std::tuple(draft.certainty, draft.severity(), start - m_starts.begin(), draft.cost,
                          draft.goals.front());
    };
    std::stable_sort(m_drafts.begin(), m_drafts.end(),
                     [&](const PathDraft &a, const PathDraft &b) { return rank(a) < rank(b); });
}

QList<Foothold> PathFinder::beyond(int goal) const
{
    QList<Foothold> fallen;
    if (m_graph.foothold(goal).kind != FootholdKind::Control)
        return fallen;
    std::vector<int> ahead {goal};
    QSet<int> seen {goal};
    for (size_t i = 0; i < ahead.size(); ++i) {
        for (const Way &way : m_graph.waysFrom(ahead[i])) {
            const bool follows = way.kind == WayKind::RunsOn || way.kind == WayKind::PartOf
                || way.kind == WayKind::Keeps;
            if (!follows || seen.contains(way.to))
                continue;
            seen.insert(way.to);
            ahead.push_back(way.to);
        }
    }
    for (const AttackGoal &other : m_goals) {
        if (other.foothold != goal && seen.contains(other.foothold))
            fallen += m_graph.foothold(other.foothold);
    }
    return fallen;
}

AttackPath PathFinder::pathOf(const PathDraft &draft) const
{
    const AttackWords words(m_session, m_graph);
    const WayFilter filter {draft.certainty, {}};
    AttackPath path;
    path.start = m_graph.foothold(draft.start);
    for (int goal : draft.goals)
        path.goals += m_graph.foothold(goal);
    for (int start : draft.alsoFrom)
        path.alsoFrom += m_graph.foothold(start);
    path.beyond = beyond(draft.goals.front());
    path.impact = draft.impact;
    path.severity = draft.severity();
    std::vector<Trail> trails {draft.trail};
    const bool isEscape = draft.start == positionNumber(m_graph, u"compromised-container");
    if (!isEscape && draft.goals.size() == 1 && m_options.routesPerPath > 1)
        trails = cheapestTrails(m_graph, draft.start, draft.goals.front(),
                                static_cast<size_t>(m_options.routesPerPath), filter);
    for (const Trail &trail : trails)
        path.routes += words.route(trail, filter);
    AttackStep &last = path.routes.first().steps.last();
    last.title = words.title(last.from, path.goals);
    return path;
}

// On the surest kind of paths that there is: what would be left of the certain ones, or where none
// is certain of the possible ones.
void PathFinder::addCuts(AttackPathReport &report) const
{
    for (Certainty certainty : {Certainty::Known, Certainty::Unanswered}) {
        const std::vector<AttackPair> &pairs = m_pairs[static_cast<size_t>(certainty)];
        if (pairs.empty())
            continue;
        report.pairs = static_cast<int>(pairs.size());
        report.pairCertainty = certainty;
        report.cuts = findCuts(m_session, m_graph, pairs, {certainty, {}});
        return;
    }
}

AttackPathReport PathFinder::find()
{
    chooseStarts();
    for (int start : m_starts) {
        if (start == positionNumber(m_graph, u"compromised-container"))
            findEscapes(start);
        else
            findFrom(start);
    }
    groupByGoal();
    sortDrafts();
    AttackPathReport report;
    report.positions = m_positions;
    report.goals = static_cast<int>(m_goals.size());
    for (const PathDraft &draft : m_drafts) {
        ++report.found[static_cast<size_t>(draft.certainty)];
        if (draft.certainty != Certainty::Supposed)
            ++report.bySeverity[static_cast<size_t>(draft.severity())];
        const bool isShown = draft.certainty != Certainty::Supposed || m_options.withSuppositions;
        if (isShown && report.paths.size() < m_options.mostPaths)
            report.paths += pathOf(draft);
    }
    addCuts(report);
    return report;
}

} // namespace

AttackPathReport findAttackPaths(const AnalysisSession &session, const AttackPathOptions &options)
{
    if (!session.input().schema || !session.input().rules)
        return {};
    // A project may leave out what only counts inside; on the way of an attacker it counts.
    if (session.input().model.project.attackers.isEmpty())
        return PathFinder(session, options).find();
    AnalysisInput input = session.input();
    AttackPathOptions counted = options;
    if (counted.from.isEmpty())
        counted.from = countedPositions(input.model);
    input.model.project.attackers.clear();
    AnalysisSession wide;
    wide.reset(std::move(input));
    return PathFinder(wide, counted).find();
}

} // namespace drawbridge
