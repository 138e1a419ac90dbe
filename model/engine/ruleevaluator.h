#pragma once

#include "model/engine/compiledrule.h"
#include "model/engine/conditioncontext.h"
#include "model/engine/evidenceindex.h"

#include <QSet>

namespace drawbridge {

// What one record's judgement gave, and which other records it rests on.
struct TargetResult
{
    std::vector<Threat> threats;
    std::vector<NodeIndex> reads;
};

// Whether a record is a target of threats, and why not.
enum class Standing : quint8 {
    Judged,
    Gone,
    OutOfScope,
    Vanished,
    OwnerNotJudged, // of an interface
    Unconfirmed, // an inferred flow
    EndMissing, // of a flow
    Unused, // an image of nothing that is in scope
    NoTarget, // a kind of record that no rule judges
};

// The items of a rule's list by their stable name; of two with one name only the first is judged.
using NamedItems = std::vector<std::pair<QString, const Value *>>;

// Judges one record at a time by all rules that may apply. One per thread.
class RuleEvaluator
{
public:
    RuleEvaluator(const RuleSet::Compiled &rules, const Facts &facts);

    // Threats in the order of rules, then discriminators; without decisions.
    void judge(NodeIndex target, TargetResult &result);
    // Mistakes of rules that showed while evaluating.
    const QSet<QString> &problems() const { return m_problems; }

    // Rules that certainly applied in the last judgement, before larger ones hid smaller ones.
    const std::vector<int> &firing() const { return m_firing; }
    Standing standingOf(NodeIndex target, bool *implied);
    // Whether a rule may ask about the record that was judged last.
    bool mayAsk(const CompiledRule &rule) const;
    std::optional<NamedItems> itemsOf(const CompiledRule &rule);
    // Whether a scan saw the exposure itself, whatever is said.
    bool isSeen(int rule, NodeIndex target, const QString &discriminator);

    // Sets up the context so that conditions and texts of one threat can be looked at; false when
    // the item that it is about is gone.
    bool focus(const Threat &threat, NodeIndex target);
    // The properties that the conditions of a focused threat look at.
    std::vector<PropertyRead> factsOf(const CompiledRule &rule);
    // Of these, those that can make it come or go, not only change its weight.
    std::vector<PropertyRead> decidingFactsOf(const CompiledRule &rule);
    // What an item of a list property is called: "/var/run/docker.sock", "8080:tcp".
    QString itemName(PropertyIndex property, const Value &item) const;
    ConditionContext &context() { return m_context; }
    cel::Scratch &scratch() { return m_scratch; }

private:
    enum class Answer { No, Yes, Unknown };

    Standing elementStanding(NodeIndex target);
    Standing flowStanding(const ModelNode &node);
    bool isBlank(NodeIndex target);
    // Which rules the record's own properties rule out; none while values are supposed or a scan
    // saw something of it.
    void filterRules(NodeIndex target);
    void judgeItems(int rule, NodeIndex target, TargetResult &result);
    void judgeOne(int rule, NodeIndex target, const QString &discriminator, TargetResult &result);
    Answer ask(const cel::Program &condition, const CompiledRule &rule,
               QList<PropertyReference> *questions);
    void weigh(const CompiledRule &rule, const PlaceEvidence &seen, Threat &threat);
    void checkMitigations(const CompiledRule &rule, const PlaceEvidence &seen, Threat &threat);
    Answer exposure(const CompiledRule &rule, const PlaceEvidence &seen,
                    QList<PropertyReference> *questions);
    EvidenceGrade gradeOf(const std::vector<PropertyRead> &reads);
    void subsume(TargetResult &result);
    QString discriminatorOf(const IteratedList &list, const Value &item) const;

    const RuleSet::Compiled &m_rules;
    ConditionContext m_context;
    cel::Scratch m_scratch;
    QSet<QString> m_problems;
    std::vector<PropertyRead> m_evidence;
    std::vector<int> m_firing;
    bool m_mayAskBlank = false;
    RuleFilter::Failures m_failures;
};

// Bit of CompiledRule::kinds that stands for the record.
int subKindOf(const ModelNode &node);

// The status that mitigations and treatment give.
ThreatStatus statusOf(const CompiledRule &rule, const Threat &threat);

} // namespace drawbridge
