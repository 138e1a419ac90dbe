#pragma once

#include "model/export/reportcontent.h"

namespace drawbridge {

// "threat", "dismissed", "unanswered", "out-of-scope"; and in sentence case.
QString nameOf(LedgerState state);
QString displayName(LedgerState state);

// The ledger with a column for each letter, for reports.
TableDocument consideredTable(const ExportInput &input);
// Who reviewed what, newest first: "Ada" and "this revision, 2026-11-24: before release".
QList<ReportFact> reviewFacts(const ExportInput &input);

} // namespace drawbridge
