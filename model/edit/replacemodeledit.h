#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// Takes all records of another model, as a second import or a merge made them.
ModelEdit replaceModel(const ThreatModel &model, const ThreatModel &replacement,
                       const QString &text);

} // namespace drawbridge
