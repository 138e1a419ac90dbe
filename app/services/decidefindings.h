#pragma once

#include "model/assess/findings.h"
#include "model/edit/decidefindingsedit.h"

namespace drawbridge {

// All results behind a finding, ready to be decided about.
QList<DecidedFinding> decidedFindings(const ThreatModel &model, const Findings &findings,
                                      const Finding &finding);

// The element, interface, image, boundary or identity of this name or id.
Result<std::pair<RecordKind, IdText>> recordCalled(const ThreatModel &model, const QString &name);

} // namespace drawbridge
