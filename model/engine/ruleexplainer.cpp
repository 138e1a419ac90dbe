#include "model/engine/ruleexplainer.h"

#include "model/core/names.h"

#include <algorithm>
#include <array>

namespace drawbridge {

using cel::TraceState;

QString nameOf(StoppedBy stop)
{
    static constexpr std::array words {"",          "record",  "kind",      "runtime", "technology",
                                       "attackers", "implied", "items",     "applies", "when",
                                       "ask",       "unless",  "subsumedBy"};
    return QString::fromLatin1(words[static_cast<size_t>(stop)]);
}

QString nameOf(Verdict verdict)
{
    static constexpr std::array words {"reports", "asks", "silent"};
    return QString::fromLatin1(words[static_cast<size_t>(verdict)]);
}

QString nameOf(cel::TraceState state)
{
    static constexpr std::array words {"true", "false", "value", "unknown", "error", "skipped"};
    return QString::fromLatin1(words[static_cast<size_t>(state)]);
}

static QString nameOfNode(const ThreatModel &model, const ModelNode &node)
{
    const QString own = recordName(model, node.kind, node.id);
    return own.isEmpty() ? node.id.toString() : own;
}

QString RuleExplainer::name() const
{
    return nameOfNode(m_model, m_evaluator.context().reader().index().node(m_target));
}

static QString standingReason(Standing standing)
{
    switch (standing) {
    case Standing::OutOfScope:
        return QStringLiteral("%1 is out of scope");
    case Standing::Vanished:
        return QStringLiteral("%1 is no longer in the file that it came from");
    case Standing::OwnerNotJudged:
        return QStringLiteral("what %1 belongs to is out of scope or gone");
    case Standing::Unconfirmed:
        return QStringLiteral("%1 is inferred and nobody has confirmed it");
    case Standing::EndMissing:
        return QStringLiteral("%1 lacks an end");
    case Standing::Unused:
        return QStringLiteral("nothing in scope uses %1");
    case Standing::NoTarget:
        return QStringLiteral("no rule judges records like %1");
    case Standing::Gone:
    case Standing::Judged:
        break;
    }
    return QStringLiteral("%1 is not in the model");
}

static QString scopeReason(const ModelNode &node)
{
    switch (node.kind) {
    case RecordKind::Element:
        return node.as<Element>().scope.reason;
    case RecordKind::Flow:
        return node.as<DataFlow>().scope.reason;
    case RecordKind::Boundary:
        return node.as<TrustBoundary>().scope.reason;
    default:
        return {};
    }
}

QString standingInWords(const ThreatModel &model, const ModelNode &node, Standing standing)
{
    const QString words = standingReason(standing).arg(nameOfNode(model, node));
    const QString why = standing == Standing::OutOfScope ? scopeReason(node) : QString();
    return why.isEmpty() ? words : words + QStringLiteral(": ") + why;
}

bool RuleExplainer::standsAside(RuleVerdict &verdict, bool *implied)
{
    const Standing standing = m_evaluator.standingOf(m_target, implied);
    if (standing == Standing::Judged)
        return false;
    verdict.stoppedBy = StoppedBy::Record;
    verdict.reason =
        standingInWords(m_model, m_evaluator.context().reader().index().node(m_target), standing);
    return true;
}

static bool fitsKind(const CompiledRule &rule, const ModelNode &node)
{
    return node.kind == rule.info.appliesTo
        && (rule.kinds == 0 || (rule.kinds >> subKindOf(node) & 1U) != 0);
}

bool RuleExplainer::isOutside(const CompiledRule &rule, RuleVerdict &verdict)
{
    const FactReader &reader = m_evaluator.context().reader();
    const ModelNode &node = reader.index().node(m_target);
    const Element *element = node.kind == RecordKind::Element ? &node.as<Element>() : nullptr;
    const QStringList &attackers = reader.facts().model->project.attackers;
    const auto stop = [&verdict](StoppedBy stoppedBy, const QString &reason) {
        verdict.stoppedBy = stoppedBy;
        verdict.reason = reason;
        return true;
    };
    if (!fitsKind(rule, node))
        return stop(StoppedBy::Kind, QStringLiteral("the rule judges other kinds of records"));
    if (rule.runtime && element && element->hasRuntime != *rule.runtime)
        return stop(StoppedBy::Runtime,
                    *rule.runtime ? QStringLiteral("%1 does not run in a container").arg(name())
                                  : QStringLiteral("%1 runs in a container").arg(name()));
    if (!rule.technologies.isEmpty() && element && !rule.technologies.contains(element->technology))
        return stop(
            StoppedBy::Technology,
            QStringLiteral("the rule judges only %1; the technology of %2 is '%3'")
                .arg(rule.technologies.join(QStringLiteral(", ")), name(), element->technology));
    if (!attackers.isEmpty() && !attackers.contains(rule.info.attacker))
        return stop(StoppedBy::Attacker,
                    QStringLiteral("the project does not count attackers who start as '%1'")
                        .arg(rule.info.attacker));
    return false;
}

static void addParts(const cel::Trace &trace, quint32 index, int depth, BecauseWriter &writer,
                     const std::vector<quint32> &decisive, QList<ConditionPart> &parts)
{
    const cel::TraceNode &node = trace.nodes[index];
    ConditionPart part;
    part.depth = depth;
    part.text = node.text;
    part.state = node.state;
    part.error = node.errorMessage;
    part.decisive = std::binary_search(decisive.begin(), decisive.end(), index);
    if (node.kind == cel::TraceNode::Kind::Leaf)
        part.values = writer.valuesOf(node);
    parts += part;
    // The parser bounds how deep conditions are nested.
    for (const quint32 child : node.children)
        addParts(trace, child, depth + 1, writer, decisive, parts);
}

ClauseVerdict RuleExplainer::trace(const char *clause, const cel::Program &condition,
                                   bool *notApplicable)
{
    FactReader &reader = m_evaluator.context().reader();
    reader.clearNotApplicable();
    const cel::Trace trace = condition.trace(m_evaluator.context(), m_evaluator.scratch());
    *notApplicable = reader.sawNotApplicable();
    ClauseVerdict result;
    result.clause = QString::fromLatin1(clause);
    result.condition = condition.source();
    result.state = trace.nodes.front().state;
    BecauseWriter writer(m_model, m_evaluator, m_target);
    addParts(trace, 0, 0, writer, trace.decisive(), result.parts);
    return result;
}

static QString stateWords(const ClauseVerdict &clause, bool notApplicable)
{
    if (clause.state == TraceState::Unknown)
        return QStringLiteral("is not known");
    if (clause.state == TraceState::Error)
        return notApplicable ? QStringLiteral("does not apply") : QStringLiteral("failed");
    return clause.state == TraceState::True ? QStringLiteral("holds")
                                            : QStringLiteral("does not hold");
}

// What decided a clause, in the words of the condition.
static QString decisiveText(const ClauseVerdict &clause)
{
    QStringList texts;
    for (const ConditionPart &part : clause.parts) {
        if (part.decisive)
            texts += part.text;
    }
    return texts.size() == 1 ? texts.first() : clause.condition;
}

bool RuleExplainer::passes(const char *name, const cel::Program &condition, StoppedBy stop,
                           RuleVerdict &verdict)
{
    if (condition.isEmpty())
        return true;
    bool notApplicable = false;
    const ClauseVerdict clause = trace(name, condition, &notApplicable);
    verdict.clauses += clause;
    const bool isUnless = stop == StoppedBy::Unless;
    const bool mayBeUnknown = stop == StoppedBy::When && clause.state == TraceState::Unknown;
    if (isUnless ? clause.state != TraceState::True
                 : clause.state == TraceState::True || mayBeUnknown)
        return true;
    if (verdict.stoppedBy == StoppedBy::Nothing) {
        verdict.stoppedBy = stop;
        verdict.reason =
            QStringLiteral("%1: '%2' %3")
                .arg(clause.clause, decisiveText(clause), stateWords(clause, notApplicable));
    }
    return false;
}

QStringList RuleExplainer::largerRules(const CompiledRule &rule) const
{
    QStringList keys;
    for (const int larger : rule.subsumedBy) {
        const std::vector<int> &firing = m_evaluator.firing();
        if (std::binary_search(firing.begin(), firing.end(), larger))
            keys += m_rules.rules[static_cast<size_t>(larger)].info.key;
    }
    return keys;
}

// The clauses in the order in which a judgement looks at them; later ones are shown as well.
void RuleExplainer::judge(const CompiledRule &rule, RuleVerdict &verdict)
{
    passes("applies", rule.applies, StoppedBy::Applies, verdict);
    passes("when", rule.when, StoppedBy::When, verdict);
    const bool isUnheld = !verdict.clauses.isEmpty() && verdict.clauses.last().clause == u"when"
        && verdict.clauses.last().state != TraceState::True;
    const bool isSeen =
        isUnheld && m_evaluator.isSeen(verdict.rule, m_target, verdict.discriminator);
    if (isSeen && verdict.stoppedBy == StoppedBy::When)
        verdict.stoppedBy = StoppedBy::Nothing;
    const bool asks = !isSeen && !verdict.clauses.isEmpty()
        && verdict.clauses.last().clause == u"when"
        && verdict.clauses.last().state == TraceState::Unknown;
    if (asks && verdict.stoppedBy == StoppedBy::Nothing && !m_evaluator.mayAsk(rule)) {
        verdict.stoppedBy = StoppedBy::Ask;
        verdict.reason =
            QStringLiteral("when: '%1' is not known, and the rule does not ask about %2")
                .arg(decisiveText(verdict.clauses.last()), name());
    }
    passes("unless", rule.unless, StoppedBy::Unless, verdict);
    for (size_t i = 0; i < rule.mitigations.size(); ++i) {
        const cel::Program &satisfied = rule.mitigations[i].satisfied;
        if (satisfied.isEmpty())
            continue;
        bool notApplicable = false;
        ClauseVerdict clause = trace("satisfied", satisfied, &notApplicable);
        clause.mitigation = rule.info.mitigations[static_cast<qsizetype>(i)].id;
        verdict.clauses += clause;
    }
    if (verdict.stoppedBy != StoppedBy::Nothing)
        return;
    verdict.subsumedBy = largerRules(rule);
    if (!verdict.subsumedBy.isEmpty()) {
        verdict.stoppedBy = StoppedBy::SubsumedBy;
        verdict.reason = QStringLiteral("%1 says the same and more")
                             .arg(verdict.subsumedBy.join(QStringLiteral(", ")));
        return;
    }
    verdict.verdict = asks ? Verdict::Asks : Verdict::Reports;
    verdict.reason = asks ? QStringLiteral("an answer decides whether it applies")
        : isSeen          ? QStringLiteral("a scan observed it, whatever is said")
                          : QStringLiteral("it applies");
}

RuleVerdict RuleExplainer::verdictOf(int rule) const
{
    const ModelNode &node = m_evaluator.context().reader().index().node(m_target);
    RuleVerdict verdict;
    verdict.rule = rule;
    verdict.kind = node.kind;
    verdict.record = node.id;
    return verdict;
}

QList<RuleVerdict> RuleExplainer::verdicts(int index)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(index)];
    RuleVerdict verdict = verdictOf(index);
    m_evaluator.judge(m_target, m_result);
    bool implied = false;
    if (isOutside(rule, verdict) || standsAside(verdict, &implied))
        return {verdict};
    if (implied && !rule.judgesImplied) {
        verdict.stoppedBy = StoppedBy::Implied;
        verdict.reason = QStringLiteral("an import only implied %1").arg(name());
        return {verdict};
    }
    m_evaluator.context().beginRule();
    if (!rule.per) {
        judge(rule, verdict);
        return {verdict};
    }
    const std::optional<NamedItems> items = m_evaluator.itemsOf(rule);
    if (!items || items->empty()) {
        verdict.stoppedBy = StoppedBy::Items;
        verdict.reason = items
            ? QStringLiteral("%1 has no item '%2'").arg(name(), rule.per->word)
            : QStringLiteral("it is not known which items '%2' %1 has").arg(name(), rule.per->word);
        return {verdict};
    }
    QList<RuleVerdict> verdicts;
    for (size_t i = 0; i < items->size(); ++i) {
        const auto &[discriminator, item] = (*items)[i];
        if (i > 0 && discriminator == (*items)[i - 1].first)
            continue;
        RuleVerdict one = verdict;
        one.discriminator = discriminator;
        m_evaluator.context().beginRule();
        m_evaluator.context().setItem(*rule.per, *item);
        judge(rule, one);
        verdicts += one;
    }
    return verdicts;
}

} // namespace drawbridge
