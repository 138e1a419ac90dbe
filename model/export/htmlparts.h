#pragma once

#include "model/export/reportcontent.h"

#include <QByteArray>

namespace drawbridge {

// The fixed parts of an HTML report.

// Rules that use the variables --text, --severity-high and so on.
QByteArray reportStyleSheet();
// Hidden definitions of the signs: #severity-high, #status-open, ...
QByteArray reportSigns();

// Escaped, with commas between.
QString commaList(const QStringList &texts);
// The sign and the word beside it.
QString severityHtml(Severity severity);
QString statusHtml(const ReportThreat &threat);
QString statusHtml(ThreatStatus status);
QString strideHtml(Stride stride);
// A stacked bar of severities with figures, `most` threats wide.
QString severityBarHtml(const SeverityCounts &counts, int most);
QString barHtml(int count, int most);

} // namespace drawbridge
