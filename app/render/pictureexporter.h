#pragma once

#include "app/render/diagrampicture.h"

#include <QDateTime>

namespace drawbridge {

enum class PictureFormat { Svg, Png, Pdf };

struct PictureOptions
{
    ThemeKind theme = ThemeKind::Light;
    // Around the picture, in logical pixels.
    double margin = 24;
    // Pixels of a PNG for each logical pixel; 2 is about 192 dpi.
    double pixelRatio = 2;
    bool transparent = false;
    QString title;
    // Stands in a PDF as its date of creation.
    QDateTime created = QDateTime(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC);
};

// A display list as the bytes of a picture file. The PDF has one page of the picture's size. The
// same input gives the same bytes. Fails without the fonts, and when the picture is empty.
Result<QByteArray> exportPicture(const DrawList &list, const QRectF &bounds, PictureFormat format,
                                 const PictureOptions &options);

// A whole diagram, in full detail.
Result<QByteArray> exportDiagram(const DiagramPicture &picture, PictureFormat format,
                                 const PictureOptions &options);

// By a file name's extension; an error names those that exist.
Result<PictureFormat> pictureFormatOf(const QString &fileName);

} // namespace drawbridge
