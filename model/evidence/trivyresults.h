#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// Adds what one entry of Trivy's "Results" holds: vulnerabilities, misconfigurations, secrets. The
// subject is what was scanned; files inside of a file system become subjects themselves.
Result<void> addTrivyResult(const Value &entry, const EvidenceSubject &subject, ScanRuns &runs);

} // namespace drawbridge
