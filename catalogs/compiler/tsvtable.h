#pragma once

#include "model/base/result.h"

#include <QStringList>

#include <vector>

namespace drawbridge {

struct TsvRow
{
    int line = 0;
    QStringList fields; // as many as the table has columns
};

// A file of tab separated values: UTF-8, LF, a header line, no quoting; lists in a field are
// separated by commas.
class TsvTable
{
public:
    // Fails unless the header names exactly these columns.
    static Result<TsvTable> read(const QString &path, const QStringList &columns);

    const QString &path() const { return m_path; }
    const std::vector<TsvRow> &rows() const { return m_rows; }

    const QString &field(const TsvRow &row, const char *column) const;
    QStringList list(const TsvRow &row, const char *column) const;
    SourceLocation where(const TsvRow &row) const { return {m_path, row.line, 0}; }

private:
    QString m_path;
    QStringList m_columns;
    std::vector<TsvRow> m_rows;
};

} // namespace drawbridge
