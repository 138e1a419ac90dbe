#pragma once

#include "app/render/diagrampicture.h"
#include "model/core/modelgraph.h"

namespace drawbridge {

// A picture while records stand elsewhere: theirs and their flows' entries. In a large picture the
// flows are routed as an edit would do it, seeing only what is near them.
DiagramPicture previewOf(const DiagramPicture &picture, const QHash<IdText, QRectF> &rects,
                         const ThreatModel &model, const ModelGraph &graph, const Diagram &diagram,
                         const Metrics &metrics);

} // namespace drawbridge
