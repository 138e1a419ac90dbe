#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/ruleset.h"
#include "model/evidence/scannertable.h"

namespace drawbridge {

// What is wrong with the table of scanners' checks in a folder: it does not load, or names a rule,
// property or weakness that is not there, or a value that the property cannot have.
Diagnostics checkScannerTable(const QString &folder, const RuleSet &rules,
                              const PropertySchema &schema);

} // namespace drawbridge
