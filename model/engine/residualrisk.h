#pragma once

#include "model/engine/analysissession.h"

#include <array>

namespace drawbridge {

// A risk on the scale of the rules: likelihood times impact, each 1 to 5. Zero: none is left.
struct RiskFigure
{
    int likelihood = 0;
    int impact = 0;

    int value() const { return likelihood * impact; }
    bool operator==(const RiskFigure &) const = default;
};

// What is left of a threat's risk. Claimed counts every mitigation that somebody or something says
// is in place, and a decision that there is no such threat; evidenced counts only mitigations that
// a file declares or a scan observed, and that nothing contradicts.
struct ResidualRisk
{
    RiskFigure inherent;
    RiskFigure claimed;
    RiskFigure evidenced;
};

ResidualRisk residualRisk(const Threat &threat, const RuleSet &rules);

// The highest figures of several threats: risks are ordinal and do not add up.
struct HighestRisk
{
    int inherent = 0;
    int claimed = 0;
    int evidenced = 0;

    void take(const ResidualRisk &risk);
};

// How many threats there are of each severity, from critical to info, and with no risk left.
struct RiskDistribution
{
    using Counts = std::array<int, 6>;
    Counts inherent {};
    Counts claimed {};
    Counts evidenced {};
    // Of all these, those that may not apply at all: an answer is missing.
    int unanswered = 0;
};

RiskDistribution riskDistribution(const AnalysisSession &session);

} // namespace drawbridge
