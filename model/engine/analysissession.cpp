#include "model/engine/analysissession.h"

#include "model/engine/sessionstate.h"

#include <algorithm>

namespace drawbridge {

AnalysisSession::AnalysisSession()
{
    reset({});
}

AnalysisSession::~AnalysisSession() = default;
AnalysisSession::AnalysisSession(AnalysisSession &&) noexcept = default;
AnalysisSession &AnalysisSession::operator=(AnalysisSession &&) noexcept = default;

// No rules at all cannot fail to load.
static std::shared_ptr<const RuleSet> emptyRules(const AnalysisInput &input)
{
    return *RuleSet::load({}, input.schema);
}

void AnalysisSession::reset(AnalysisInput input)
{
    // A fresh state, since what it holds points into itself.
    auto fresh = std::make_unique<Private>();
    fresh->input = std::move(input);
    if (!fresh->input.rules)
        fresh->input.rules = emptyRules(fresh->input);
    d = std::move(fresh);
    d->rebuild();
}

ThreatDelta AnalysisSession::apply(const ThreatModel &after, const ChangeSet &changes)
{
    ThreatDelta delta;
    const bool projectChanged = changes.projectBefore || changes.projectAfter;
    if (changes.reset || projectChanged) {
        AnalysisInput input = std::move(d->input);
        input.model = after;
        reset(std::move(input));
        delta.reset = true;
        return delta;
    }
    applyChanges(d->input.model, changes);
    const size_t known = d->index.size();
    const std::vector<NodeIndex> touched = d->index.update(changes, d->input.model);
    const bool grown = d->index.size() != known;
    if (grown)
        d->addNodes(known);
    if (!changes.of<Decision>().isEmpty() || !changes.of<ManualThreat>().isEmpty())
        d->indexDecisions();
    d->evidence.update(d->index, touched);
    d->reevaluate(d->affected(changes, touched, grown), delta);
    return delta;
}

ThreatDelta AnalysisSession::setEvidence(std::shared_ptr<const EvidenceFacts> facts)
{
    ThreatDelta delta;
    const QList<IdText> different =
        EvidenceIndex::differences(d->input.evidence.get(), facts.get());
    d->input.evidence = std::move(facts);
    if (different.isEmpty())
        return delta;
    d->evidence.rebuild(d->input.evidence, d->index, d->rules());
    d->reevaluate(d->concerned(different), delta);
    return delta;
}

const AnalysisInput &AnalysisSession::input() const
{
    return d->input;
}

qsizetype AnalysisSession::size() const
{
    return d->counts.total;
}

const Threat &AnalysisSession::at(qsizetype index) const
{
    d->locate();
    const auto after = std::upper_bound(d->positions.begin(), d->positions.end(), index);
    const auto row = static_cast<size_t>(after - d->positions.begin() - 1);
    const auto place = static_cast<size_t>(index - d->positions[row]);
    return d->threats[d->order[row]][place];
}

const Threat *AnalysisSession::find(const QString &key) const
{
    const IdText target = targetOfKey(key);
    const auto search = [&](NodeIndex node) -> const Threat * {
        for (const Threat &threat : d->threats[node]) {
            if (d->keyOf(threat) == key)
                return &threat;
        }
        return nullptr;
    };
    for (int kind = 0; kind < RecordKindCount; ++kind) {
        const NodeIndex node = d->index.find(static_cast<RecordKind>(kind), target);
        if (node == NoNode)
            continue;
        if (const Threat *threat = search(node))
            return threat;
    }
    return d->threats.empty() ? nullptr : search(ModelIndex::ModelRoot);
}

QList<const Threat *> AnalysisSession::threatsOf(RecordKind kind, const IdText &target) const
{
    QList<const Threat *> found;
    const NodeIndex node = d->index.find(kind, target);
    if (node == NoNode)
        return found;
    for (const Threat &threat : d->threats[node]) {
        if (threat.targetKind == kind && threat.target == target)
            found += &threat;
    }
    return found;
}

QString AnalysisSession::keyOf(const Threat &threat) const
{
    return d->keyOf(threat);
}

template <typename Word, size_t Count>
static QMap<Word, int> nonZero(const std::array<int, Count> &counts)
{
    QMap<Word, int> map;
    for (size_t word = 0; word < Count; ++word) {
        if (counts[word] != 0)
            map.insert(static_cast<Word>(word), counts[word]);
    }
    return map;
}

ThreatSummary AnalysisSession::summary() const
{
    return {d->counts.total, nonZero<ThreatStatus>(d->counts.byStatus),
            nonZero<Severity>(d->counts.bySeverity), nonZero<Stride>(d->counts.byStride)};
}

QList<DecisionId> AnalysisSession::orphanedDecisions() const
{
    QList<DecisionId> orphans;
    for (const Decision &decision : d->input.model.decisions) {
        if (find(decision.threatKey))
            continue;
        // It may stand under a former name of its rule.
        const QString former = decision.threatKey.section(u'@', 0, 0);
        const qsizetype rule = d->input.rules->find(former);
        const QString current = rule < 0
            ? QString()
            : d->input.rules->info(rule).key + decision.threatKey.mid(former.size());
        if (current.isEmpty() || !find(current))
            orphans += decision.id;
    }
    return orphans;
}

QStringList AnalysisSession::ruleProblems() const
{
    QStringList problems(d->problems.begin(), d->problems.end());
    problems.sort();
    return problems;
}

QByteArray AnalysisSession::factsDigest(const Threat &threat) const
{
    bool found = false;
    RuleEvaluator &evaluator = d->focused(threat, &found);
    return d->digest(evaluator, d->nodeOf(threat), threat);
}

} // namespace drawbridge
