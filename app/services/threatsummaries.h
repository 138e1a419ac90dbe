#pragma once

#include "app/render/modellooks.h"
#include "model/engine/analysissession.h"

namespace drawbridge {

// Counts what still asks for attention by record, for bubbles on a diagram. A threat of an
// interface counts on it and on its element.
ThreatSummaries summarize(const ThreatModel &model, const AnalysisSession &session);

} // namespace drawbridge
