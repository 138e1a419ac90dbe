#pragma once

#include "model/base/result.h"
#include "model/engine/catalogcontent.h"

namespace drawbridge {

// Writes catalogs as a new database file, replacing what stands at the path only when all went
// well. The same content gives the same bytes.
Result<void> writeCatalog(const CatalogContent &content, const QString &path);

} // namespace drawbridge
