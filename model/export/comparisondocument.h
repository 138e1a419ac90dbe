#pragma once

#include "model/assess/comparison.h"
#include "model/export/tabledocument.h"

namespace drawbridge {

// A comparison for people: what was found and fixed, what is open, new or gone.
struct ComparisonDocument
{
    QString title;
    // "before/compose.yaml", "after.drawbridge".
    QString before;
    QString after;
    // "19 fixed, 4 open, 2 new, 3 gone".
    QString summary;
    // First that of vulnerabilities found and fixed; none that is empty but this.
    QList<TableDocument> tables;
    // What the words mean.
    QStringList notes;
    // "Drawbridge 0.1.0".
    QString generator;
    // The line at the foot of a page.
    QString footer;
};

ComparisonDocument composeComparison(const Comparison &comparison, const QString &before,
                                     const QString &after, const QString &generator);
// All rows in one table, with the outcome in the first column.
TableDocument comparisonTable(const Comparison &comparison);

QByteArray writeComparisonMarkdown(const ComparisonDocument &document);
// One page; the variables are those of reports, see HtmlReportOptions.
QByteArray writeComparisonHtml(const ComparisonDocument &document, const QByteArray &lightVariables,
                               const QByteArray &darkVariables);
// {"schema": "drawbridge/compare/1", "before", "after", "summary", "fixed", "open", "new", "gone",
// "decided", "settled"}.
QByteArray writeComparisonJson(const Comparison &comparison, const QString &before,
                               const QString &after);

} // namespace drawbridge
