#include "app/render/pictureexporter.h"

#include "app/render/fixedhashseed.h"
#include "app/render/painterbackend.h"
#include "app/render/pdfdate.h"
#include "app/render/stablehashorder.h"
#include "app/render/svgwriter.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

// 100 million pixels are 400 MB; larger pictures get fewer pixels, not none.
constexpr double MostPixels = 100e6;
constexpr double LongestSide = 32'000;
// The largest page that PDF readers show.
constexpr double LongestPagePoints = 14'400;
constexpr double PointsPerPixel = 0.75;

double fittingRatio(const QSizeF &size, double wanted)
{
    const double longest = std::max(size.width(), size.height());
    return std::min({std::clamp(wanted, 0.05, 8.0), LongestSide / longest,
                     std::sqrt(MostPixels / (size.width() * size.height()))});
}

Result<QByteArray> writePng(const DrawList &list, const QRectF &area, const Theme &theme,
                            const PictureOptions &options)
{
    const double ratio = fittingRatio(area.size(), options.pixelRatio);
    const QSize pixels(std::max(1, static_cast<int>(std::ceil(area.width() * ratio))),
                       std::max(1, static_cast<int>(std::ceil(area.height() * ratio))));
    QImage image(pixels,
                 options.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull())
        return Error {ErrorCode::LimitExceeded,
                      QStringLiteral("no memory for a picture of %1 x %2 pixels")
                          .arg(pixels.width())
                          .arg(pixels.height()),
                      {}};
    image.fill(options.transparent ? QColor(Qt::transparent) : theme.surface.canvas);
    QPainter painter(&image);
    painter.scale(ratio, ratio);
    painter.translate(-area.topLeft());
    // Vectors: pixmaps exist in the GUI thread only, and exports run anywhere.
    paintDrawList(painter, list, IconDrawing::Vectors);
    painter.end();
    const int dotsPerMeter = static_cast<int>(std::lround(96 * ratio / 0.0254));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    image.setText(QStringLiteral("Title"), options.title);
    image.setText(QStringLiteral("Software"), QStringLiteral("Drawbridge"));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return Error {ErrorCode::Internal, QStringLiteral("the PNG writer failed"), {}};
    return bytes;
}

Result<QByteArray> writePdf(const DrawList &list, const QRectF &area, const Theme &theme,
                            const PictureOptions &options)
{
    QSizeF page = area.size() * PointsPerPixel;
    const double shrink = std::min(1.0, LongestPagePoints / std::max(page.width(), page.height()));
    page *= shrink;
    const StableHashOrder stable;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const FixedHashSeed seed;
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Drawbridge"));
    writer.setTitle(options.title);
    writer.setPageSize(QPageSize(page, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter;
    if (!painter.begin(&writer))
        return Error {ErrorCode::Internal, QStringLiteral("the PDF writer failed"), {}};
    const double scale = writer.logicalDpiX() / 72.0 * PointsPerPixel * shrink;
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    if (!options.transparent && theme.kind != ThemeKind::Print)
        painter.fillRect(area, theme.surface.canvas);
    paintDrawList(painter, list, IconDrawing::Vectors);
    painter.end();
    buffer.close();
    return withCreationDate(bytes, options.created);
}

} // namespace

Result<QByteArray> exportPicture(const DrawList &list, const QRectF &bounds, PictureFormat format,
                                 const PictureOptions &options)
{
    if (list.isEmpty() || bounds.isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the diagram is empty: there is nothing to draw"),
                      {}};
    if (const auto fonts = ensureFonts(); !fonts)
        return fonts.error();
    const Theme &theme = Theme::builtIn(options.theme);
    const QRectF area =
        bounds.adjusted(-options.margin, -options.margin, options.margin, options.margin)
            .toAlignedRect();
    switch (format) {
    case PictureFormat::Svg: {
        const QColor background = options.transparent ? QColor() : theme.surface.canvas;
        return writeSvg(list, {area, options.title, {}, background});
    }
    case PictureFormat::Png:
        return writePng(list, area, theme, options);
    case PictureFormat::Pdf:
        return writePdf(list, area, theme, options);
    }
    return Error {};
}

Result<QByteArray> exportDiagram(const DiagramPicture &picture, PictureFormat format,
                                 const PictureOptions &options)
{
    const Theme &theme = Theme::builtIn(options.theme);
    PictureOptions titled = options;
    if (titled.title.isEmpty())
        titled.title = picture.title;
    return exportPicture(drawDiagram(picture, theme), picture.bounds(theme.metrics), format,
                         titled);
}

Result<PictureFormat> pictureFormatOf(const QString &fileName)
{
    const QString extension = QFileInfo(fileName).suffix().toLower();
    if (extension == u"svg")
        return PictureFormat::Svg;
    if (extension == u"png")
        return PictureFormat::Png;
    if (extension == u"pdf")
        return PictureFormat::Pdf;
    return Error {ErrorCode::Unsupported,
                  QStringLiteral("%1: a picture's name ends with .svg, .png or .pdf").arg(fileName),
                  {}};
}

} // namespace drawbridge
