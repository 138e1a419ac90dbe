#include "model/engine/residualrisk.h"

#include "model/engine/compiledrule.h"
#include "model/engine/ruleevaluator.h"

#include <algorithm>

namespace drawbridge {

static bool isEvidence(EvidenceGrade grade)
{
    return grade == EvidenceGrade::Declared || grade == EvidenceGrade::Observed;
}

// What is in place takes one off the likelihood or the impact; where all that the rule asks for is
// in place, the likelihood falls to 1. Detecting and recovering change neither.
static RiskFigure lowered(const CompiledRule &rule, const Threat &threat)
{
    RiskFigure figure {threat.likelihood, threat.impact};
    for (const MitigationResult &result : threat.mitigations) {
        if (result.state != MitigationState::Implemented)
            continue;
        const MitigationEffect effect = rule.info.mitigations.at(result.index).effect;
        if (effect == MitigationEffect::Prevents || effect == MitigationEffect::LowersLikelihood)
            figure.likelihood = std::max(1, figure.likelihood - 1);
        else if (effect == MitigationEffect::LowersImpact)
            figure.impact = std::max(1, figure.impact - 1);
    }
    if (statusOf(rule, threat) == ThreatStatus::Mitigated)
        figure.likelihood = 1;
    return figure;
}

static bool isSaidToBeGone(const Threat &threat)
{
    const bool isDecided =
        threat.status == ThreatStatus::Avoided || threat.status == ThreatStatus::NotApplicable;
    return isDecided && !threat.toBeReviewed && !threat.expired;
}

ResidualRisk residualRisk(const Threat &threat, const RuleSet &rules)
{
    ResidualRisk risk;
    risk.inherent = {threat.likelihood, threat.impact};
    risk.claimed = risk.inherent;
    risk.evidenced = risk.inherent;
    if (threat.rule >= 0 && threat.rule < rules.size()) {
        const CompiledRule &rule = rules.compiled().rules[static_cast<size_t>(threat.rule)];
        Threat claimed = threat;
        for (MitigationResult &result : claimed.mitigations) {
            if (result.evidence == EvidenceGrade::Contradicted)
                result.evidence = EvidenceGrade::Asserted;
        }
        risk.claimed = lowered(rule, claimed);
        Threat evidenced = threat;
        for (MitigationResult &result : evidenced.mitigations) {
            if (!isEvidence(result.evidence))
                result.state = MitigationState::NotImplemented;
        }
        risk.evidenced = lowered(rule, evidenced);
    }
    if (isSaidToBeGone(threat))
        risk.claimed = {};
    return risk;
}

void HighestRisk::take(const ResidualRisk &risk)
{
    inherent = std::max(inherent, risk.inherent.value());
    claimed = std::max(claimed, risk.claimed.value());
    evidenced = std::max(evidenced, risk.evidenced.value());
}

static void countRisk(RiskDistribution::Counts &counts, const RiskFigure &figure)
{
    const size_t bucket = figure.value() == 0
        ? counts.size() - 1
        : static_cast<size_t>(severityFor(figure.likelihood, figure.impact));
    ++counts[bucket];
}

RiskDistribution riskDistribution(const AnalysisSession &session)
{
    RiskDistribution distribution;
    for (qsizetype i = 0; i < session.size(); ++i) {
        const Threat &threat = session.at(i);
        const ResidualRisk risk = residualRisk(threat, *session.input().rules);
        countRisk(distribution.inherent, risk.inherent);
        countRisk(distribution.claimed, risk.claimed);
        countRisk(distribution.evidenced, risk.evidenced);
        distribution.unanswered += threat.status == ThreatStatus::NeedsAnswer ? 1 : 0;
    }
    return distribution;
}

} // namespace drawbridge
