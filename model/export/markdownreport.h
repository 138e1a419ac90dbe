#pragma once

#include "model/export/reportcontent.h"

#include <QByteArray>

namespace drawbridge {

// The report as GitHub-flavoured Markdown, to be kept in git beside the model: one line a cell or
// paragraph, so that differences are easy to read.
QByteArray writeMarkdownReport(const ReportContent &content);

} // namespace drawbridge
