#include "model/export/summaryreport.h"

#include "model/core/names.h"
#include "model/export/tablewriters.h"
#include "model/export/threatwords.h"
#include "model/text/textencoding.h"

#include <algorithm>

namespace drawbridge {

static constexpr qsizetype MostWorst = 15;
static constexpr qsizetype MostFirstActions = 10;

static TableDocument countTable(const ReportContent &content)
{
    TableDocument table {QStringLiteral("counts"), QStringLiteral("Threats"), {}, {}, {}, {}};
    table.note = QStringLiteral("%1 in all; %2 are open or unanswered.")
                     .arg(content.total)
                     .arg(content.openOrUnanswered());
    table.columns = {{QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("count"), QStringLiteral("Threats"), true}};
    for (size_t i = 0; i < content.bySeverity.size(); ++i)
        table.rows.append(
            {displayName(static_cast<Severity>(i)), QString::number(content.bySeverity[i])});
    return table;
}

static TableDocument actionTable(const ReportContent &content)
{
    TableDocument table {
        QStringLiteral("actions"), QStringLiteral("First things to do"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("measure"), QStringLiteral("Measure")},
                     {QStringLiteral("where"), QStringLiteral("Where")},
                     {QStringLiteral("effect"), QStringLiteral("Effect")},
                     {QStringLiteral("nist"), QStringLiteral("Supports NIST 800-53")}};
    for (const ReportAction &action : content.actions.mid(0, MostFirstActions))
        table.rows.append({action.title, action.targets.join(QStringLiteral(", ")), action.effect(),
                           action.controls.join(QStringLiteral(", "))});
    return table;
}

static TableDocument worstTable(const ReportContent &content)
{
    TableDocument table {QStringLiteral("worst"), QStringLiteral("Most severe"), {}, {}, {}, {}};
    table.note = QStringLiteral("The most severe threats that ask for attention.");
    table.columns = {{QStringLiteral("severity"), QStringLiteral("Severity")},
                     {QStringLiteral("threat"), QStringLiteral("Threat")},
                     {QStringLiteral("target"), QStringLiteral("Target")},
                     {QStringLiteral("attack"), QStringLiteral("ATT&CK")},
                     {QStringLiteral("status"), QStringLiteral("Status")}};
    QList<const ReportThreat *> threats;
    for (const ReportSection &section : content.sections) {
        for (const ReportThreat &threat : section.threats) {
            if (threat.attention)
                threats += &threat;
        }
    }
    std::stable_sort(
        threats.begin(), threats.end(),
        [](const ReportThreat *a, const ReportThreat *b) { return a->severity < b->severity; });
    for (const ReportThreat *threat : threats.mid(0, MostWorst))
        table.rows.append({displayName(threat->severity), threat->title, threat->target,
                           threat->attack.join(QStringLiteral(", ")), statusInWords(*threat)});
    return table;
}

QByteArray writeSummaryMarkdown(const ReportContent &content, const ComparisonDocument *comparison)
{
    QString head = QStringLiteral("# Summary: ") + escapeMarkdownCell(content.title)
        + QStringLiteral("\n\n| | |\n|---|---|\n");
    for (const ReportFact &fact : content.facts)
        head += QStringLiteral("| %1 | %2 |\n")
                    .arg(escapeMarkdownCell(fact.label), escapeMarkdownCell(fact.value));
    QByteArray text = head.toUtf8() + '\n' + writeMarkdown(countTable(content)) + '\n';
    for (const TableDocument &table : {actionTable(content), worstTable(content)}) {
        if (!table.rows.isEmpty())
            text += writeMarkdown(table) + '\n';
    }
    if (comparison) {
        const QString line = QStringLiteral("Compared with %1: %2.\n\n")
                                 .arg(escapeMarkdownCell(comparison->after),
                                      escapeMarkdownCell(comparison->summary));
        text += line.toUtf8();
        TableDocument fixed = comparison->tables.first();
        // The evidence stands in the comparison itself.
        for (qsizetype i = fixed.columns.size() - 1; i >= 0; --i) {
            if (!fixed.columns[i].key.startsWith(QStringLiteral("evidence")))
                continue;
            fixed.columns.removeAt(i);
            for (QStringList &row : fixed.rows)
                row.removeAt(i);
        }
        text += writeMarkdown(fixed) + '\n';
    }
    for (const QString &note : content.method)
        text += escapeMarkdownCell(note).toUtf8() + "\n\n";
    return text + escapeMarkdownCell(content.footer).toUtf8() + '\n';
}

} // namespace drawbridge
