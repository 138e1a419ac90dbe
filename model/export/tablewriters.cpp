#include "model/export/tablewriters.h"

#include "model/text/jsonwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

QByteArray writeCsv(const TableDocument &table)
{
    QString text;
    const auto addRow = [&text](const QStringList &cells) {
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (i > 0)
                text += u',';
            text += csvField(cells[i]);
        }
        text += QStringLiteral("\r\n");
    };
    QStringList header;
    for (const TableColumn &column : table.columns)
        header += column.key;
    addRow(header);
    for (const QStringList &row : table.rows)
        addRow(row);
    return text.toUtf8();
}

QByteArray writeMarkdown(const TableDocument &table)
{
    QString text = QStringLiteral("## ") + escapeMarkdownCell(table.title) + QStringLiteral("\n\n");
    if (!table.note.isEmpty())
        text += escapeMarkdownCell(table.note) + QStringLiteral("\n\n");
    QString header = QStringLiteral("|");
    QString rule = QStringLiteral("|");
    for (const TableColumn &column : table.columns) {
        header += u' ' + escapeMarkdownCell(column.heading) + QStringLiteral(" |");
        rule += column.number ? QStringLiteral("---:|") : QStringLiteral("---|");
    }
    text += header + u'\n' + rule + u'\n';
    for (const QStringList &row : table.rows) {
        text += u'|';
        for (const QString &cell : row)
            text += u' ' + escapeMarkdownCell(cell) + QStringLiteral(" |");
        text += u'\n';
    }
    for (const QString &line : table.attributions)
        text += u'\n' + escapeMarkdownCell(line) + u'\n';
    return text.toUtf8();
}

QByteArray writeTableJson(const TableDocument &table)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member(u"schema", QStringLiteral("drawbridge/table/") + table.id + QStringLiteral("/1"));
    writer.member(u"title", table.title);
    writer.key(u"rows");
    writer.beginArray();
    for (const QStringList &row : table.rows) {
        writer.beginObject();
        for (qsizetype i = 0; i < table.columns.size(); ++i)
            writer.member(table.columns[i].key, row.value(i));
        writer.endObject();
    }
    writer.endArray();
    writer.key(u"attributions");
    writer.beginArray();
    for (const QString &line : table.attributions)
        writer.value(line);
    writer.endArray();
    writer.endObject();
    return writer.take();
}

QByteArray writePlainText(const TableDocument &table)
{
    static constexpr qsizetype WidestCell = 60;
    QList<qsizetype> widths;
    for (const TableColumn &column : table.columns)
        widths += column.heading.size();
    QList<QStringList> rows;
    for (const QStringList &row : table.rows) {
        QStringList cells;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            QString cell = terminalSafe(row.value(i));
            if (cell.size() > WidestCell)
                cell = cell.left(WidestCell - 1) + u'\u2026';
            widths[i] = std::max(widths[i], cell.size());
            cells += cell;
        }
        rows += cells;
    }
    QString text;
    const auto addRow = [&](const QStringList &cells) {
        QString line;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const bool right = table.columns[i].number;
            line += right ? cells[i].rightJustified(widths[i]) : cells[i].leftJustified(widths[i]);
            line += QStringLiteral("  ");
        }
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    };
    QStringList headings;
    for (const TableColumn &column : table.columns)
        headings += column.heading.toUpper();
    addRow(headings);
    for (const QStringList &row : rows)
        addRow(row);
    return text.toUtf8();
}

QByteArray htmlTable(const TableDocument &table)
{
    const auto cellClass = [](const TableColumn &column) {
        return column.number ? QStringLiteral(" class=\"number\"") : QString();
    };
    QString text = QStringLiteral("<table>\n<thead><tr>");
    for (const TableColumn &column : table.columns)
        text += QStringLiteral("<th scope=\"col\"") + cellClass(column) + u'>'
            + escapeHtml(column.heading) + QStringLiteral("</th>");
    text += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const QStringList &row : table.rows) {
        text += QStringLiteral("<tr>");
        for (qsizetype i = 0; i < table.columns.size(); ++i)
            text += QStringLiteral("<td") + cellClass(table.columns[i]) + u'>'
                + escapeHtml(row.value(i)) + QStringLiteral("</td>");
        text += QStringLiteral("</tr>\n");
    }
    text += QStringLiteral("</tbody>\n</table>\n");
    return text.toUtf8();
}

} // namespace drawbridge
