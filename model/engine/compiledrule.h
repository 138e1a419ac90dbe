#pragma once

#include "model/cel/program.h"
#include "model/cel/template.h"
#include "model/engine/rulefilter.h"
#include "model/engine/ruleset.h"
#include "model/engine/vocabulary.h"

#include <QHash>

namespace drawbridge {

// Who a rule may ask when its exposure is not known.
enum class AskPolicy : quint8 {
    Never,
    Described, // records of which something is known: imported, or with a property
    Always // also what was only drawn
};

struct CompiledMitigation
{
    // Empty: nothing in the model tells whether it is in place.
    cel::Program satisfied;
};

struct RuleModifier
{
    cel::Program when;
    int likelihood = 0;
    int impact = 0;
};

enum class MitigatedWhen : quint8 { Any, All, Expression };

// A rule ready to run. Everything in it is immutable and shared between threads.
struct CompiledRule
{
    RuleInfo info;
    const IteratedList *per = nullptr;
    // Bit i: judges records of the i-th kind of element, flow, interface or boundary; 0 is all.
    quint32 kinds = 0;
    // What it judges must, or must not, run in a container.
    std::optional<bool> runtime;
    QStringList technologies;
    // Also judges what an import implied (the host's daemon and the flows to it).
    bool judgesImplied = false;
    AskPolicy ask = AskPolicy::Described;
    cel::Program applies;
    cel::Program when;
    cel::Program unless;
    QStringList subsumedByKeys;
    std::vector<int> subsumedBy;
    std::vector<RuleModifier> modifiers;
    std::vector<CompiledMitigation> mitigations;
    MitigatedWhen mitigatedWhen = MitigatedWhen::Any;
    cel::Program mitigatedExpression;
    cel::Template title;
    cel::Template explanation;
    // What a threat starts with: no mitigation in place. Shared by all threats of the rule.
    QList<MitigationResult> noMitigations;
};

struct RuleSet::Compiled
{
    explicit Compiled(std::shared_ptr<const PropertySchema> schema)
        : vocabulary(std::move(schema))
    {
    }

    // The rules that may judge such a record, in order: kind as in CompiledRule::kinds.
    const std::vector<int> &candidates(RecordKind kind, int subKind, bool runtime) const;
    void indexCandidates();

    Vocabulary vocabulary;
    RuleFilter filter;
    // Sorted by key.
    std::vector<CompiledRule> rules;
    QList<RuleChange> changes;
    // Current and former keys.
    QHash<QString, int> byKey;

private:
    static constexpr int SubKinds = 8;
    std::vector<std::vector<int>> m_candidates;
};

} // namespace drawbridge
