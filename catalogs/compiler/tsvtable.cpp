#include "catalogs/compiler/tsvtable.h"

#include <QFile>
#include <QStringDecoder>

namespace drawbridge {

static constexpr qint64 MaximumTableBytes = 16 * 1024 * 1024;

static Error tableError(const QString &path, int line, const QString &message)
{
    return {ErrorCode::InvalidInput, message, {path, line, 0}};
}

static Result<QStringList> tableLines(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tableError(path, 0, QStringLiteral("cannot be read: ") + file.errorString());
    if (file.size() > MaximumTableBytes)
        return tableError(path, 0, QStringLiteral("is larger than any fact table"));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(file.readAll());
    if (decoder.hasError())
        return tableError(path, 0, QStringLiteral("is not UTF-8"));
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

Result<TsvTable> TsvTable::read(const QString &path, const QStringList &columns)
{
    const Result<QStringList> lines = tableLines(path);
    if (!lines)
        return lines.error();
    TsvTable table;
    table.m_path = path;
    table.m_columns = columns;
    int number = 0;
    for (const QString &line : *lines) {
        ++number;
        if (line.contains(u'\r'))
            return tableError(path, number, QStringLiteral("a line ends in CR; use LF alone"));
        QStringList fields = line.split(u'\t');
        if (number == 1) {
            if (fields != columns)
                return tableError(path, 1,
                                  QStringLiteral("the columns must be: ")
                                      + columns.join(QStringLiteral(", ")));
            continue;
        }
        if (fields.size() != columns.size())
            return tableError(path, number,
                              QStringLiteral("has %1 fields, but there are %2 columns")
                                  .arg(fields.size())
                                  .arg(columns.size()));
        table.m_rows.push_back({number, std::move(fields)});
    }
    if (number == 0)
        return tableError(path, 1, QStringLiteral("the header line is missing"));
    return table;
}

const QString &TsvTable::field(const TsvRow &row, const char *column) const
{
    const qsizetype position = m_columns.indexOf(QLatin1String(column));
    Q_ASSERT(position >= 0);
    return row.fields[position];
}

QStringList TsvTable::list(const TsvRow &row, const char *column) const
{
    return field(row, column).split(u',', Qt::SkipEmptyParts);
}

} // namespace drawbridge
