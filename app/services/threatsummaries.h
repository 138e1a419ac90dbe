#pragma once

#include "app/render/modellooks.h"
#include "model/assess/findings.h"
#include "model/engine/analysissession.h"

namespace drawbridge {

// Counts what still asks for attention by record, for bubbles and marks on a diagram. A threat of
// an interface counts on it and on its element, a finding of an image on what runs it.
ThreatSummaries summarize(const ThreatModel &model, const AnalysisSession &session,
                          const Findings *findings = nullptr);

// The computed properties of an analysed model, for the badges of a diagram. Lives as long as the
// session does.
std::function<std::optional<Value>(RecordKind, const IdText &, QStringView)>
computedValuesOf(const AnalysisSession &session);

} // namespace drawbridge
