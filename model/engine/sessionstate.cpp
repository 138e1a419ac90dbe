#include "model/engine/sessionstate.h"

#include <QCryptographicHash>

#include <algorithm>
#include <mutex>
#include <numeric>

namespace drawbridge {

static constexpr QLatin1String ManualPrefix("manual/");

IdText targetOfKey(const QString &key)
{
    const qsizetype at = key.indexOf(u'@');
    const qsizetype hash = key.indexOf(u'#', at);
    return at < 0 ? IdText() : IdText(QStringView(key).mid(at + 1, hash < 0 ? -1 : hash - at - 1));
}

const CompiledRule *AnalysisSession::Private::ruleOf(const Threat &threat) const
{
    const std::vector<CompiledRule> &all = rules().rules;
    const auto row = static_cast<size_t>(threat.rule);
    return threat.rule >= 0 && row < all.size() ? &all[row] : nullptr;
}

NodeIndex AnalysisSession::Private::nodeOf(const Threat &threat) const
{
    return index.find(threat.targetKind, threat.target);
}

QString AnalysisSession::Private::keyOf(const Threat &threat) const
{
    const CompiledRule *rule = ruleOf(threat);
    QString key = rule ? rule->info.key : ManualPrefix + threat.manual.toString();
    key += u'@' + threat.target.toString();
    if (!threat.discriminator.isEmpty())
        key += u'#' + threat.discriminator;
    return key;
}

void AnalysisSession::Private::rebuild()
{
    factProperties = std::make_unique<FactProperties>(rules().vocabulary.schema());
    reader.reset();
    index.rebuild(input.model);
    evidence.rebuild(input.evidence, index, rules());
    facts = {&input.model,
             &index,
             &rules().vocabulary,
             factProperties.get(),
             input.date.toString(Qt::ISODate),
             &evidence};
    problems.clear();
    counts = {};
    order.clear();
    threats.clear();
    indexDecisions();
    addNodes(0);
    evaluateAll();
}

void AnalysisSession::Private::indexDecisions()
{
    decisions.clear();
    manual.clear();
    for (const Decision &decision : input.model.decisions)
        decisions[targetOfKey(decision.threatKey)] += &decision;
    for (const ManualThreat &threat : input.model.manualThreats)
        manual[threat.target] += &threat;
}

// Takes new nodes into the order.
void AnalysisSession::Private::addNodes(size_t before)
{
    const size_t count = index.size();
    threats.resize(count);
    positions.clear();
    const auto less = [this](NodeIndex a, NodeIndex b) {
        const ModelNode &first = index.node(a);
        const ModelNode &second = index.node(b);
        return first.id == second.id ? first.kind < second.kind : first.id < second.id;
    };
    const size_t middle = order.size();
    order.resize(count);
    std::iota(order.begin() + static_cast<std::ptrdiff_t>(middle), order.end(),
              static_cast<NodeIndex>(before));
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(middle), order.end(), less);
    std::inplace_merge(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(middle),
                       order.end(), less);
}

void AnalysisSession::Private::evaluateAll()
{
    const auto count = static_cast<qsizetype>(index.size());
    std::vector<std::vector<NodeIndex>> reads(index.size());
    std::mutex merging;
    const auto block = [&](qsizetype begin, qsizetype end) {
        RuleEvaluator evaluator(rules(), facts);
        TargetResult result;
        for (qsizetype i = begin; i < end; ++i) {
            const auto node = static_cast<NodeIndex>(i);
            evaluate(evaluator, node, result);
            threats[node] = std::move(result.threats);
            reads[node] = std::move(result.reads);
        }
        const std::lock_guard lock(merging);
        problems.unite(evaluator.problems());
    };
    if (input.parallelFor)
        input.parallelFor(count, block);
    else
        block(0, count);
    for (const std::vector<Threat> &list : threats)
        this->count(list, 1);
    dependencies.rebuild(reads);
}

void AnalysisSession::Private::evaluate(RuleEvaluator &evaluator, NodeIndex node,
                                        TargetResult &result) const
{
    evaluator.judge(node, result);
    if (decisions.isEmpty() && manual.isEmpty())
        return;
    appendManual(node, result.threats);
    for (Threat &threat : result.threats)
        decide(evaluator, node, threat);
}

// Threats that were written down stand behind those of rules. One whose record is gone stays with
// the model.
void AnalysisSession::Private::appendManual(NodeIndex node, std::vector<Threat> &list) const
{
    const auto append = [&](const ManualThreat &written) {
        Threat threat;
        threat.manual = written.id;
        threat.targetKind = written.targetKind;
        threat.target = written.target;
        threat.stride = written.stride;
        threat.severity = written.severity;
        static constexpr int scales[] = {5, 4, 3, 2, 1};
        threat.likelihood = static_cast<qint8>(scales[static_cast<int>(written.severity)]);
        threat.impact = threat.likelihood;
        list.push_back(std::move(threat));
    };
    const ModelNode &record = index.node(node);
    if (record.alive) {
        for (const ManualThreat *written : manual.value(record.id)) {
            if (written->targetKind == record.kind)
                append(*written);
        }
    }
    if (node != ModelIndex::ModelRoot)
        return;
    for (const ManualThreat &written : input.model.manualThreats) {
        const NodeIndex target = index.find(written.targetKind, written.target);
        if (target == NoNode || !index.node(target).alive)
            append(written);
    }
}

static ThreatStatus treatedStatus(Treatment treatment, ThreatStatus status)
{
    switch (treatment) {
    case Treatment::Accept:
        return ThreatStatus::Accepted;
    case Treatment::Transfer:
        return ThreatStatus::Transferred;
    case Treatment::Avoid:
        return ThreatStatus::Avoided;
    case Treatment::NotApplicable:
        return ThreatStatus::NotApplicable;
    case Treatment::None:
    case Treatment::Mitigate:
        break;
    }
    return status;
}

void AnalysisSession::Private::decide(RuleEvaluator &evaluator, NodeIndex node,
                                      Threat &threat) const
{
    const auto written = decisions.constFind(threat.target);
    if (written == decisions.constEnd())
        return;
    const CompiledRule *rule = ruleOf(threat);
    const QString key = keyOf(threat);
    const auto concerns = [&](const Decision *decision) {
        if (decision->threatKey == key)
            return true;
        const QString former = decision->threatKey.section(u'@', 0, 0);
        return rule && rule->info.formerly.contains(former)
            && QStringView(decision->threatKey).mid(former.size())
            == QStringView(key).mid(rule->info.key.size());
    };
    const auto found = std::find_if(written->begin(), written->end(), concerns);
    if (found == written->end())
        return;
    const Decision &decision = **found;
    threat.status = treatedStatus(decision.treatment, threat.status);
    threat.expired =
        decision.expires.isValid() && input.date.isValid() && decision.expires < input.date;
    threat.toBeReviewed =
        !decision.factsDigest.isEmpty() && decision.factsDigest != digest(evaluator, node, threat);
    if (decision.treatment != Treatment::Mitigate)
        return;
    for (MitigationResult &result : threat.mitigations) {
        if (result.state == MitigationState::NotImplemented)
            result.state = MitigationState::Planned;
    }
}

// Severity, rule and every property that the rule looked at, without names and order of edits.
QByteArray AnalysisSession::Private::digest(RuleEvaluator &evaluator, NodeIndex node,
                                            const Threat &threat) const
{
    QStringList lines {QString::number(static_cast<int>(threat.severity))};
    const CompiledRule *rule = ruleOf(threat);
    if (rule && node != NoNode && evaluator.focus(threat, node)) {
        lines += rule->info.key + u' ' + rule->info.applies + u' ' + rule->info.when + u' '
            + rule->info.unless;
        for (const PropertyRead &read : evaluator.factsOf(*rule)) {
            const KnownProperty known =
                evaluator.context().reader().property(read.node, read.property);
            const QString value = known.value ? known.value->toDisplayString() : u"?"_qs;
            lines += index.node(read.node).id.toString() + u'.'
                + rules().vocabulary.schema().definition(read.property).name + u'=' + value;
        }
        if (evidence.at(node, threat.rule, threat.discriminator).failed)
            lines += QStringLiteral("observed");
    }
    std::sort(lines.begin() + 1, lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return QCryptographicHash::hash(lines.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex();
}

void AnalysisSession::Private::count(const std::vector<Threat> &list, int sign)
{
    counts.total += sign * static_cast<int>(list.size());
    for (const Threat &threat : list) {
        counts.byStatus[static_cast<size_t>(threat.status)] += sign;
        counts.bySeverity[static_cast<size_t>(threat.severity)] += sign;
        counts.byStride[static_cast<size_t>(threat.stride)] += sign;
    }
}

// The records whose threats may differ: those that changed, those that read them, and those about
// which something was decided or written.
std::vector<NodeIndex> AnalysisSession::Private::affected(const ChangeSet &changes,
                                                          std::vector<NodeIndex> touched,
                                                          bool grown) const
{
    std::vector<NodeIndex> all = touched;
    // Who looked for a record that there was not may find it among new ones.
    if (grown)
        touched.push_back(ModelIndex::ModelRoot);
    for (NodeIndex node : touched)
        dependencies.forEachReader(node, [&](NodeIndex resting) { all.push_back(resting); });
    const auto addRecords = [&](const IdText &id) {
        for (int kind = 0; kind < RecordKindCount; ++kind) {
            const NodeIndex node = index.find(static_cast<RecordKind>(kind), id);
            if (node != NoNode)
                all.push_back(node);
        }
    };
    for (const RecordChange<Decision> &change : changes.of<Decision>()) {
        if (change.before)
            addRecords(targetOfKey(change.before->threatKey));
        if (change.after)
            addRecords(targetOfKey(change.after->threatKey));
    }
    for (const RecordChange<ManualThreat> &change : changes.of<ManualThreat>()) {
        if (change.before)
            addRecords(change.before->target);
        if (change.after)
            addRecords(change.after->target);
    }
    if (grown || !input.model.manualThreats.isEmpty() || !changes.of<ManualThreat>().isEmpty())
        all.push_back(ModelIndex::ModelRoot);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<NodeIndex> AnalysisSession::Private::concerned(const QList<IdText> &records) const
{
    std::vector<NodeIndex> all;
    for (const IdText &id : records) {
        for (int kind = 0; kind < RecordKindCount; ++kind) {
            const NodeIndex node = index.find(static_cast<RecordKind>(kind), id);
            if (node == NoNode)
                continue;
            all.push_back(node);
            dependencies.forEachReader(node, [&](NodeIndex resting) { all.push_back(resting); });
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// Threats that only one of two sorted lists holds.
static void compareLists(const std::vector<Threat> &some, const std::vector<Threat> &others,
                         const std::function<void(const Threat &)> &onlyInSome)
{
    for (const Threat &threat : some) {
        if (std::find(others.begin(), others.end(), threat) == others.end())
            onlyInSome(threat);
    }
}

void AnalysisSession::Private::reevaluate(std::vector<NodeIndex> nodes, ThreatDelta &delta)
{
    if (!reader)
        reader = std::make_unique<RuleEvaluator>(rules(), facts);
    std::sort(nodes.begin(), nodes.end(), [this](NodeIndex a, NodeIndex b) {
        const ModelNode &first = index.node(a);
        const ModelNode &second = index.node(b);
        return first.id == second.id ? first.kind < second.kind : first.id < second.id;
    });
    TargetResult result;
    for (NodeIndex node : nodes) {
        evaluate(*reader, node, result);
        dependencies.add(node, result.reads);
        std::vector<Threat> &current = threats[node];
        if (current == result.threats)
            continue;
        compareLists(current, result.threats,
                     [&](const Threat &threat) { delta.removed += keyOf(threat); });
        compareLists(result.threats, current,
                     [&](const Threat &threat) { delta.added += keyOf(threat); });
        count(current, -1);
        count(result.threats, 1);
        current = std::move(result.threats);
        positions.clear();
    }
    problems.unite(reader->problems());
}

void AnalysisSession::Private::locate() const
{
    if (!positions.empty() || order.empty())
        return;
    positions.reserve(order.size() + 1);
    qsizetype position = 0;
    for (NodeIndex node : order) {
        positions.push_back(position);
        position += static_cast<qsizetype>(threats[node].size());
    }
    positions.push_back(position);
}

RuleEvaluator &AnalysisSession::Private::reading() const
{
    if (!reader)
        reader = std::make_unique<RuleEvaluator>(rules(), facts);
    return *reader;
}

RuleEvaluator &AnalysisSession::Private::focused(const Threat &threat, bool *found) const
{
    RuleEvaluator &evaluator = reading();
    const NodeIndex node = nodeOf(threat);
    *found = ruleOf(threat) && node != NoNode && evaluator.focus(threat, node);
    return evaluator;
}

} // namespace drawbridge
