#include "app/render/pdfframe.h"

#include "app/render/pdfdate.h"
#include "app/render/pdfoutline.h"
#include "app/render/pdfpages.h"

#include <algorithm>

namespace drawbridge {
namespace {

constexpr double ReportPointsPerPixel = 0.75;

void drawFrame(DrawList &list, const ReportPage &page, const ReportFrame &content, qsizetype number,
               qsizetype count, TextRuler &ruler, const Theme &theme)
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

} // namespace

Result<QByteArray> finishReport(ReportPages &pages, const ReportFrame &frame)
{
    PdfPages writer(printableText(frame.title));
    const auto count = static_cast<qsizetype>(pages.pages().size());
    for (qsizetype i = 0; i < count; ++i) {
        const ReportPage &page = pages.pages()[static_cast<size_t>(i)];
        DrawList around;
        drawFrame(around, page, frame, i + 1, count, pages.ruler(), pages.theme());
        if (!writer.add(page, around))
            return Error {ErrorCode::Internal, QStringLiteral("the PDF writer failed"), {}};
    }
    Result<QByteArray> dated = withCreationDate(writer.finish(), frame.created);
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
