#pragma once

#include <QList>
#include <QStringList>

namespace drawbridge {

struct TableColumn
{
    // Stable lower-case word: CSV header, JSON member.
    QString key;
    // What people read.
    QString heading;
    // Figures are aligned to the right.
    bool number = false;
};

// A table to be written as CSV, Markdown, HTML or JSON: plain text in cells, neutralised by each
// writer for its own format.
struct TableDocument
{
    // "threats"; names the view and the JSON schema.
    QString id;
    QString title;
    // One sentence above the table: what it counts, and what it does not claim.
    QString note;
    // Attribution that the sources' terms ask for; below the table.
    QStringList attributions;
    QList<TableColumn> columns;
    QList<QStringList> rows;
};

} // namespace drawbridge
