#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/catalogsnapshot.h"
#include "model/engine/ruleset.h"

namespace drawbridge {

// The id of the live technique, or the ids of the active controls, that an id stands for today:
// itself, or what took its place. Empty when nothing did.
QStringList liveTechniqueIds(const QString &id, const CatalogSnapshot &catalogs);
QStringList liveControlIds(const QString &id, const CatalogSnapshot &catalogs);

// Makes a rule name what took the place of retired techniques and withdrawn controls, with a
// warning each. What nothing took the place of stays as it is written.
void followCatalogs(RuleInfo &rule, const CatalogSnapshot &catalogs, Diagnostics &warnings);

} // namespace drawbridge
