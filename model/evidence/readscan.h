#pragma once

#include "model/core/evidence.h"
#include "model/text/jsonitems.h"

namespace drawbridge {

// Reads what a scanner wrote, whatever its format: detected by content. `shownName` stands in
// messages and as the runs' file. A file may hold several runs (SARIF). Results are cleaned (no
// quoted secret, bounded texts), get their fingerprints, and stand once each.
Result<QList<EvidenceRun>> readScan(const QString &path, const QString &shownName,
                                    const JsonItemLimits &limits = {});
Result<QList<EvidenceRun>> readScan(QIODevice &device, const QString &shownName,
                                    const JsonItemLimits &limits = {});

} // namespace drawbridge
