#pragma once

#include "model/engine/rulecoverage.h"
#include "model/export/tabledocument.h"

#include <QByteArray>

namespace drawbridge {

// What the rules cover, for `rules coverage`.

// A row for every pair of technique and rule; a technique without a rule has one row.
TableDocument techniqueCoverageTable(const RuleSet &rules, const CatalogSnapshot &catalog);
// Kinds of records by the letters of STRIDE: how many rules judge each.
TableDocument strideChartTable(const RuleSet &rules);
QByteArray writeCoverageJson(const RuleSet &rules, const CatalogSnapshot &catalog);

} // namespace drawbridge
