#pragma once

#include "app/render/drawlist.h"
#include "app/render/reporttext.h"
#include "app/render/theme.h"

#include <QSizeF>

namespace drawbridge {

// A drawing of its own that a page shows at a scale.
struct PlacedDrawing
{
    DrawList drawing;
    QPointF origin;
    QPointF at;
    double scale = 1;
};

// One page of a report in logical pixels (96 a page's inch), without header and footer.
struct ReportPage
{
    DrawList drawing;
    QSizeF size;
    // The chapter that it belongs to; none on the first page.
    QString chapter;
    std::vector<PlacedDrawing> pictures = {};
};

struct ReportBookmark
{
    QString title;
    int level = 0;
    qsizetype page = 0;
    double y = 0;
};

// The text sizes of reports.
namespace reportstyle {
inline constexpr TextStyle DocumentTitle {26, 700};
inline constexpr TextStyle Chapter {20, 700};
inline constexpr TextStyle Section {14, 600};
inline constexpr TextStyle Group {12, 600};
inline constexpr TextStyle Lead {13, 400};
inline constexpr TextStyle Text {11, 400};
inline constexpr TextStyle Strong {11, 600};
inline constexpr TextStyle Code {10, 400, true};
inline constexpr TextStyle Small {10, 400};
inline constexpr TextStyle SmallStrong {10, 600};
// 7.1 points on paper, the least there is.
inline constexpr TextStyle Foot {9.5, 400};
inline constexpr double LineHeight = 14;
} // namespace reportstyle

// Places content from top to bottom and begins a new page when one is full.
class ReportPages
{
public:
    explicit ReportPages(const Theme &theme);

    static constexpr QSizeF Portrait {794, 1123};
    static constexpr QSizeF Landscape {1123, 794};
    static constexpr double Left = 57;
    static constexpr double Top = 82;

    const Theme &theme() const { return m_theme; }
    TextRuler &ruler() { return m_ruler; }
    DrawList &page() { return m_pages[m_page].drawing; }
    qsizetype pageNumber() const { return static_cast<qsizetype>(m_page); }
    QSizeF pageSize() const { return m_pages[m_page].size; }

    double y() const { return m_y; }
    void advance(double by) { m_y += by; }
    double width() const { return pageSize().width() - 2 * Left; }
    double right() const { return Left + width(); }
    double bottom() const { return pageSize().height() - 76; }
    double remaining() const { return bottom() - m_y; }

    // A page of the current chapter.
    void newPage(QSizeF size = Portrait);
    // A new chapter on a new page, with its heading.
    void beginChapter(const QString &title, QSizeF size = Portrait);
    // A short chapter: below the one before it where half a page is left.
    void continueWithChapter(const QString &title);
    const QString &chapter() const { return m_chapter; }
    // Of the chapter's heading on this page, or where it would stand.
    double headingBaseline() const { return m_headingBaseline; }
    // Room for so much, here or on a new page. Whether a page was begun.
    bool require(double height);
    // The first page, for what is known only at the end. It has to fit.
    void returnToFirst();
    void place(PlacedDrawing picture) { m_pages[m_page].pictures.push_back(std::move(picture)); }
    void bookmark(const QString &title, int level);

    // A heading that stays with at least `together` of what follows.
    void heading(const QString &text, double together = 60);
    // Wrapped text; breaks between lines.
    void paragraph(const QString &text, const TextStyle &style, QColor color, double spaceAfter = 8,
                   int mostLines = 200);
    void note(const QString &text);

    const std::vector<ReportPage> &pages() const { return m_pages; }
    const std::vector<ReportBookmark> &bookmarks() const { return m_bookmarks; }
    // The page on which a chapter begins, counted from 1; 0 when there is none.
    qsizetype pageOf(const QString &chapter) const;

private:
    const Theme &m_theme;
    TextRuler m_ruler;
    std::vector<ReportPage> m_pages;
    std::vector<ReportBookmark> m_bookmarks;
    QString m_chapter;
    size_t m_page = 0;
    double m_y = Top;
    double m_headingBaseline = Top + 16;

    void drawChapterHeading();
};

} // namespace drawbridge
