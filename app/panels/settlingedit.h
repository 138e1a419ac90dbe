#pragma once

#include "model/edit/modeledit.h"
#include "model/engine/settlingchange.h"

namespace drawbridge {

// Carries out what would settle a threat, as one step.
Result<ModelEdit> settlingEdit(const ThreatModel &model, const PropertySchema &schema,
                               const SettlingChange &change);
// Where files, images or scanners say what the change would overrule: "compose.yml:12". Empty when
// it is for the architect to say.
QStringList saidElsewhere(const ThreatModel &model, const SettlingChange &change);

} // namespace drawbridge
