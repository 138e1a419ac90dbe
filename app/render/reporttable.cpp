#include "app/render/reporttable.h"

#include <algorithm>

namespace drawbridge {
namespace {

constexpr double CellPadding = 6;
constexpr double ColumnGap = 8;
constexpr double TextLine = 13.5;
constexpr double RowPadding = 14.5;
constexpr double HeaderHeight = 24;
constexpr double GroupHeight = 31;

double signWidth(const ReportCell &cell)
{
    double width = 0;
    if (cell.severity)
        width += 16;
    if (cell.stride)
        width += cell.text.isEmpty() ? 18 : 26;
    if (cell.status)
        width += cell.toBeReviewed ? 34 : 19;
    return width;
}

const TextStyle &styleOf(const ReportCell &cell)
{
    return cell.code ? reportstyle::Code : cell.strong ? reportstyle::Strong : reportstyle::Text;
}

} // namespace

ReportTableWriter::ReportTableWriter(ReportPages &pages, ReportTable table, qsizetype rowCount)
    : m_pages(pages)
    , m_table(std::move(table))
    , m_rowCount(rowCount)
{
    double total = 0;
    for (const ReportColumn &column : m_table.columns)
        total += column.width;
    const double padding = m_table.withHeader ? CellPadding : 0;
    const double scale = (pages.width() - padding) / std::max(1.0, total);
    double left = ReportPages::Left + padding;
    for (ReportColumn &column : m_table.columns) {
        column.width *= scale;
        m_lefts += left;
        left += column.width;
    }
    m_rangeBaseline = pages.headingBaseline();
    if (m_pages.remaining() < HeaderHeight + GroupHeight + 3 * (TextLine + RowPadding))
        turnPage();
    drawHeader();
}

void ReportTableWriter::beginGroup(const QString &icon, const QString &name, const QString &detail)
{
    m_waiting = Group {icon, name, detail};
}

ReportTableWriter::Measured ReportTableWriter::measure(const QList<ReportCell> &cells)
{
    Measured row;
    qsizetype most = 1;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const ReportCell &cell = cells[i];
        const double width = m_table.columns[i].width - ColumnGap - signWidth(cell);
        row.lines +=
            m_pages.ruler().wrap(styleOf(cell), printableText(cell.text), width, m_table.mostLines);
        most = std::max(most, row.lines.last().size());
    }
    row.height = static_cast<double>(most) * TextLine + RowPadding;
    return row;
}

void ReportTableWriter::drawHeader()
{
    if (!m_table.withHeader)
        return;
    const Theme &theme = m_pages.theme();
    QList<QStringList> headings;
    qsizetype most = 1;
    for (const ReportColumn &column : m_table.columns) {
        headings += m_pages.ruler().wrap(reportstyle::SmallStrong, column.heading,
                                         column.width - ColumnGap / 2, 2);
        most = std::max(most, headings.last().size());
    }
    const double y = m_pages.y();
    const double height = HeaderHeight + double(most - 1) * TextLine;
    DrawList &page = m_pages.page();
    page.rect({ReportPages::Left, y, m_pages.width(), height}, 0, {theme.surface.sunken});
    page.line({ReportPages::Left, y + height}, {m_pages.right(), y + height},
              {theme.text.secondary, 1});
    for (qsizetype i = 0; i < headings.size(); ++i) {
        double baseline = y + 16;
        for (const QString &line : headings[i]) {
            placeText(i, m_lefts[i], baseline, line, reportstyle::SmallStrong, theme.text.primary);
            baseline += TextLine;
        }
    }
    m_pages.advance(height);
}

void ReportTableWriter::placeText(qsizetype column, double left, double baseline,
                                  const QString &line, const TextStyle &style, const QColor &color)
{
    if (line.isEmpty())
        return;
    if (!m_table.columns[column].alignRight) {
        m_pages.page().text({left, baseline}, line, style, color);
        return;
    }
    const bool last = column == m_table.columns.size() - 1;
    const double inset = last ? (m_table.withHeader ? CellPadding : 0) : ColumnGap * 1.5;
    const double right = m_lefts[column] + m_table.columns[column].width - inset;
    m_pages.page().text({right, baseline}, line, style, color, TextAnchor::End);
}

void ReportTableWriter::drawGroup()
{
    const Theme &theme = m_pages.theme();
    const double y = m_pages.y();
    DrawList &page = m_pages.page();
    TextRuler &ruler = m_pages.ruler();
    page.icon(m_current->icon, {ReportPages::Left + CellPadding, y + 9}, 15, theme.text.primary, 2);
    const double nameLeft = ReportPages::Left + 28;
    const QString name =
        ruler.elided(reportstyle::Group, printableText(m_current->name), m_pages.width() - 220);
    page.text({nameLeft, y + 21}, name, reportstyle::Group, theme.text.primary);
    page.text({nameLeft + ruler.width(reportstyle::Group, name) + 8, y + 21}, m_current->detail,
              reportstyle::Text, theme.text.secondary);
    page.line({ReportPages::Left, y + GroupHeight - 0.5}, {m_pages.right(), y + GroupHeight - 0.5},
              {theme.border.control, 1});
    m_pages.advance(GroupHeight);
}

void ReportTableWriter::turnPage()
{
    noteRange();
    m_pages.newPage(m_pages.pageSize());
    m_rangeBaseline = m_pages.headingBaseline();
    m_firstOnPage = m_done;
    m_continued = m_done > 0;
    // The chapter's name again, as on its first page.
    if (m_continued && !m_table.counted.isEmpty()) {
        m_pages.page().text({ReportPages::Left, m_rangeBaseline}, m_pages.chapter(),
                            reportstyle::Chapter, m_pages.theme().text.primary);
        m_pages.advance(36);
    }
}

void ReportTableWriter::noteRange()
{
    const bool whole = m_firstOnPage == 0 && m_done == m_rowCount;
    if (m_table.counted.isEmpty() || m_done == m_firstOnPage || whole)
        return;
    const QString range = QStringLiteral("%1%2 to %3 of %4 %5")
                              .arg(m_continued ? QStringLiteral("continued, ") : QString())
                              .arg(m_firstOnPage + 1)
                              .arg(m_done)
                              .arg(m_rowCount)
                              .arg(m_table.counted);
    m_pages.page().text({m_pages.right(), m_rangeBaseline}, range, reportstyle::Text,
                        m_pages.theme().text.secondary, TextAnchor::End);
}

void ReportTableWriter::drawRow(const QList<ReportCell> &cells, const Measured &row)
{
    const Theme &theme = m_pages.theme();
    const double y = m_pages.y();
    DrawList &page = m_pages.page();
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const ReportCell &cell = cells[i];
        double left = m_lefts[i];
        if (cell.severity) {
            drawSeverityMark(page, {left + 5, y + 14.5}, 5.3, *cell.severity, theme);
            left += 16;
        }
        if (cell.stride) {
            drawStrideTile(page, {left, y + 5.5, 18, 18}, *cell.stride, theme);
            left += cell.text.isEmpty() ? 18 : 26;
        }
        if (cell.status) {
            drawStatusSign(page, {left + 6.5, y + 14.5}, *cell.status, theme, cell.toBeReviewed);
            left += cell.toBeReviewed ? 34 : 19;
        }
        const QColor color = cell.quiet ? theme.text.secondary : theme.text.primary;
        double baseline = y + 18.5;
        for (const QString &line : row.lines[i]) {
            placeText(i, left, baseline, line, styleOf(cell), color);
            baseline += TextLine;
        }
    }
    const double under = y + row.height - 0.5;
    page.line({ReportPages::Left, under}, {m_pages.right(), under}, {theme.border.subtle, 1});
    m_pages.advance(row.height);
}

void ReportTableWriter::addRow(const QList<ReportCell> &cells)
{
    const Measured row = measure(cells);
    const double needed = row.height + (m_waiting ? GroupHeight : 0);
    if (needed > m_pages.remaining()) {
        turnPage();
        drawHeader();
        // A group that goes on says so.
        if (!m_waiting && m_current) {
            Group again = *m_current;
            again.detail = QStringLiteral("continued");
            m_current = again;
            drawGroup();
        }
    }
    if (m_waiting) {
        m_current = m_waiting;
        m_waiting.reset();
        drawGroup();
    }
    drawRow(cells, row);
    ++m_done;
}

void ReportTableWriter::finish()
{
    noteRange();
    m_pages.advance(14);
}

} // namespace drawbridge
