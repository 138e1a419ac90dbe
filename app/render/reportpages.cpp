#include "app/render/reportpages.h"

#include <algorithm>

namespace drawbridge {

ReportPages::ReportPages(const Theme &theme)
    : m_theme(theme)
{
    newPage();
}

void ReportPages::newPage(QSizeF size)
{
    m_pages.push_back({{}, size, m_chapter});
    m_page = m_pages.size() - 1;
    m_y = Top;
    m_headingBaseline = Top + 16;
}

void ReportPages::beginChapter(const QString &title, QSizeF size)
{
    m_chapter = title;
    newPage(size);
    drawChapterHeading();
}

void ReportPages::continueWithChapter(const QString &title)
{
    if (m_page == 0 || pageSize() != Portrait || m_y > bottom() * 0.58) {
        beginChapter(title);
        return;
    }
    m_chapter = title;
    m_y += 20;
    drawChapterHeading();
}

void ReportPages::drawChapterHeading()
{
    bookmark(m_chapter, 0);
    m_headingBaseline = m_y + 16;
    page().text({Left, m_headingBaseline}, m_chapter, reportstyle::Chapter, m_theme.text.primary);
    m_y += 36;
}

bool ReportPages::require(double height)
{
    if (height <= remaining())
        return false;
    newPage(pageSize());
    return true;
}

void ReportPages::returnToFirst()
{
    m_page = 0;
    m_y = Top;
}

void ReportPages::bookmark(const QString &title, int level)
{
    m_bookmarks.push_back({title, level, pageNumber(), m_y});
}

void ReportPages::heading(const QString &text, double together)
{
    require(34 + together);
    const QString line = m_ruler.elided(reportstyle::Section, printableText(text), width());
    page().text({Left, m_y + 20}, line, reportstyle::Section, m_theme.text.primary);
    m_y += 34;
}

void ReportPages::paragraph(const QString &text, const TextStyle &style, QColor color,
                            double spaceAfter, int mostLines)
{
    const double lineHeight = std::max(reportstyle::LineHeight, style.pixels * 1.35);
    const QString clean = printableText(text);
    if (clean.isEmpty())
        return;
    for (const QString &line : m_ruler.wrap(style, clean, width(), mostLines)) {
        require(lineHeight);
        page().text({Left, m_y + lineHeight - 3}, line, style, color);
        m_y += lineHeight;
    }
    m_y += spaceAfter;
}

void ReportPages::note(const QString &text)
{
    paragraph(text, reportstyle::Text, m_theme.text.secondary, 10);
}

qsizetype ReportPages::pageOf(const QString &chapter) const
{
    for (const ReportBookmark &mark : m_bookmarks) {
        if (mark.level == 0 && mark.title == chapter)
            return mark.page + 1;
    }
    return 0;
}

} // namespace drawbridge
