#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// A network that stops being one loses its attachments; its members are contained by it instead.
Result<ModelEdit> setBoundaryKind(const ThreatModel &model, const BoundaryId &id,
                                  BoundaryKind kind);

} // namespace drawbridge
