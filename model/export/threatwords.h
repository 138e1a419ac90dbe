#pragma once

#include "model/export/exportinput.h"

namespace drawbridge {

// The words of a threat's derived values in JSON, files and on the command line.
QString nameOf(ThreatStatus status);
QString nameOf(MitigationState state);
QString nameOf(EvidenceGrade grade);
QString nameOf(MitigationEffect effect);
// For people, in sentence case: "Needs answer".
QString displayName(ThreatStatus status);
QString displayName(MitigationState state);
QString displayName(EvidenceGrade grade);
QString displayName(MitigationEffect effect);

// "process", "data-store", "external-entity", "data-flow", "interface", "trust-boundary", "image",
// "identity" or "model".
QString targetKindName(const ThreatModel &model, RecordKind kind, const IdText &id);

// Whether a threat still asks for something to be done: open, unanswered, half mitigated, or
// decided on facts that have changed or by a decision that has expired.
bool needsAttention(const Threat &threat);

// Ids mapped to a threat: its rule's, or what a manual threat names.
QStringList attackOf(const ExportInput &input, const Threat &threat);
QStringList capecOf(const ExportInput &input, const Threat &threat);
QStringList cweOf(const ExportInput &input, const Threat &threat);
QStringList nistOf(const ExportInput &input, const Threat &threat);
// "containers/privileged", or "manual".
QString ruleKeyOf(const ExportInput &input, const Threat &threat);

// All threats, most severe first, then in the session's order.
QList<const Threat *> bySeverity(const AnalysisSession &session);

// The owner's name before an interface's: "web: GET /ping"; other records by their own name.
QString qualifiedName(const ThreatModel &model, RecordKind kind, const IdText &id);

} // namespace drawbridge
