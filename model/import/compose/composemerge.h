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

// Takes away what is marked with !reset, where nothing is laid under it.
ComposeNode withoutResets(const ComposeNode &node);
// The same for a whole file. A service that extends another keeps its marks: they are about what
// it extends.
ComposeNode withoutResetsOfFile(const ComposeNode &root);

} // namespace drawbridge::compose
