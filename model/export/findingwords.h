#pragma once

#include "model/assess/findings.h"

namespace drawbridge {

// "open", "stale", "suppressed", "not-applicable", "passed", "unchecked"; for people in sentence
// case.
QString nameOf(FindingState state);
QString displayName(FindingState state);

// What a result says, with its package and the version that mends it.
QString findingText(const EvidenceResult &result);

// The findings behind a threat, the severe ones first.
QList<const Finding *> findingsBehind(const Findings *findings, const QString &rule,
                                      const IdText &record);

} // namespace drawbridge
