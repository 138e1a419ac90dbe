#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// Hardens the images that a Dockerfile builds, by instructions that are added and keywords that are
// replaced. The result is proven: it is parsed again and holds the instructions that were there
// with exactly those changes; a measure that cannot be proven is withdrawn and listed as manual.
Result<HardenedFile> hardenDockerfile(const HardeningInput &input);

} // namespace drawbridge
