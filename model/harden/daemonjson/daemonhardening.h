#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// Hardens the configuration of a Docker daemon; an empty file is one that leaves everything as it
// is without it. JSON holds no comments, so what is to be tested is told and not marked.
Result<HardenedFile> hardenDaemonJson(const HardeningInput &input);

} // namespace drawbridge
