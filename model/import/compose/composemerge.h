#pragma once

#include "model/import/compose/composenode.h"

namespace drawbridge::compose {

// The result of laying `override` over `base`, both a whole Compose file, by the merge rules of the
// Compose specification: maps merge, lists append without repeating, commands are replaced, ports,
// mounts, secrets and configs are replaced by what identifies them; !reset removes, !override
// replaces.
ComposeNode mergedFiles(const ComposeNode &base, const ComposeNode &override);

// The same for one service over another (extends).
ComposeNode mergedServices(const ComposeNode &base, const ComposeNode &override);

// Takes away what a file marks with !reset, for a file that nothing is laid under.
ComposeNode withoutResets(const ComposeNode &node);

} // namespace drawbridge::compose
