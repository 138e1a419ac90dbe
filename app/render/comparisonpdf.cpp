#include "app/render/comparisonpdf.h"

#include "app/render/pdfframe.h"
#include "app/render/reporttable.h"
#include "app/render/stablehashorder.h"
#include "model/text/textencoding.h"

namespace drawbridge {

// Shares of a page's width, by the key of the column.
static double comparedWidth(const QString &key)
{
    if (key == u"vulnerability" || key == u"fix")
        return 170;
    if (key == u"evidenceBefore" || key == u"evidenceAfter")
        return 160;
    return key == u"where" ? 95 : 70;
}

static void drawComparedTable(ReportPages &pages, const TableDocument &document)
{
    ReportTable table;
    table.counted = QStringLiteral("threats");
    table.mostLines = 24;
    for (const TableColumn &column : document.columns)
        table.columns.append({column.heading, comparedWidth(column.key), column.number});
    ReportTableWriter writer(pages, table, document.rows.size());
    for (const QStringList &row : document.rows) {
        QList<ReportCell> cells;
        for (qsizetype i = 0; i < row.size(); ++i)
            cells += {.text = row[i], .strong = i == 0};
        writer.addRow(cells);
    }
    writer.finish();
}

Result<QByteArray> writeComparisonPdf(const ComparisonDocument &document, const QDateTime &created)
{
    if (const auto fonts = ensureFonts(); !fonts)
        return fonts.error();
    const StableHashOrder stable;
    const Theme &theme = Theme::builtIn(ThemeKind::Print);
    ReportPages pages(theme);
    pages.paragraph(document.title, reportstyle::DocumentTitle, theme.text.primary, 20);
    pages.paragraph(QStringLiteral("Before: ") + document.before, reportstyle::Lead,
                    theme.text.primary, 2);
    pages.paragraph(QStringLiteral("After: ") + document.after, reportstyle::Lead,
                    theme.text.primary, 12);
    pages.paragraph(document.summary, reportstyle::Section, theme.text.primary, 16);
    for (const QString &note : document.notes)
        pages.note(note);
    for (const TableDocument &table : document.tables) {
        pages.beginChapter(table.title, ReportPages::Landscape);
        pages.note(table.note);
        if (table.rows.isEmpty())
            pages.note(QStringLiteral("None."));
        else
            drawComparedTable(pages, table);
    }
    return finishReport(pages, {document.title, document.footer, document.generator, created});
}

} // namespace drawbridge
