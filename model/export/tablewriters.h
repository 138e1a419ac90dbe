#pragma once

#include "model/export/tabledocument.h"

#include <QByteArray>

namespace drawbridge {

// RFC 4180 with CRLF, a header row of column keys, and cells that no spreadsheet takes for a
// formula.
QByteArray writeCsv(const TableDocument &table);
// A GitHub-flavoured Markdown section: heading, note, table, attributions.
QByteArray writeMarkdown(const TableDocument &table);
// {"schema", "title", "rows": [{column key: text}]}.
QByteArray writeTableJson(const TableDocument &table);
// Columns aligned for a terminal, hostile characters made visible.
QByteArray writePlainText(const TableDocument &table);
// The <table> element alone, for pages that hold several.
QByteArray htmlTable(const TableDocument &table);

} // namespace drawbridge
