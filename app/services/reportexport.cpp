#include "app/services/reportexport.h"

#include "app/render/matrixpicture.h"
#include "app/render/pdfreport.h"
#include "app/render/reportstyle.h"
#include "app/render/svgwriter.h"
#include "app/services/diagramexport.h"
#include "model/engine/rulereach.h"
#include "model/export/htmlreport.h"
#include "model/export/markdownreport.h"

namespace drawbridge {

// Around a diagram on paper, in logical pixels.
static constexpr double PictureMargin = 16;

static MatrixPicture matrixOf(const Analysis &analysis, const Theme &theme)
{
    const ExportInput input = analysis.exportInput();
    MatrixOptions options;
    options.legend = true;
    return composeMatrix(analysis.catalog,
                         techniqueStandings(input, rulesThatJudge(input.session->input())), options,
                         theme);
}

static QByteArray svgOf(const DrawList &drawing, const QRectF &area, const QString &title)
{
    SvgOptions options;
    options.area = area;
    options.title = title;
    return writeSvg(drawing, options);
}

Result<QByteArray> exportHtmlReport(const Analysis &analysis, const ExportRequest &)
{
    if (const auto fonts = ensureFonts(); !fonts)
        return fonts.error();
    const Theme &light = Theme::builtIn(ThemeKind::Light);
    HtmlReportOptions options;
    options.lightVariables = reportStyleVariables(light);
    options.darkVariables = reportStyleVariables(Theme::builtIn(ThemeKind::Dark));
    for (const Diagram &diagram : analysis.model.diagrams) {
        const DiagramPicture picture = pictureOf(analysis, diagram.id);
        const QRectF area = picture.bounds(light.metrics);
        if (area.isEmpty())
            continue;
        const QRectF padded =
            area.adjusted(-PictureMargin, -PictureMargin, PictureMargin, PictureMargin);
        options.diagrams.append(
            {diagram.name, svgOf(drawDiagram(picture, light), padded, diagram.name)});
    }
    const MatrixPicture matrix = matrixOf(analysis, light);
    options.matrix = svgOf(matrix.drawing, QRectF(QPointF(), matrix.size),
                           QStringLiteral("ATT&CK for Containers"));
    return writeHtmlReport(composeReport(analysis.exportInput()), options);
}

Result<QByteArray> exportPdfReport(const Analysis &analysis, const ExportRequest &request)
{
    const Theme &print = Theme::builtIn(ThemeKind::Print);
    PdfReportOptions options;
    options.created = QDateTime(request.date, QTime(0, 0), Qt::UTC);
    for (const Diagram &diagram : analysis.model.diagrams) {
        const DiagramPicture picture = pictureOf(analysis, diagram.id);
        const QRectF area = picture.bounds(print.metrics);
        if (!area.isEmpty())
            options.diagrams.append({diagram.name, drawDiagram(picture, print), area});
    }
    const MatrixPicture matrix = matrixOf(analysis, print);
    options.matrix = {QStringLiteral("ATT&CK for Containers"), matrix.drawing,
                      QRectF(QPointF(), matrix.size)};
    return writePdfReport(composeReport(analysis.exportInput()), options);
}

Result<QByteArray> exportMarkdownReport(const Analysis &analysis, const ExportRequest &)
{
    return writeMarkdownReport(composeReport(analysis.exportInput()));
}

} // namespace drawbridge
