#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"
#include "model/engine/threat.h"

namespace drawbridge {

// The 14 px sign of how well something is known: said by a person, declared in a file, observed,
// contradicted, stale. None has no sign.
void drawEvidenceSign(DrawList &list, QPointF topLeft, EvidenceGrade grade, const Theme &theme);

} // namespace drawbridge
