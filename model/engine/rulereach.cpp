#include "model/engine/rulereach.h"

#include "model/engine/modelreading.h"
#include "model/engine/ruleevaluator.h"

namespace drawbridge {

namespace {

// Goes over the records until every rule has met one that it judges.
class ReachSearch
{
public:
    explicit ReachSearch(const AnalysisInput &input)
        : m_reading(input)
        , m_evaluator(m_reading.rules(), m_reading.facts())
        , m_attackers(input.model.project.attackers)
        , m_reached(m_reading.rules().rules.size(), false)
    {
    }

    std::vector<bool> run();

private:
    void visit(NodeIndex index);
    bool judges(const CompiledRule &rule, const ModelNode &node);

    ModelReading m_reading;
    RuleEvaluator m_evaluator;
    const QStringList &m_attackers;
    std::vector<bool> m_reached;
};

std::vector<bool> ReachSearch::run()
{
    for (size_t i = 0; i < m_reading.index().size(); ++i)
        visit(static_cast<NodeIndex>(i));
    return std::move(m_reached);
}

void ReachSearch::visit(NodeIndex index)
{
    const ModelNode &node = m_reading.index().node(index);
    m_evaluator.context().begin(index);
    bool implied = false;
    if (m_evaluator.standingOf(index, &implied) != Standing::Judged)
        return;
    const bool hasRuntime = node.kind == RecordKind::Element && node.as<Element>().hasRuntime;
    for (const int row : m_reading.rules().candidates(node.kind, subKindOf(node), hasRuntime)) {
        const auto at = static_cast<size_t>(row);
        const CompiledRule &rule = m_reading.rules().rules[at];
        if (!m_reached[at] && (!implied || rule.judgesImplied))
            m_reached[at] = judges(rule, node);
    }
}

bool ReachSearch::judges(const CompiledRule &rule, const ModelNode &node)
{
    if (!rule.technologies.isEmpty() && node.kind == RecordKind::Element
        && !rule.technologies.contains(node.as<Element>().technology))
        return false;
    if (!m_attackers.isEmpty() && !m_attackers.contains(rule.info.attacker))
        return false;
    m_evaluator.context().beginRule();
    // A list that is known to be empty was looked through.
    if (rule.per)
        return m_evaluator.itemsOf(rule).has_value();
    return rule.applies.isEmpty()
        || rule.applies.evaluate(m_evaluator.context(), m_evaluator.scratch()).isTrue();
}

} // namespace

std::vector<bool> rulesThatJudge(const AnalysisInput &input)
{
    return ReachSearch(input).run();
}

} // namespace drawbridge
