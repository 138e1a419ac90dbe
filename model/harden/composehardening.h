#pragma once

#include "model/harden/hardening.h"

namespace drawbridge {

// Hardens the services of a Compose file that stand in it. The result is proven: it is parsed again
// and says exactly what the measures promise; a measure that cannot be proven is withdrawn and
// listed as manual. Hardening the result again changes nothing.
Result<HardenedFile> hardenCompose(const HardeningInput &input);

} // namespace drawbridge
