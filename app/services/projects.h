#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge {

// A project with a name and one empty diagram, as `new` and the program window start it.
ThreatModel emptyProject(const QString &name);

} // namespace drawbridge
