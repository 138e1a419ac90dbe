#include "app/render/pdfreport.h"

#include "app/render/pdfdate.h"
#include "app/render/pdfoutline.h"
#include "app/render/pdfpages.h"
#include "app/render/reportchapters.h"
#include "app/render/stablehashorder.h"

#include <algorithm>

namespace drawbridge {
namespace {

constexpr double ReportPointsPerPixel = 0.75;
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

void drawFrame(DrawList &list, const ReportPage &page, const ReportContent &content,
               qsizetype number, qsizetype count, TextRuler &ruler, const Theme &theme)
{
    const double left = ReportPages::Left;
    const double right = page.size.width() - left;
    const double foot = page.size.height() - 57.5;
    const QColor quiet = theme.text.secondary;
    if (!page.chapter.isEmpty()) {
        const QString title = ruler.elided(reportstyle::SmallStrong, printableText(content.title),
                                           (right - left) * 0.6);
        list.text({left, 48}, title, reportstyle::SmallStrong, quiet);
        list.text({right, 48}, page.chapter, reportstyle::Small, quiet, TextAnchor::End);
        list.line({left, 57.5}, {right, 57.5}, {theme.border.subtle, 1});
    }
    list.line({left, foot}, {right, foot}, {theme.border.subtle, 1});
    QStringList words {content.footer, content.generator};
    words.removeAll(QString());
    const QString line = ruler.elided(
        reportstyle::Foot, printableText(words.join(QStringLiteral("; "))), (right - left) * 0.8);
    list.text({left, foot + 19.5}, line, reportstyle::Foot, quiet);
    list.text({right, foot + 19.5}, QStringLiteral("Page %1 of %2").arg(number).arg(count),
              reportstyle::Foot, quiet, TextAnchor::End);
}

void drawChapters(ReportPages &pages, const ReportContent &content, const PdfReportOptions &options)
{
    drawReportActions(pages, content);
    drawReportScope(pages, content);
    for (const ReportDrawing &diagram : options.diagrams)
        drawPicturePage(pages, QStringLiteral("Diagram"), diagram);
    drawReportThreats(pages, content);
    drawReportDetails(pages, content);
    drawReportEndpoints(pages, content);
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

    PdfPages writer(printableText(content.title));
    const auto count = static_cast<qsizetype>(pages.pages().size());
    for (qsizetype i = 0; i < count; ++i) {
        const ReportPage &page = pages.pages()[static_cast<size_t>(i)];
        DrawList frame;
        drawFrame(frame, page, content, i + 1, count, pages.ruler(), pages.theme());
        if (!writer.add(page, frame))
            return Error {ErrorCode::Internal, QStringLiteral("the PDF writer failed"), {}};
    }
    Result<QByteArray> dated = withCreationDate(writer.finish(), options.created);
    if (!dated)
        return dated;
    std::vector<PdfBookmark> bookmarks;
    for (const ReportBookmark &mark : pages.bookmarks()) {
        const double height = pages.pages()[static_cast<size_t>(mark.page)].size.height();
        bookmarks.push_back({printableText(mark.title), mark.level, mark.page,
                             std::max(0.0, (height - mark.y + 24) * ReportPointsPerPixel)});
    }
    std::stable_sort(bookmarks.begin(), bookmarks.end(),
                     [](const PdfBookmark &a, const PdfBookmark &b) { return a.page < b.page; });
    return withOutline(std::move(dated).value(), bookmarks);
}

} // namespace drawbridge
