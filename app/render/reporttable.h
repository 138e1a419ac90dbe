#pragma once

#include "app/render/marks.h"
#include "app/render/reportpages.h"

#include <optional>

namespace drawbridge {

// A cell's text with the sign that stands before it.
struct ReportCell
{
    QString text = {};
    std::optional<Severity> severity = {};
    std::optional<Stride> stride = {};
    std::optional<StatusSign> status = {};
    bool toBeReviewed = false;
    bool strong = false;
    bool quiet = false;
    bool code = false;
};

struct ReportColumn
{
    QString heading;
    double width = 100;
    bool alignRight = false;
};

struct ReportTable
{
    // Widths are scaled to the page's.
    QList<ReportColumn> columns;
    // For "15 to 37 of 42 threats"; no such line when empty.
    QString counted;
    bool withHeader = true;
    // A row that needs more lines than this is cut: rows are never split.
    int mostLines = 14;
};

// Draws a table row by row: the head is repeated on every page, a row stays whole, a group's
// heading stays with its first row.
class ReportTableWriter
{
public:
    ReportTableWriter(ReportPages &pages, ReportTable table, qsizetype rowCount);

    void beginGroup(const QString &icon, const QString &name, const QString &detail);
    void addRow(const QList<ReportCell> &cells);
    void finish();

private:
    struct Measured
    {
        QList<QStringList> lines;
        double height = 0;
    };

    Measured measure(const QList<ReportCell> &cells);
    void drawHeader();
    void drawGroup();
    void drawRow(const QList<ReportCell> &cells, const Measured &row);
    void placeText(qsizetype column, double left, double baseline, const QString &line,
                   const TextStyle &style, const QColor &color);
    void turnPage();
    void noteRange();

    ReportPages &m_pages;
    ReportTable m_table;
    QList<double> m_lefts;
    qsizetype m_rowCount;
    qsizetype m_done = 0;
    qsizetype m_firstOnPage = 0;
    // Where the line with the range goes on this page.
    double m_rangeBaseline = 0;
    bool m_continued = false;
    struct Group
    {
        QString icon;
        QString name;
        QString detail;
    };
    std::optional<Group> m_waiting;
    std::optional<Group> m_current;
};

} // namespace drawbridge
