#pragma once

#include "model/assess/findings.h"
#include "model/edit/decidefindingsedit.h"

namespace drawbridge {

// All results behind a finding, ready to be decided about.
QList<DecidedFinding> decidedFindings(const ThreatModel &model, const Findings &findings,
                                      const Finding &finding);

} // namespace drawbridge
