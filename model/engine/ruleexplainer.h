#pragma once

#include "model/engine/becausewriter.h"
#include "model/engine/ruleverdict.h"

namespace drawbridge {

// Why a record is not judged: "web is out of scope: run by others".
QString standingInWords(const ThreatModel &model, const ModelNode &node, Standing standing);

// Works out why a rule reports a record or why not, by evaluating it once more part by part.
class RuleExplainer
{
public:
    RuleExplainer(const RuleSet::Compiled &rules, const ThreatModel &model,
                  RuleEvaluator &evaluator, NodeIndex target)
        : m_rules(rules)
        , m_model(model)
        , m_evaluator(evaluator)
        , m_target(target)
    {
    }

    // One verdict; of a rule over a list one an item.
    QList<RuleVerdict> verdicts(int rule);

private:
    RuleVerdict verdictOf(int rule) const;
    // Kind, runtime, technology and attackers: what keeps a rule from being looked at.
    bool isOutside(const CompiledRule &rule, RuleVerdict &verdict);
    bool standsAside(RuleVerdict &verdict, bool *implied);
    void judge(const CompiledRule &rule, RuleVerdict &verdict);
    ClauseVerdict trace(const char *clause, const cel::Program &condition, bool *notApplicable);
    // False when the clause stops the rule.
    bool passes(const char *clause, const cel::Program &condition, StoppedBy stop,
                RuleVerdict &verdict);
    QStringList largerRules(const CompiledRule &rule) const;
    QString name() const;

    const RuleSet::Compiled &m_rules;
    const ThreatModel &m_model;
    RuleEvaluator &m_evaluator;
    NodeIndex m_target;
    TargetResult m_result;
};

} // namespace drawbridge
