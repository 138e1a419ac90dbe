#pragma once

#include "app/render/diagrampicture.h"

namespace drawbridge {

// A picture while records stand elsewhere: theirs and their flows' entries. In a large picture the
// flows are routed past nothing but their own ends, so that a drag stays fluent; dropping routes
// them properly.
DiagramPicture previewOf(const DiagramPicture &picture, const QHash<IdText, QRectF> &rects,
                         const ThreatModel &model, const Diagram &diagram, const Metrics &metrics);

} // namespace drawbridge
