#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace drawbridge {

struct PdfBookmark
{
    QString title;
    // 0 for chapters, 1 for what is inside.
    int level = 0;
    // From 0.
    qsizetype page = 0;
    // Points from the lower edge of the page.
    double top = 0;
};

// Adds bookmarks, a language and "show the title" to a PDF file as Qt 6.4 writes it, which knows
// none of them: new objects behind the old ones (PDF 32000-1, 7.5.6 incremental update).
Result<QByteArray> withOutline(QByteArray pdf, const std::vector<PdfBookmark> &bookmarks);

} // namespace drawbridge
