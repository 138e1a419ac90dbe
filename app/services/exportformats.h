#pragma once

#include "app/services/exports.h"

namespace drawbridge {

// A way to write some of the views. Adding one is its function and one line in exportFormats().
struct ExportFormat
{
    // The file ending: "csv".
    QString format;
    QStringList views;
    // Draws or measures text.
    bool needsFonts = false;
    Result<QByteArray> (*write)(const Analysis &analysis, const ExportRequest &request) = nullptr;
};

const QList<ExportFormat> &exportFormats();
QStringList exportFormatNames();
QStringList viewsOf(const QString &format);
// What a format shows unless asked otherwise; empty for an unknown format.
QString defaultViewOf(const QString &format);

} // namespace drawbridge
