#pragma once

#include "model/engine/analysissession.h"

namespace drawbridge {

// What speaks for a threat, in lines: "runs as root: yes (compose.yml:12)", and the checks of
// scanners that were tied to it: "bandit B307: failed (app.py:17)".
QStringList threatEvidence(const AnalysisSession &session, const Threat &threat);

} // namespace drawbridge
