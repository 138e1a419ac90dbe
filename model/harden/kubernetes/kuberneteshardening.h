#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// Hardens the pods and namespaces of a manifest, each object of a List and of a file with several
// documents. Proven as Compose files are: read again, the result says exactly what the measures
// promise.
Result<HardenedFile> hardenKubernetes(const HardeningInput &input);

} // namespace drawbridge
