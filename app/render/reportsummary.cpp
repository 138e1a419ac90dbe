#include "app/render/reportchapters.h"

#include "app/render/iconset.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <algorithm>
#include <numeric>

namespace drawbridge {
namespace {

constexpr TextStyle SummaryText {11.5, 400};
constexpr TextStyle SummaryStrong {11.5, 600};
constexpr TextStyle BarLabel {12, 400};
constexpr TextStyle BarLabelStrong {12, 600};
constexpr TextStyle BarTotal {12, 700};

constexpr qsizetype MostBars = 7;
constexpr double BarLeft = ReportPages::Left + 150;
constexpr double BarRoom = 490;
constexpr double WidestUnit = 35;

// The summary page, from top to bottom.
class SummaryPage
{
public:
    SummaryPage(ReportPages &pages, const ReportContent &content)
        : m_pages(pages)
        , m_theme(pages.theme())
        , m_content(content)
    {
    }

    void draw(qsizetype methodPage);

private:
    void drawTitle();
    void drawFacts();
    void drawTiles();
    void drawTile(const QRectF &rect, int count, const QString &words,
                  std::optional<StatusSign> sign);
    void drawLegend();
    void drawElementBars();
    void drawElementBar(const ReportSection &section, double unit, bool strong);
    void drawColumns();
    void drawShare(double left, double y, int count, int most);
    void drawActions();

    DrawList &page() { return m_pages.page(); }
    void text(QPointF at, const QString &words, const TextStyle &style,
              TextAnchor anchor = TextAnchor::Start)
    {
        page().text(at, words, style, m_theme.text.primary, anchor);
    }

    ReportPages &m_pages;
    const Theme &m_theme;
    const ReportContent &m_content;
};

void SummaryPage::drawTitle()
{
    TextRuler &ruler = m_pages.ruler();
    m_pages.advance(-15);
    const QString title = printableText(m_content.title);
    for (const QString &line : ruler.wrap(reportstyle::DocumentTitle, title, m_pages.width(), 2)) {
        text({ReportPages::Left, m_pages.y() + 25}, line, reportstyle::DocumentTitle);
        m_pages.advance(33);
    }
    m_pages.paragraph(m_content.subtitle, reportstyle::Lead, m_theme.text.secondary, 0, 3);
    m_pages.advance(14);
}

void SummaryPage::drawFacts()
{
    TextRuler &ruler = m_pages.ruler();
    // Each as wide as it wants to be, when all fit beside each other.
    QList<double> widths;
    double total = 0;
    for (const ReportFact &fact : m_content.facts) {
        widths += std::max({110.0, ruler.width(reportstyle::Small, fact.label),
                            ruler.width(SummaryStrong, printableText(fact.value)) + 2})
            + 24;
        total += widths.last();
    }
    const double scale = std::min(1.0, m_pages.width() / std::max(1.0, total));
    double left = ReportPages::Left;
    qsizetype lines = 0;
    for (qsizetype f = 0; f < m_content.facts.size(); ++f) {
        const ReportFact &fact = m_content.facts[f];
        page().text({left, m_pages.y() + 10}, fact.label, reportstyle::Small,
                    m_theme.text.secondary);
        const QStringList wrapped =
            ruler.wrap(SummaryStrong, printableText(fact.value), widths[f] * scale - 12, 2);
        for (qsizetype i = 0; i < wrapped.size(); ++i)
            text({left, m_pages.y() + 27 + double(i) * 15}, wrapped[i], SummaryStrong);
        lines = std::max(lines, wrapped.size());
        left += widths[f] * scale;
    }
    m_pages.advance(36 + double(lines) * 15);
}

void SummaryPage::drawTile(const QRectF &rect, int count, const QString &words,
                           std::optional<StatusSign> sign)
{
    page().rect(rect, m_theme.metrics.cardRadius,
                {m_theme.surface.panel, {m_theme.border.subtle, 1}});
    text({rect.left() + 13.5, rect.top() + 37.5}, QString::number(count),
         reportstyle::DocumentTitle);
    page().text({rect.left() + 13.5, rect.top() + 59.5}, words, reportstyle::Text,
                m_theme.text.secondary);
    if (sign)
        drawStatusSign(page(), {rect.right() - 19, rect.top() + 27.5}, *sign, m_theme);
}

void SummaryPage::drawTiles()
{
    const struct
    {
        int count;
        const char *words;
        std::optional<StatusSign> sign;
    } tiles[] = {
        {m_content.total, "threats", {}},
        {m_content.openOrUnanswered(), "open or unanswered", StatusSign::Open},
        {m_content.count(ThreatStatus::PartiallyMitigated), "partially mitigated",
         StatusSign::PartiallyMitigated},
        {m_content.count(ThreatStatus::Mitigated), "mitigated", StatusSign::Mitigated},
        {m_content.count(ThreatStatus::Accepted), "accepted", StatusSign::Accepted},
    };
    double left = ReportPages::Left + 0.5;
    for (const auto &tile : tiles) {
        drawTile({left, m_pages.y() + 0.5, 125.4, 75}, tile.count, QString::fromLatin1(tile.words),
                 tile.sign);
        left += 138.4;
    }
    m_pages.advance(75 + 22);
}

void SummaryPage::drawLegend()
{
    double left = ReportPages::Left;
    const double y = m_pages.y() + 10;
    for (size_t i = 0; i < m_content.bySeverity.size(); ++i) {
        if (m_content.bySeverity[i] == 0)
            continue;
        const Severity severity = static_cast<Severity>(i);
        const QString words =
            displayName(severity) + u' ' + QString::number(m_content.bySeverity[i]);
        drawSeverityMark(page(), {left + 6, y}, 5.5, severity, m_theme);
        text({left + 17, y + 4.3}, words, reportstyle::Text);
        left += 17 + m_pages.ruler().width(reportstyle::Text, words) + 18;
    }
    m_pages.advance(34);
}

void SummaryPage::drawElementBar(const ReportSection &section, double unit, bool strong)
{
    TextRuler &ruler = m_pages.ruler();
    const double y = m_pages.y();
    const TextStyle &style = strong ? BarLabelStrong : BarLabel;
    page().icon(iconForSection(section), {ReportPages::Left, y + 3}, 16, m_theme.text.secondary, 2);
    text({ReportPages::Left + 24, y + 15},
         ruler.elided(style, printableText(section.name), BarLeft - ReportPages::Left - 34), style);
    double left = BarLeft + 0.5;
    for (size_t i = 0; i < section.counts.size(); ++i) {
        const int count = section.counts[i];
        if (count == 0)
            continue;
        const SeverityColors &colors = m_theme.of(static_cast<Severity>(i));
        const double width = std::max(2.0, count * unit - 2);
        page().rect({left, y + 0.5, width, 21}, 2, {colors.fill, {colors.mark, 1}});
        const QString figure = QString::number(count);
        if (ruler.width(reportstyle::Strong, figure) + 3 < width)
            page().text({left + width / 2, y + 15}, figure, reportstyle::Strong, colors.on,
                        TextAnchor::Middle);
        left += width + 2;
    }
    text({left + 8, y + 15}, QString::number(section.total()), BarTotal);
    m_pages.advance(30);
}

void SummaryPage::drawElementBars()
{
    text({ReportPages::Left, m_pages.y() + 14}, QStringLiteral("Severity by element"),
         reportstyle::Section);
    m_pages.advance(32);
    if (m_content.sections.isEmpty()) {
        m_pages.note(QStringLiteral("No rule reports a threat for this model."));
        return;
    }
    drawLegend();
    int most = 1;
    const qsizetype shown = std::min(MostBars, m_content.sections.size());
    for (qsizetype i = 0; i < shown; ++i)
        most = std::max(most, m_content.sections[i].total());
    const double unit = std::min(WidestUnit, BarRoom / most);
    for (qsizetype i = 0; i < shown; ++i)
        drawElementBar(m_content.sections[i], unit, i == 0);
    if (shown < m_content.sections.size()) {
        int rest = 0;
        for (qsizetype i = shown; i < m_content.sections.size(); ++i)
            rest += m_content.sections[i].total();
        const QString words = QStringLiteral("and %1 with %2")
                                  .arg(quantity(static_cast<int>(m_content.sections.size() - shown),
                                                QStringLiteral("more element")),
                                       quantity(rest, QStringLiteral("threat")));
        page().text({ReportPages::Left + 24, m_pages.y() + 11}, words, reportstyle::Text,
                    m_theme.text.secondary);
        m_pages.advance(20);
    }
    m_pages.advance(8);
}

void SummaryPage::drawShare(double left, double y, int count, int most)
{
    const double width = 134.0 * count / std::max(1, most);
    if (count > 0)
        page().rect({left + 164, y + 4, width, 10}, 1, {m_theme.text.secondary});
    text({left + 324, y + 13.5}, QString::number(count), SummaryStrong, TextAnchor::End);
}

void SummaryPage::drawColumns()
{
    const double left = ReportPages::Left;
    const double right = ReportPages::Left + 356;
    const double top = m_pages.y();
    text({left, top + 14}, QStringLiteral("STRIDE"), reportstyle::Section);
    text({right, top + 14}, QStringLiteral("Status"), reportstyle::Section);
    const auto &byStride = m_content.byStride;
    const int mostStride = *std::max_element(byStride.begin(), byStride.end());
    double y = top + 30;
    for (size_t i = 0; i < byStride.size(); ++i, y += 26) {
        const Stride stride = static_cast<Stride>(i);
        drawStrideTile(page(), {left, y, 18, 18}, stride, m_theme);
        text({left + 26, y + 13.5}, displayName(stride), SummaryText);
        drawShare(left, y, byStride[i], mostStride);
    }
    const auto &byStatus = m_content.byStatus;
    const int mostStatus = *std::max_element(byStatus.begin(), byStatus.end());
    double statusY = top + 30;
    for (size_t i = 0; i < byStatus.size(); ++i) {
        if (byStatus[i] == 0)
            continue;
        drawStatusSign(page(), {right + 8, statusY + 9}, static_cast<StatusSign>(i), m_theme);
        text({right + 26, statusY + 13.5}, displayName(static_cast<ThreatStatus>(i)), SummaryText);
        drawShare(right, statusY, byStatus[i], mostStatus);
        statusY += 26;
    }
    m_pages.advance(std::max(y, statusY) - top + 14);
}

void SummaryPage::drawActions()
{
    if (m_content.actions.isEmpty() || m_pages.remaining() < 180)
        return;
    text({ReportPages::Left, m_pages.y() + 14}, QStringLiteral("First things to do"),
         reportstyle::Section);
    m_pages.advance(20);
    ReportTableWriter table(m_pages,
                            {{{{}, 20}, {{}, 325}, {{}, 200}, {{}, 135, true}}, {}, false, 2},
                            m_content.actions.size());
    const qsizetype shown = std::min<qsizetype>(5, m_content.actions.size());
    for (qsizetype i = 0; i < shown && m_pages.remaining() > 42 + 40; ++i) {
        const ReportAction &action = m_content.actions[i];
        const QString where = action.targets.size() == 1 ? action.targets.first() : QString();
        table.addRow(
            {{.text = QStringLiteral("%1.").arg(i + 1), .strong = true},
             {.text = where.isEmpty() ? action.title
                                      : action.title + QStringLiteral(" (") + where + u')'},
             {.text = action.effect(), .quiet = true},
             {.text = action.controls.join(QStringLiteral(", "))}});
    }
}

void SummaryPage::draw(qsizetype methodPage)
{
    m_pages.bookmark(QStringLiteral("Summary"), 0);
    drawTitle();
    drawFacts();
    drawTiles();
    drawElementBars();
    drawColumns();
    drawActions();
    const QString note = QStringLiteral("Severity comes from likelihood and impact, see page %1. "
                                        "Mitigations support controls; this report does not state "
                                        "compliance.")
                             .arg(methodPage);
    page().text({ReportPages::Left, m_pages.bottom() - 10}, note, reportstyle::Small,
                m_theme.text.secondary);
}

} // namespace

void drawReportSummary(ReportPages &pages, const ReportContent &content, qsizetype methodPage)
{
    SummaryPage(pages, content).draw(methodPage);
}

} // namespace drawbridge
