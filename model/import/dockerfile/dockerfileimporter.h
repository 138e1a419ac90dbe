#pragma once

#include "model/import/importer.h"

namespace drawbridge {

// A Dockerfile by itself: one element that runs the image it builds.
std::unique_ptr<Importer> makeDockerfileImporter();

} // namespace drawbridge
