#include "model/engine/ledgerwriter.h"

#include "model/core/names.h"
#include "model/engine/analysissession.h"
#include "model/engine/sessionstate.h"

#include <algorithm>

namespace drawbridge {

bool isCharted(RecordKind kind, ElementKind element, Stride stride)
{
    const bool taint = stride == Stride::Tampering || stride == Stride::InformationDisclosure
        || stride == Stride::DenialOfService;
    if (kind == RecordKind::Flow)
        return taint;
    if (kind != RecordKind::Element || element == ElementKind::Process)
        return true;
    // A store denies things only where it holds records of who did what; rules ask for that.
    return element == ElementKind::DataStore
        ? taint || stride == Stride::Repudiation
        : stride == Stride::Spoofing || stride == Stride::Repudiation;
}

LedgerWriter::LedgerWriter(const RuleSet::Compiled &rules, const ThreatModel &model,
                           RuleEvaluator &evaluator)
    : m_rules(rules)
    , m_model(model)
    , m_evaluator(evaluator)
{
    for (const Decision &decision : model.decisions)
        m_decisions.insert(decision.threatKey, &decision);
}

static QString countedStatuses(const std::vector<const Threat *> &threats)
{
    static constexpr const char *words[] = {"open",      "needs an answer", "partially mitigated",
                                            "mitigated", "accepted",        "transferred",
                                            "avoided",   "not applicable"};
    std::array<int, std::size(words)> counts {};
    for (const Threat *threat : threats)
        ++counts[static_cast<size_t>(threat->status)];
    QStringList parts;
    for (size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            parts += QStringLiteral("%1 %2").arg(counts[i]).arg(QLatin1String(words[i]));
    }
    return parts.join(QStringLiteral(", "));
}

LedgerCell LedgerWriter::fromThreats(const std::vector<const Threat *> &threats,
                                     const QStringList &keys)
{
    LedgerCell cell;
    cell.threats = keys;
    cell.reason = countedStatuses(threats);
    const auto isAnswered = [](const Threat *threat) {
        return threat->status != ThreatStatus::NeedsAnswer
            && threat->status != ThreatStatus::NotApplicable;
    };
    if (std::any_of(threats.begin(), threats.end(), isAnswered)) {
        cell.state = LedgerState::Threat;
        return cell;
    }
    const auto isStale = [](const Threat *threat) {
        return threat->status == ThreatStatus::NeedsAnswer || threat->toBeReviewed
            || threat->expired;
    };
    if (std::any_of(threats.begin(), threats.end(), isStale)) {
        cell.state = LedgerState::Unanswered;
        if (std::any_of(threats.begin(), threats.end(),
                        [](const Threat *threat) { return threat->toBeReviewed; }))
            cell.reason += QStringLiteral(", decided before the facts changed");
        return cell;
    }
    cell.state = LedgerState::Dismissed;
    QStringList reasons;
    for (const QString &key : keys) {
        const Decision *decision = m_decisions.value(key);
        if (!decision)
            continue;
        if (!decision->reason.isEmpty() && !reasons.contains(decision->reason))
            reasons += decision->reason;
        cell.by = decision->owner;
        cell.date = decision->date;
    }
    if (!reasons.isEmpty())
        cell.reason = reasons.join(QStringLiteral("; "));
    return cell;
}

QString LedgerWriter::reasonOf(int rule)
{
    RuleExplainer explainer(m_rules, m_model, m_evaluator, m_node);
    for (const RuleVerdict &verdict : explainer.verdicts(rule)) {
        if (verdict.verdict == Verdict::Silent)
            return m_rules.rules[static_cast<size_t>(rule)].info.key + QStringLiteral(": ")
                + verdict.reason;
    }
    return m_rules.rules[static_cast<size_t>(rule)].info.key;
}

static QString andOthers(size_t count)
{
    return count > 1 ? QStringLiteral("; and %1 more").arg(count - 1) : QString();
}

LedgerCell LedgerWriter::fromSilence(const Silence &silence, const ModelNode &node, Stride stride)
{
    LedgerCell cell;
    if (!silence.unsure.empty()) {
        cell.state = LedgerState::Unanswered;
        cell.reason = reasonOf(silence.unsure.front()) + andOthers(silence.unsure.size());
        return cell;
    }
    const ElementKind element =
        node.kind == RecordKind::Element ? node.as<Element>().kind : ElementKind::Process;
    if (!isCharted(node.kind, element, stride)) {
        cell.state = LedgerState::Dismissed;
        cell.reason = QStringLiteral("STRIDE has no such threat for %1")
                          .arg(node.kind == RecordKind::Flow ? QStringLiteral("a data flow")
                                   : element == ElementKind::DataStore
                                   ? QStringLiteral("a data store")
                                   : QStringLiteral("an external entity"));
        return cell;
    }
    if (silence.tried == 0) {
        cell.state = LedgerState::Unanswered;
        cell.reason = node.kind == RecordKind::Element && node.as<Element>().implied
            ? QStringLiteral("an import implied it, and no rule looks at what is only implied: "
                             "think it through")
            : QStringLiteral("no rule looks at it: think it through");
        return cell;
    }
    cell.state = LedgerState::Dismissed;
    const QString tried = silence.tried == 1
        ? QStringLiteral("the rule that looks at it finds nothing")
        : QStringLiteral("none of the %1 rules that look at it finds anything").arg(silence.tried);
    cell.reason = silence.absent.empty() ? tried + QStringLiteral(": none applies to it")
                                         : tried + QStringLiteral(": ")
            + reasonOf(silence.absent.front()) + andOthers(silence.absent.size());
    return cell;
}

void LedgerWriter::tryConditions(int index, Silence &silence)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(index)];
    const auto outcomeOf = [this](const cel::Program &condition) {
        m_evaluator.context().reader().clearNotApplicable();
        return condition.evaluate(m_evaluator.context(), m_evaluator.scratch());
    };
    if (!rule.applies.isEmpty()) {
        const cel::Outcome applies = outcomeOf(rule.applies);
        if (applies.isUnknown())
            silence.unsure.push_back(index);
        if (!applies.isTrue())
            return;
    }
    const bool exposed = rule.when.isEmpty() || outcomeOf(rule.when).isTrue();
    if (!exposed && outcomeOf(rule.when).isUnknown())
        silence.unsure.push_back(index);
    else
        silence.absent.push_back(index);
}

void LedgerWriter::tryRule(int index, Silence &silence)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(index)];
    ++silence.tried;
    m_evaluator.context().beginRule();
    if (!rule.per) {
        tryConditions(index, silence);
        return;
    }
    const std::optional<NamedItems> items = m_evaluator.itemsOf(rule);
    if (!items) {
        silence.unsure.push_back(index);
        return;
    }
    if (items->empty())
        silence.absent.push_back(index);
    for (const auto &[name, item] : *items) {
        m_evaluator.context().beginRule();
        m_evaluator.context().setItem(*rule.per, *item);
        const size_t before = silence.unsure.size() + silence.absent.size();
        tryConditions(index, silence);
        if (silence.unsure.size() + silence.absent.size() > before)
            break;
    }
}

// Only rules that a judgement of the record looks at.
std::array<LedgerWriter::Silence, 6> LedgerWriter::silences(NodeIndex index, bool implied)
{
    std::array<Silence, 6> result;
    const ModelNode &node = m_evaluator.context().reader().index().node(index);
    const Element *element = node.kind == RecordKind::Element ? &node.as<Element>() : nullptr;
    const QStringList &attackers = m_model.project.attackers;
    m_evaluator.judge(index, m_judged);
    for (int rule :
         m_rules.candidates(node.kind, subKindOf(node), element && element->hasRuntime)) {
        const CompiledRule &compiled = m_rules.rules[static_cast<size_t>(rule)];
        const bool isOther = !compiled.technologies.isEmpty() && element
            && !compiled.technologies.contains(element->technology);
        const bool isUncounted =
            !attackers.isEmpty() && !attackers.contains(compiled.info.attacker);
        if (isOther || isUncounted || (implied && !compiled.judgesImplied))
            continue;
        tryRule(rule, result[static_cast<size_t>(compiled.info.stride)]);
    }
    return result;
}

LedgerRow LedgerWriter::rowOf(NodeIndex index, const std::vector<Threat> &threats,
                              const QStringList &keys)
{
    m_node = index;
    const ModelNode &node = m_evaluator.context().reader().index().node(index);
    LedgerRow row {node.kind, node.id, {}};
    bool implied = false;
    m_evaluator.context().begin(index);
    const Standing standing = m_evaluator.standingOf(index, &implied);
    const std::array<Silence, 6> silent =
        standing == Standing::Judged ? silences(index, implied) : std::array<Silence, 6>();
    for (size_t letter = 0; letter < row.cells.size(); ++letter) {
        std::vector<const Threat *> here;
        QStringList hereKeys;
        for (size_t i = 0; i < threats.size(); ++i) {
            if (static_cast<size_t>(threats[i].stride) != letter)
                continue;
            here.push_back(&threats[i]);
            hereKeys += keys.at(static_cast<qsizetype>(i));
        }
        LedgerCell &cell = row.cells[letter];
        if (!here.empty()) {
            cell = fromThreats(here, hereKeys);
        } else if (standing == Standing::Judged) {
            cell = fromSilence(silent[letter], node, static_cast<Stride>(letter));
        } else {
            cell.state = standing == Standing::Unconfirmed ? LedgerState::Unanswered
                                                           : LedgerState::OutOfScope;
            cell.reason = standingInWords(m_model, node, standing);
        }
    }
    return row;
}

QList<LedgerRow> AnalysisSession::ledger() const
{
    LedgerWriter writer(d->rules(), d->input.model, d->reading());
    QList<LedgerRow> rows;
    for (const RecordKind kind : {RecordKind::Element, RecordKind::Interface, RecordKind::Flow}) {
        for (const NodeIndex node : d->order) {
            const ModelNode &record = d->index.node(node);
            if (record.kind != kind || !record.alive)
                continue;
            QStringList keys;
            for (const Threat &threat : d->threats[node])
                keys += d->keyOf(threat);
            rows += writer.rowOf(node, d->threats[node], keys);
        }
    }
    return rows;
}

} // namespace drawbridge
