#include "model/engine/ruleevaluator.h"

#include <algorithm>

namespace drawbridge {

// What evidence contradicts is not in place, whatever is said.
static bool isInPlace(const MitigationResult &result)
{
    return result.state == MitigationState::Implemented
        && result.evidence != EvidenceGrade::Contradicted;
}

// Says for each mitigation of a rule whether it is in place.
class MitigationStates final : public cel::Activation
{
public:
    explicit MitigationStates(const QList<MitigationResult> &results)
        : m_results(results)
    {
    }

    cel::CelValue variable(quint16 slot, cel::Scratch &) override
    {
        return cel::CelValue::boolean(isInPlace(m_results[slot]));
    }
    cel::CelValue field(cel::ObjectHandle, quint16, cel::Scratch &) override { return {}; }

private:
    const QList<MitigationResult> &m_results;
};

// Detecting or recovering from it never makes a threat mitigated; lowering it alone does so only
// where the rule says that everything together is enough.
static bool isMitigated(const CompiledRule &rule, const Threat &threat)
{
    if (rule.mitigatedWhen == MitigatedWhen::Expression) {
        MitigationStates states(threat.mitigations);
        cel::Scratch scratch;
        return rule.mitigatedExpression.evaluate(states, scratch).isTrue();
    }
    bool any = false;
    bool all = true;
    bool counts = false;
    for (const MitigationResult &result : threat.mitigations) {
        const MitigationEffect effect = rule.info.mitigations[result.index].effect;
        if (effect == MitigationEffect::Detects || effect == MitigationEffect::Recovers)
            continue;
        counts = true;
        const bool inPlace = isInPlace(result);
        any = any || (inPlace && effect == MitigationEffect::Prevents);
        all = all && inPlace;
    }
    return rule.mitigatedWhen == MitigatedWhen::Any ? any : all && counts;
}

ThreatStatus statusOf(const CompiledRule &rule, const Threat &threat)
{
    const bool anyInPlace =
        std::any_of(threat.mitigations.begin(), threat.mitigations.end(), isInPlace);
    if (anyInPlace && isMitigated(rule, threat))
        return ThreatStatus::Mitigated;
    if (threat.applicability == Applicability::Unanswered)
        return ThreatStatus::NeedsAnswer;
    return anyInPlace ? ThreatStatus::PartiallyMitigated : ThreatStatus::Open;
}

} // namespace drawbridge
