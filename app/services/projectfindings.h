#pragma once

#include "app/services/projectevidence.h"
#include "app/services/services.h"

namespace drawbridge {

// What scanners found in a model, by the rules for a project; nothing is found where nothing was
// scanned.
Result<Findings> findingsIn(const Services &services, const ThreatModel &model,
                            const ProjectEvidence &evidence, const QDate &today,
                            const QString &projectPath = {});

} // namespace drawbridge
