#include "app/render/pdfreport.h"

#include "app/render/pdfframe.h"
#include "app/render/reportchapters.h"
#include "app/render/stablehashorder.h"

#include <algorithm>

namespace drawbridge {
namespace {

constexpr double LargestDrawingScale = 1.25;

// A page for one drawing, upright or across, whichever shows it larger.
void drawPicturePage(ReportPages &pages, const QString &chapter, const ReportDrawing &drawing)
{
    if (drawing.drawing.isEmpty() || drawing.area.isEmpty())
        return;
    const bool wide = drawing.area.width() > drawing.area.height() * 0.95;
    pages.beginChapter(chapter, wide ? ReportPages::Landscape : ReportPages::Portrait);
    if (!drawing.title.isEmpty() && drawing.title != chapter)
        pages.note(drawing.title);
    const QSizeF room(pages.width(), pages.remaining());
    const double scale = std::min({LargestDrawingScale, room.width() / drawing.area.width(),
                                   room.height() / drawing.area.height()});
    const double left = ReportPages::Left + (room.width() - drawing.area.width() * scale) / 2;
    pages.place({drawing.drawing, drawing.area.topLeft(), {left, pages.y()}, scale});
}

void drawChapters(ReportPages &pages, const ReportContent &content, const PdfReportOptions &options)
{
    drawReportActions(pages, content);
    drawReportPaths(pages, content);
    drawReportScope(pages, content);
    for (const ReportDrawing &diagram : options.diagrams)
        drawPicturePage(pages, QStringLiteral("Diagram"), diagram);
    drawReportThreats(pages, content);
    drawReportDetails(pages, content);
    drawReportEndpoints(pages, content);
    drawReportRisk(pages, content);
    drawReportConsidered(pages, content);
    drawPicturePage(pages, QStringLiteral("ATT&CK matrix"), options.matrix);
    drawReportTechniques(pages, content);
    drawReportControls(pages, content);
    drawReportQuestions(pages, content);
    drawReportDecisions(pages, content);
    drawReportMethod(pages, content);
}

} // namespace

Result<QByteArray> writePdfReport(const ReportContent &content, const PdfReportOptions &options)
{
    if (const auto fonts = ensureFonts(); !fonts)
        return fonts.error();
    const StableHashOrder stable;
    ReportPages pages(Theme::builtIn(ThemeKind::Print));
    drawChapters(pages, content, options);
    // Last, though it is the first page: it names the page of another chapter.
    pages.returnToFirst();
    drawReportSummary(pages, content, pages.pageOf(methodChapter()));

    return finishReport(pages, {content.title, content.footer, content.generator, options.created});
}

} // namespace drawbridge
