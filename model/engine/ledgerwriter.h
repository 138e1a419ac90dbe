#pragma once

#include "model/engine/ledger.h"
#include "model/engine/ruleexplainer.h"

namespace drawbridge {

// Works out the ledger's cells, record by record.
class LedgerWriter
{
public:
    LedgerWriter(const RuleSet::Compiled &rules, const ThreatModel &model,
                 RuleEvaluator &evaluator);

    // `threats` are those of the record, decided; `keys` theirs.
    LedgerRow rowOf(NodeIndex node, const std::vector<Threat> &threats, const QStringList &keys);

private:
    // How the rules of one category that report nothing came to that.
    struct Silence
    {
        int tried = 0;
        // Rules that could not tell for want of an answer, and rules whose exposure is absent.
        std::vector<int> unsure;
        std::vector<int> absent;
    };

    LedgerCell fromThreats(const std::vector<const Threat *> &threats, const QStringList &keys);
    LedgerCell fromSilence(const Silence &silence, const ModelNode &node, Stride stride);
    std::array<Silence, 6> silences(NodeIndex node, bool implied);
    void tryRule(int index, Silence &silence);
    void tryConditions(int index, Silence &silence);
    QString reasonOf(int rule);

    const RuleSet::Compiled &m_rules;
    const ThreatModel &m_model;
    RuleEvaluator &m_evaluator;
    QHash<QString, const Decision *> m_decisions;
    NodeIndex m_node = NoNode;
    TargetResult m_judged;
};

} // namespace drawbridge
