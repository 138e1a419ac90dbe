#pragma once

#include "model/import/importer.h"

namespace drawbridge {

// The configuration of a Docker daemon: the host that it runs on, with what holds for every
// container there.
std::unique_ptr<Importer> makeDaemonJsonImporter();

} // namespace drawbridge
