#pragma once

#include "catalogs/compiler/catalogsources.h"
#include "model/base/diagnostic.h"

namespace drawbridge {

// One thing that must hold for the catalogs; says with file and line where it does not.
using CatalogCheck = void (*)(const CatalogSources &sources, Diagnostics &problems);

// All checks, in the order in which they run. A further one is a function and a line in this list.
const std::vector<CatalogCheck> &catalogChecks();

} // namespace drawbridge
