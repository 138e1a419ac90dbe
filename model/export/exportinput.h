#pragma once

#include "model/assess/findings.h"
#include "model/core/threatmodel.h"
#include "model/engine/analysissession.h"
#include "model/engine/catalogsnapshot.h"

namespace drawbridge {

// Everything an export may speak of: results, not pixels. All pointers are borrowed and not null.
struct ExportInput
{
    const ThreatModel *model = nullptr;
    const AnalysisSession *session = nullptr;
    const CatalogSnapshot *catalog = nullptr;
    const PropertySchema *schema = nullptr;
    const RuleSet *rules = nullptr;
    // Name of the project file, for headings; without folder.
    QString fileName;
    // What scanners said; null without any.
    const Evidence *scans = nullptr;
    // What they mean for the model; null without any.
    const Findings *findings = nullptr;
    // "present", "missing" or "stale".
    QString evidence = QStringLiteral("missing");
    // Digest of what the model means now, as reviews record it; empty when nobody worked it out.
    QByteArray revision;
    // "Drawbridge 0.1.0", for the "made by" line.
    QString generator;
};

} // namespace drawbridge
