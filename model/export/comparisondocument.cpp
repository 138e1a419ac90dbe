#include "model/export/comparisondocument.h"

#include "model/core/names.h"
#include "model/export/threatwords.h"

namespace drawbridge {

static constexpr ComparisonOutcome AllOutcomes[] = {
    ComparisonOutcome::Fixed, ComparisonOutcome::Open,    ComparisonOutcome::New,
    ComparisonOutcome::Gone,  ComparisonOutcome::Decided, ComparisonOutcome::Settled};

static QString outcomeWords(const ComparedThreat &threat)
{
    switch (threat.outcome) {
    case ComparisonOutcome::Fixed:
        return QStringLiteral("Fixed");
    case ComparisonOutcome::Open:
        return threat.after == ThreatStatus::NeedsAnswer ? QStringLiteral("Unanswered")
                                                         : QStringLiteral("Open");
    case ComparisonOutcome::New:
        return threat.after == ThreatStatus::NeedsAnswer ? QStringLiteral("New, unanswered")
                                                         : QStringLiteral("New");
    case ComparisonOutcome::Gone:
        return QStringLiteral("Gone with its target");
    case ComparisonOutcome::Decided:
        return threat.after ? displayName(*threat.after) : QStringLiteral("Decided");
    case ComparisonOutcome::Settled:
        return QStringLiteral("Settled");
    }
    return {};
}

static QString howWords(FixKind how)
{
    switch (how) {
    case FixKind::None:
        break;
    case FixKind::ExposureRemoved:
        return QStringLiteral("Exposure removed");
    case FixKind::ControlAdded:
        return QStringLiteral("Control added");
    }
    return {};
}

static const QString ComparedLines = QStringLiteral("; ");

static QStringList comparedRow(const ComparedThreat &threat)
{
    QString fix = threat.fix;
    if (!threat.note.isEmpty())
        fix += (fix.isEmpty() ? QString() : ComparedLines) + threat.note;
    if (!threat.proposal.isEmpty())
        fix += (fix.isEmpty() ? QString() : ComparedLines) + QStringLiteral("proposed: ")
            + threat.proposal;
    return {threat.title,
            threat.targetName,
            displayName(threat.severity),
            outcomeWords(threat),
            fix,
            howWords(threat.how),
            threat.evidenceBefore.join(ComparedLines),
            threat.evidenceAfter.join(ComparedLines)};
}

static QList<TableColumn> comparedColumns()
{
    return {{QStringLiteral("vulnerability"), QStringLiteral("Vulnerability")},
            {QStringLiteral("where"), QStringLiteral("Where")},
            {QStringLiteral("severity"), QStringLiteral("Severity")},
            {QStringLiteral("status"), QStringLiteral("Status")},
            {QStringLiteral("fix"), QStringLiteral("Fix")},
            {QStringLiteral("how"), QStringLiteral("How")},
            {QStringLiteral("evidenceBefore"), QStringLiteral("Evidence before")},
            {QStringLiteral("evidenceAfter"), QStringLiteral("Evidence after")}};
}

// The fix columns say nothing where nothing was fixed.
static TableDocument outcomeTable(const Comparison &comparison, ComparisonOutcome outcome,
                                  const QString &title, const QString &note)
{
    TableDocument table {nameOf(outcome), title, note, {}, comparedColumns(), {}};
    for (const ComparedThreat &threat : comparison.threats) {
        if (threat.outcome == outcome)
            table.rows += comparedRow(threat);
    }
    const bool withFix =
        outcome == ComparisonOutcome::Fixed || outcome == ComparisonOutcome::Settled;
    if (!withFix) {
        table.columns[4].heading = QStringLiteral("Note");
        table.columns.removeAt(5);
        for (QStringList &row : table.rows)
            row.removeAt(5);
    }
    return table;
}

static QString comparisonSummary(const Comparison &comparison)
{
    QStringList parts;
    for (const ComparisonOutcome outcome : AllOutcomes) {
        if (const qsizetype count = comparison.count(outcome))
            parts += QString::number(count) + u' ' + nameOf(outcome);
    }
    return parts.isEmpty() ? QStringLiteral("nothing found before or after")
                           : parts.join(QStringLiteral(", "));
}

TableDocument comparisonTable(const Comparison &comparison)
{
    TableDocument table {QStringLiteral("compare"),
                         QStringLiteral("Vulnerabilities found and fixed"),
                         {},
                         {},
                         comparedColumns(),
                         {}};
    table.columns.prepend({QStringLiteral("outcome"), QStringLiteral("Outcome")});
    table.columns.append({QStringLiteral("rule"), QStringLiteral("Rule")});
    table.columns.append({QStringLiteral("key"), QStringLiteral("Key")});
    for (const ComparedThreat &threat : comparison.threats)
        table.rows += QStringList {nameOf(threat.outcome)} + comparedRow(threat)
            + QStringList {threat.rule,
                           threat.keyBefore.isEmpty() ? threat.keyAfter : threat.keyBefore};
    return table;
}

ComparisonDocument composeComparison(const Comparison &comparison, const QString &before,
                                     const QString &after, const QString &generator)
{
    ComparisonDocument document;
    document.title = QStringLiteral("Before and after");
    document.before = before;
    document.after = after;
    document.summary = comparisonSummary(comparison);
    document.generator = generator;
    document.footer = before + QStringLiteral(" and ") + after;
    const auto add = [&](ComparisonOutcome outcome, const char *title, const char *note) {
        const TableDocument table = outcomeTable(comparison, outcome, QString::fromLatin1(title),
                                                 QString::fromLatin1(note));
        if (!table.rows.isEmpty() || outcome == ComparisonOutcome::Fixed)
            document.tables += table;
    };
    add(ComparisonOutcome::Fixed, "Vulnerabilities found and fixed",
        "Threats that were open before and are not any more: the exposure was removed, or a "
        "control "
        "is in place now.");
    add(ComparisonOutcome::Open, "Still open",
        "Found before, and not fixed: open, partly mitigated, unanswered or to be reviewed.");
    add(ComparisonOutcome::New, "New", "Not there before, or mitigated then.");
    add(ComparisonOutcome::Gone, "Gone with its target",
        "What the threat was about is not there or out of scope: that is no fix.");
    add(ComparisonOutcome::Decided, "Decided",
        "Accepted, transferred or avoided by a recorded decision: that is no fix either.");
    add(ComparisonOutcome::Settled, "Questions settled",
        "It was unknown whether these apply; now it is known that they do not, or are mitigated.");
    document.notes = {
        QStringLiteral(
            "Exposure removed: the condition of the threat no longer holds. Control added: "
            "it holds, and the measures that its rule asks for are in place."),
        QStringLiteral(
            "A control's evidence is asserted (somebody says so), declared (a file says "
            "so) or observed (a scan found it). What is merely no longer known counts as "
            "open.")};
    return document;
}

} // namespace drawbridge
