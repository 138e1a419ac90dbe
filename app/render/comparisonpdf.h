#pragma once

#include "model/base/result.h"
#include "model/export/comparisondocument.h"

#include <QDateTime>

namespace drawbridge {

// A comparison on A4 pages. Equal content and date give equal bytes. Fails without the fonts.
Result<QByteArray> writeComparisonPdf(const ComparisonDocument &document, const QDateTime &created);

} // namespace drawbridge
