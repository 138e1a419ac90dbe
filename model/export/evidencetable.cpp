#include "model/assess/evidencematch.h"
#include "model/core/names.h"
#include "model/export/tableviews.h"
#include "model/export/threatwords.h"

#include <algorithm>
#include <tuple>

namespace drawbridge {

static QString placeOf(const EvidenceResult &result)
{
    const QString where = result.path.isEmpty() ? result.subject.name : result.path;
    return result.line > 0 ? QStringLiteral("%1:%2").arg(where).arg(result.line) : where;
}

static QString whatOf(const EvidenceResult &result)
{
    QString text = result.title.isEmpty() ? result.message : result.title;
    if (!result.package.package.isEmpty())
        text += QStringLiteral(" (%1 %2%3)")
                    .arg(result.package.package, result.package.installedVersion,
                         result.package.fixedVersion.isEmpty()
                             ? QStringLiteral(", no fix known")
                             : QStringLiteral(", fixed in ") + result.package.fixedVersion);
    return text;
}

TableDocument evidenceTable(const ExportInput &input)
{
    TableDocument table {
        QStringLiteral("evidence"), QStringLiteral("Scanner results"), {}, {}, {}, {}};
    table.note = input.scans && !input.scans->isEmpty()
        ? QStringLiteral("What scanners reported, and which record each result speaks of. What no "
                         "scanner looked at is not thereby sound.")
        : QStringLiteral("No scans are attached.");
    table.columns = {{QStringLiteral("tool"), QStringLiteral("Tool")},
                     {QStringLiteral("check"), QStringLiteral("Check")},
                     {QStringLiteral("outcome"), QStringLiteral("Outcome")},
                     {QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("what"), QStringLiteral("What")},
                     {QStringLiteral("where"), QStringLiteral("Where")},
                     {QStringLiteral("record"), QStringLiteral("Record")},
                     {QStringLiteral("reason"), QStringLiteral("Why this record")},
                     {QStringLiteral("suppressed"), QStringLiteral("Suppressed")}};
    if (!input.scans)
        return table;
    struct Row
    {
        const EvidenceRun *run;
        const EvidenceResult *result;
    };
    std::vector<Row> rows;
    for (const EvidenceRun &run : input.scans->runs) {
        for (const EvidenceResult &result : run.results)
            rows.push_back({&run, &result});
    }
    // Failures first, the severe ones before the others.
    const auto rank = [](const Row &row) {
        return std::make_tuple(row.result->outcome != EvidenceOutcome::Fail
                                   || !row.result->suppressed.isEmpty(),
                               row.result->severity, row.run->tool, row.result->check,
                               row.result->path, row.result->line, row.result->fingerprint);
    };
    std::sort(rows.begin(), rows.end(),
              [&](const Row &a, const Row &b) { return rank(a) < rank(b); });
    const EvidenceMatcher matcher(*input.model);
    for (const Row &row : rows) {
        const EvidenceMatch match = matcher.match(row.run->tool, *row.result);
        table.rows.append(
            {row.run->tool, row.result->check, nameOf(row.result->outcome),
             displayName(row.result->severity), whatOf(*row.result), placeOf(*row.result),
             match.isMatched() ? qualifiedName(*input.model, match.kind, match.record) : QString(),
             match.reason, row.result->suppressed});
    }
    return table;
}

} // namespace drawbridge
