#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// Places many records at once, as an automatic layout found them. Bends drawn by hand for the old
// places go, so that flows are routed afresh.
Result<ModelEdit> applyLayout(const ThreatModel &model, const DiagramId &diagram,
                              const QList<Placement> &placements);

} // namespace drawbridge
