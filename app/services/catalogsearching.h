#pragma once

#include "app/services/services.h"
#include "catalogs/store/catalogsearch.h"

namespace drawbridge {

// A search over the catalogs that the program uses, for the thread that opens it.
Result<CatalogSearch> openCatalogSearch(const Services &services);

} // namespace drawbridge
