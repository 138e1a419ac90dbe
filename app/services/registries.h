#pragma once

#include "model/import/importer.h"

#include <memory>
#include <vector>

namespace drawbridge {

// One line a format.
std::vector<std::unique_ptr<Importer>> makeImporters();

} // namespace drawbridge
