#pragma once

#include "model/evidence/scanreader.h"

namespace drawbridge {

// "WARN", "PASS", "NOTE", "INFO" of Docker Bench.
EvidenceOutcome dockerBenchOutcome(const QString &word);
// Unix seconds as ISO 8601 in UTC; empty when it is none.
QString timeOfSeconds(const Value &seconds);
// One result for each container of section 5 or image of section 4 that it names; else the host's.
Result<void> addDockerBench(const EvidenceResult &result, const QStringList &items, ScanRuns &runs);

// The log that Docker Bench prints: "[WARN] 5.10  - Ensure ...", colours allowed.
bool isDockerBenchLog(const QByteArray &beginning);
Result<void> readDockerBenchLog(QIODevice &device, ScanRuns &runs);

} // namespace drawbridge
