#pragma once

#include "model/engine/compiledrule.h"
#include "model/engine/conditioncontext.h"

#include <QSet>

namespace drawbridge {

// What one record's judgement gave, and which other records it rests on.
struct TargetResult
{
    std::vector<Threat> threats;
    std::vector<NodeIndex> reads;
};

// Judges one record at a time by all rules that may apply. One per thread.
class RuleEvaluator
{
public:
    RuleEvaluator(const RuleSet::Compiled &rules, const Facts &facts);

    // Threats in the order of rules, then discriminators; without decisions.
    void judge(NodeIndex target, TargetResult &result);
    // Mistakes of rules that showed while evaluating.
    const QSet<QString> &problems() const { return m_problems; }

    // Sets up the context so that conditions and texts of one threat can be looked at; false when
    // the item that it is about is gone.
    bool focus(const Threat &threat, NodeIndex target);
    // The properties that the conditions of a focused threat look at.
    std::vector<PropertyRead> factsOf(const CompiledRule &rule);
    ConditionContext &context() { return m_context; }
    cel::Scratch &scratch() { return m_scratch; }

private:
    enum class Answer { No, Yes, Unknown };

    bool isJudged(NodeIndex target, bool *implied);
    bool isBlank(NodeIndex target);
    void judgeItems(int rule, NodeIndex target, TargetResult &result);
    void judgeOne(int rule, NodeIndex target, const QString &discriminator, TargetResult &result);
    Answer ask(const cel::Program &condition, const CompiledRule &rule,
               QList<PropertyReference> *questions);
    void weigh(const CompiledRule &rule, Threat &threat);
    void checkMitigations(const CompiledRule &rule, Threat &threat);
    EvidenceGrade gradeOf(const std::vector<PropertyRead> &reads);
    void subsume(TargetResult &result);
    QString discriminatorOf(const IteratedList &list, const Value &item) const;

    const RuleSet::Compiled &m_rules;
    ConditionContext m_context;
    cel::Scratch m_scratch;
    QSet<QString> m_problems;
    std::vector<PropertyRead> m_evidence;
    bool m_mayAskBlank = false;
};

// The status that mitigations and treatment give.
ThreatStatus statusOf(const CompiledRule &rule, const Threat &threat);

} // namespace drawbridge
