#include "model/assess/findings.h"
#include "model/core/names.h"
#include "model/export/findingwords.h"
#include "model/export/tableviews.h"
#include "model/export/threatwords.h"

#include <algorithm>
#include <tuple>

namespace drawbridge {

// Those that count first, the severe ones before the others.
static QList<const Finding *> inOrder(const Findings &findings)
{
    QList<const Finding *> ordered;
    for (const Finding &finding : findings.all())
        ordered += &finding;
    const auto isBefore = [&](const Finding *a, const Finding *b) {
        const EvidenceResult &first = findings.result(*a);
        const EvidenceResult &second = findings.result(*b);
        const bool isLast = !a->counts();
        const bool isOtherLast = !b->counts();
        return std::tie(isLast, a->severity, findings.run(*a).tool, first.check, first.path,
                        first.line, first.fingerprint)
            < std::tie(isOtherLast, b->severity, findings.run(*b).tool, second.check, second.path,
                       second.line, second.fingerprint);
    };
    std::sort(ordered.begin(), ordered.end(), isBefore);
    return ordered;
}

static QStringList rulesOf(const Finding &finding)
{
    QStringList rules;
    for (const FindingTie &tie : finding.ties) {
        if (!rules.contains(tie.rule))
            rules += tie.rule;
    }
    return rules;
}

static TableDocument findingTable(const ExportInput &input, qsizetype mostRows)
{
    TableDocument table {
        QStringLiteral("evidence"), QStringLiteral("Scanner results"), {}, {}, {}, {}};
    const bool isScanned = input.scans && !input.scans->isEmpty();
    table.note = isScanned
        ? QStringLiteral("What scanners reported, and which record each result speaks of. What no "
                         "scanner looked at is not thereby sound.")
        : QStringLiteral("No scans are attached.");
    const std::pair<const char *, const char *> columns[] = {{"tool", "Tool"},
                                                             {"check", "Check"},
                                                             {"outcome", "Outcome"},
                                                             {"severity", "Severity"},
                                                             {"what", "What"},
                                                             {"where", "Where"},
                                                             {"record", "Record"},
                                                             {"reason", "Why this record"},
                                                             {"suppressed", "Suppressed"},
                                                             {"state", "State"},
                                                             {"why", "Why this state"},
                                                             {"rules", "Rules"},
                                                             {"id", "Id"}};
    for (const auto &[key, title] : columns)
        table.columns.append({QString::fromLatin1(key), QString::fromLatin1(title)});
    if (!input.findings)
        return table;
    for (const Finding *finding : inOrder(*input.findings).mid(0, mostRows)) {
        const EvidenceResult &result = input.findings->result(*finding);
        const EvidenceMatch &match = finding->match;
        const bool isSuppressed = finding->state == FindingState::Suppressed;
        table.rows.append(
            {input.findings->tools(*finding), result.check, nameOf(result.outcome),
             displayName(finding->severity), findingText(result), placeLabel(result),
             match.isMatched() ? qualifiedName(*input.model, match.kind, match.record) : QString(),
             match.reason, isSuppressed ? finding->reason : QString(), nameOf(finding->state),
             finding->reason, rulesOf(*finding).join(QStringLiteral(", ")), result.fingerprint});
    }
    return table;
}

TableDocument evidenceTable(const ExportInput &input)
{
    return findingTable(input, -1);
}

TableDocument findingsForTerminal(const ExportInput &input, qsizetype mostRows)
{
    TableDocument table = findingTable(input, mostRows);
    for (QStringList &row : table.rows)
        row = {row[12],
               row[0],
               row[1],
               row[9],
               row[3],
               row[5],
               row[6].isEmpty() ? u'(' + row[7] + u')' : row[6],
               row[4]};
    const QList<TableColumn> columns = table.columns;
    table.columns = {columns[12], columns[0], columns[1], columns[9],
                     columns[3],  columns[5], columns[6], columns[4]};
    return table;
}

} // namespace drawbridge
