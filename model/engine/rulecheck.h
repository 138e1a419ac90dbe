#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/catalogsnapshot.h"
#include "model/engine/ruleset.h"

namespace drawbridge {

// What rules name that the catalogs do not know: techniques, attack patterns, weaknesses, controls.
// A withdrawn control or a retired technique is an error too.
Diagnostics checkRules(const RuleSet &rules, const CatalogSnapshot &catalogs);

// What becomes of rules under other catalogs than those they were written for: of each technique
// and control that they name and that these no longer hold, what takes its place in which rules, as
// a note; where nothing does, as a warning.
Diagnostics checkRulesUnder(const CatalogSnapshot &catalogs, const RuleSet &rules);

} // namespace drawbridge
