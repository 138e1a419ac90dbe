#pragma once

#include "app/render/reportpages.h"
#include "model/base/result.h"

#include <QDateTime>

namespace drawbridge {

// What stands around the content of a PDF document.
struct ReportFrame
{
    QString title;
    QString footer;
    QString generator;
    // Stands in the file as its date of creation.
    QDateTime created;
};

// The file of finished pages, with heads, feet and bookmarks.
Result<QByteArray> finishReport(ReportPages &pages, const ReportFrame &frame);

} // namespace drawbridge
