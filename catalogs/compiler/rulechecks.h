#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/catalogcontent.h"

namespace drawbridge {

// What is wrong with the rule packs of a folder: they do not load, or name a technique, weakness,
// attack pattern or control that the catalogs do not hold; and with the table that ties checks of
// scanners to their rules.
Diagnostics checkRulePacks(const CatalogContent &catalogs, const QString &schemaPath,
                           const QString &rulesFolder, const QString &scannersFolder);

} // namespace drawbridge
