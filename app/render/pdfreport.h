#pragma once

#include "app/render/drawlist.h"
#include "model/export/reportcontent.h"

#include <QDateTime>

namespace drawbridge {

// A drawing for a page of its own: a diagram, the ATT&CK matrix.
struct ReportDrawing
{
    QString title;
    DrawList drawing;
    // What is to be seen of it.
    QRectF area;
};

struct PdfReportOptions
{
    // Stands in the file as its date of creation.
    QDateTime created = QDateTime(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC);
    // Drawn in the print theme.
    QList<ReportDrawing> diagrams;
    // The matrix; left out when it has no drawing.
    ReportDrawing matrix;
};

// The report on A4 pages: vector drawings, text that can be searched, bookmarks. Equal content
// gives equal bytes, at any time and in any time zone. Fails without the fonts.
Result<QByteArray> writePdfReport(const ReportContent &content,
                                  const PdfReportOptions &options = {});

} // namespace drawbridge
