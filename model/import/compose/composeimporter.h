#pragma once

#include "model/import/importer.h"

namespace drawbridge {

// Docker Compose files, of the current specification and of versions 1 to 3.
std::unique_ptr<Importer> makeComposeImporter();

} // namespace drawbridge
