#pragma once

#include "model/export/comparisondocument.h"
#include "model/export/reportcontent.h"

namespace drawbridge {

// The findings of an assessment on a page of Markdown: counts, what to do first, the worst threats,
// and what was fixed where there is a comparison.
QByteArray writeSummaryMarkdown(const ReportContent &content,
                                const ComparisonDocument *comparison = nullptr);

} // namespace drawbridge
