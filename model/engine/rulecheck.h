#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/catalogsnapshot.h"
#include "model/engine/ruleset.h"

namespace drawbridge {

// What rules name that the catalogs do not know: techniques, attack patterns, weaknesses, controls.
// A withdrawn control or a retired technique is an error too.
Diagnostics checkRules(const RuleSet &rules, const CatalogSnapshot &catalogs);

} // namespace drawbridge
