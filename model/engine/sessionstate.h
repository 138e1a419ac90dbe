#pragma once

#include "model/engine/analysissession.h"
#include "model/engine/dependencies.h"
#include "model/engine/evidenceindex.h"
#include "model/engine/ruleevaluator.h"

namespace drawbridge {

// How many threats there are, by the positions of the words.
struct ThreatCounts
{
    int total = 0;
    std::array<int, 8> byStatus {};
    std::array<int, 5> bySeverity {};
    std::array<int, 6> byStride {};
};

// What a session knows between edits.
struct AnalysisSession::Private
{
    AnalysisInput input;
    std::unique_ptr<FactProperties> factProperties;
    ModelIndex index;
    EvidenceIndex evidence;
    Facts facts;
    // By node: its threats, decided.
    std::vector<std::vector<Threat>> threats;
    Dependencies dependencies;
    // Nodes by record id, then kind: the order of threats.
    std::vector<NodeIndex> order;
    // First position of each node of `order`; made when asked for.
    mutable std::vector<qsizetype> positions;
    QHash<IdText, QList<const Decision *>> decisions;
    QHash<IdText, QList<const ManualThreat *>> manual;
    ThreatCounts counts;
    QSet<QString> problems;
    // For texts and explanations; made when first asked for.
    mutable std::unique_ptr<RuleEvaluator> reader;

    const RuleSet::Compiled &rules() const { return input.rules->compiled(); }
    const CompiledRule *ruleOf(const Threat &threat) const;
    NodeIndex nodeOf(const Threat &threat) const;
    RuleEvaluator &reading() const;
    RuleEvaluator &focused(const Threat &threat, bool *found) const;

    void rebuild();
    void indexDecisions();
    void evaluateAll();
    void evaluate(RuleEvaluator &evaluator, NodeIndex node, TargetResult &result) const;
    void appendManual(NodeIndex node, std::vector<Threat> &threats) const;
    void decide(RuleEvaluator &evaluator, NodeIndex node, Threat &threat) const;
    QByteArray digest(RuleEvaluator &evaluator, NodeIndex node, const Threat &threat) const;
    void reevaluate(std::vector<NodeIndex> nodes, ThreatDelta &delta);
    void count(const std::vector<Threat> &threats, int sign);
    void addNodes(size_t before);
    std::vector<NodeIndex> affected(const ChangeSet &changes, std::vector<NodeIndex> touched,
                                    bool grown) const;
    // The nodes of these records and those that read them.
    std::vector<NodeIndex> concerned(const QList<IdText> &records) const;
    void locate() const;
    QString keyOf(const Threat &threat) const;
};

// The record id in a threat key "pack/rule@target#discriminator".
IdText targetOfKey(const QString &key);

} // namespace drawbridge
