#pragma once

#include "app/services/exports.h"

namespace drawbridge {

// The report with all diagrams and the ATT&CK matrix in it.
Result<QByteArray> exportHtmlReport(const Analysis &analysis, const ExportRequest &request);
Result<QByteArray> exportPdfReport(const Analysis &analysis, const ExportRequest &request);
// Text alone, for git.
Result<QByteArray> exportMarkdownReport(const Analysis &analysis, const ExportRequest &request);

} // namespace drawbridge
