#pragma once

#include "model/import/routes/codefacts.h"

namespace drawbridge::routes {

// Secrets that are written down in a module: set to a constant under a name that speaks of one, or
// text that is one by its looks. Names and places only.
QList<CodeSecret> secretsIn(const CodeModule &module);

} // namespace drawbridge::routes
