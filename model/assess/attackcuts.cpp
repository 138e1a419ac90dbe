#include "model/assess/attackcuts.h"

#include "model/core/names.h"
#include "model/engine/compiledrule.h"
#include "model/engine/ruleevaluator.h"

#include <algorithm>
#include <map>
#include <set>

namespace drawbridge {

// Each is tried by a search from every start: so many of those that stand on most trails.
static constexpr size_t MostTried = 48;
static constexpr qsizetype MostCuts = 5;

namespace {

class CutSearch
{
public:
    CutSearch(const AnalysisSession &session, const AttackGraph &graph,
              const std::vector<AttackPair> &pairs, const WayFilter &filter)
        : m_session(session)
        , m_graph(graph)
        , m_pairs(pairs)
        , m_filter(filter)
    {
    }

    QList<CuttingControl> find();

private:
    using Threats = std::set<const Threat *>;

    void collect();
    const RuleMitigation *preventionOf(const Threat &threat) const;
    std::vector<Threats> groups() const;
    Threats leadingOn(int from, int to) const;
    int pairsWithout(const Threats &threats) const;
    void tryOut(const Threats &threats);

    const AnalysisSession &m_session;
    const AttackGraph &m_graph;
    const std::vector<AttackPair> &m_pairs;
    const WayFilter &m_filter;
    // Threats on trails, those on most first.
    std::vector<const Threat *> m_candidates;
    QList<CuttingControl> m_cuts;
};

void CutSearch::collect()
{
    // In the order in which they are met, so that equal counts stay in a fixed order.
    std::vector<std::pair<const Threat *, int>> counts;
    QHash<const Threat *, size_t> places;
    const auto count = [&](const Way &way) {
        if (!way.threat || !m_filter.allows(way))
            return;
        const auto known = places.constFind(way.threat);
        if (known != places.constEnd()) {
            ++counts[*known].second;
            return;
        }
        places.insert(way.threat, counts.size());
        counts.emplace_back(way.threat, 1);
    };
    for (const AttackPair &pair : m_pairs) {
        for (const Trail &trail : pair.trails) {
            for (size_t i = 1; i < trail.size(); ++i) {
                for (const Way *way : m_graph.waysBetween(trail[i - 1], trail[i]))
                    count(*way);
            }
        }
    }
    std::stable_sort(counts.begin(), counts.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    for (const auto &[threat, number] : counts) {
        if (m_candidates.size() < MostTried && preventionOf(*threat))
            m_candidates.push_back(threat);
    }
}

// The mitigation that would settle the threat on its own.
const RuleMitigation *CutSearch::preventionOf(const Threat &threat) const
{
    const RuleSet &rules = *m_session.input().rules;
    const CompiledRule &rule = rules.compiled().rules[static_cast<size_t>(threat.rule)];
    Threat tried = threat;
    for (qsizetype i = 0; i < tried.mitigations.size(); ++i) {
        const MitigationState before = tried.mitigations[i].state;
        if (before == MitigationState::Implemented)
            continue;
        tried.mitigations[i].state = MitigationState::Implemented;
        if (statusOf(rule, tried) == ThreatStatus::Mitigated)
            return &rule.info.mitigations[tried.mitigations[i].index];
        tried.mitigations[i].state = before;
    }
    return nullptr;
}

int CutSearch::pairsWithout(const Threats &threats) const
{
    WayFilter filter = m_filter;
    filter.lets = [&](const Threat &threat) { return threats.count(&threat) == 0; };
    std::map<int, std::vector<bool>> reached;
    int left = 0;
    for (const AttackPair &pair : m_pairs) {
        auto known = reached.find(pair.start);
        if (known == reached.end())
            known = reached.emplace(pair.start, reachableFrom(m_graph, pair.start, filter)).first;
        left += known->second[static_cast<size_t>(pair.goal)] ? 1 : 0;
    }
    return left;
}

void CutSearch::tryOut(const Threats &threats)
{
    const int cut = static_cast<int>(m_pairs.size()) - pairsWithout(threats);
    if (cut <= 0)
        return;
    CuttingControl control;
    control.pairs = cut;
    QStringList titles;
    for (const Threat *threat : m_candidates) {
        if (!threats.count(threat))
            continue;
        const RuleMitigation &mitigation = *preventionOf(*threat);
        if (control.rule.isEmpty()) {
            control.rule = m_session.input().rules->info(threat->rule).key;
            control.mitigation = mitigation.id;
        }
        titles += mitigation.title;
        control.controls += mitigation.nist;
        control.threats += m_session.keyOf(*threat);
        control.targets += recordName(m_session.input().model, threat->targetKind, threat->target);
    }
    titles.removeDuplicates();
    control.title = titles.join(QStringLiteral(" and "));
    control.targets.removeDuplicates();
    control.controls.removeDuplicates();
    m_cuts += control;
}

// Threats that it takes to deal with together: all of a rule, or all that lead to the same next
// foothold.
std::vector<CutSearch::Threats> CutSearch::groups() const
{
    std::map<int, Threats> byRule;
    for (const Threat *threat : m_candidates)
        byRule[threat->rule].insert(threat);
    std::set<Threats> all;
    for (const auto &[rule, threats] : byRule)
        all.insert(threats);
    for (const AttackPair &pair : m_pairs) {
        const Trail &trail = pair.trails.front();
        for (size_t i = 1; i < trail.size(); ++i)
            all.insert(leadingOn(trail[i - 1], trail[i]));
    }
    std::vector<Threats> several;
    for (const Threats &threats : all) {
        if (threats.size() > 1)
            several.push_back(threats);
    }
    // Sets of addresses have no order of their own.
    const auto places = [&](const Threats &threats) {
        std::vector<size_t> found;
        for (size_t i = 0; i < m_candidates.size(); ++i) {
            if (threats.count(m_candidates[i]))
                found.push_back(i);
        }
        return found;
    };
    std::sort(several.begin(), several.end(),
              [&](const Threats &a, const Threats &b) { return places(a) < places(b); });
    if (several.size() > MostTried)
        several.resize(MostTried);
    return several;
}

CutSearch::Threats CutSearch::leadingOn(int from, int to) const
{
    Threats threats;
    for (const Way *way : m_graph.waysBetween(from, to)) {
        if (std::find(m_candidates.begin(), m_candidates.end(), way->threat) != m_candidates.end())
            threats.insert(way->threat);
    }
    return threats;
}

QList<CuttingControl> CutSearch::find()
{
    collect();
    for (const Threat *threat : m_candidates)
        tryOut({threat});
    for (const Threats &threats : groups()) {
        const qsizetype before = m_cuts.size();
        tryOut(threats);
        if (m_cuts.size() == before)
            continue;
        // Not worth it where a part of it does as much.
        const CuttingControl several = m_cuts.takeLast();
        const bool isMore =
            std::none_of(m_cuts.begin(), m_cuts.end(), [&](const CuttingControl &other) {
                return other.pairs >= several.pairs
                    && std::any_of(
                           other.threats.begin(), other.threats.end(),
                           [&](const QString &key) { return several.threats.contains(key); });
            });
        if (isMore)
            m_cuts += several;
    }
    std::stable_sort(
        m_cuts.begin(), m_cuts.end(), [](const CuttingControl &a, const CuttingControl &b) {
            return std::pair(-a.pairs, a.threats.size()) < std::pair(-b.pairs, b.threats.size());
        });
    return m_cuts.first(std::min(MostCuts, m_cuts.size()));
}

} // namespace

QList<CuttingControl> findCuts(const AnalysisSession &session, const AttackGraph &graph,
                               const std::vector<AttackPair> &pairs, const WayFilter &filter)
{
    return CutSearch(session, graph, pairs, filter).find();
}

} // namespace drawbridge
