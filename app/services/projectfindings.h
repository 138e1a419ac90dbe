#pragma once

#include "app/services/projectevidence.h"
#include "app/services/services.h"

namespace drawbridge {

// What scanners found in a model; nothing is found where nothing was scanned.
Result<Findings> findingsIn(const Services &services, const ThreatModel &model,
                            const ProjectEvidence &evidence, const QDate &today);

} // namespace drawbridge
