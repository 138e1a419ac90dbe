#include "model/export/ledgertable.h"
#include "model/core/names.h"
#include "model/export/tableviews.h"
#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {

QString nameOf(LedgerState state)
{
    static constexpr std::array words {"threat", "dismissed", "unanswered", "out-of-scope"};
    return QString::fromLatin1(words[static_cast<size_t>(state)]);
}

QString displayName(LedgerState state)
{
    static constexpr std::array words {"Threat", "Dismissed", "Unanswered", "Out of scope"};
    return QString::fromLatin1(words[static_cast<size_t>(state)]);
}

QList<ReportFact> reviewFacts(const ExportInput &input)
{
    QList<Review> reviews(input.model->reviews.begin(), input.model->reviews.end());
    std::stable_sort(reviews.begin(), reviews.end(),
                     [](const Review &a, const Review &b) { return a.date > b.date; });
    QList<ReportFact> facts;
    for (const Review &review : reviews) {
        QString what = review.revision == input.revision && !input.revision.isEmpty()
            ? QStringLiteral("this revision")
            : QStringLiteral("an earlier revision (%1)")
                  .arg(QString::fromLatin1(review.revision.left(12)));
        if (review.date.isValid())
            what += QStringLiteral(", ") + review.date.toString(Qt::ISODate);
        if (!review.note.isEmpty())
            what += QStringLiteral(": ") + review.note;
        facts.append({review.reviewer, what});
    }
    return facts;
}

static QString reviewNote(const ExportInput &input)
{
    QStringList parts;
    for (const ReportFact &fact : reviewFacts(input))
        parts += fact.label + QStringLiteral(" reviewed ") + fact.value;
    return parts.isEmpty() ? QStringLiteral("Nobody has reviewed it.")
                           : parts.join(QStringLiteral("; ")) + u'.';
}

TableDocument ledgerTable(const ExportInput &input)
{
    TableDocument table {
        QStringLiteral("ledger"), QStringLiteral("What was considered"), {}, {}, {}, {}};
    table.columns = {{QStringLiteral("record"), QStringLiteral("Record")},
                     {QStringLiteral("kind"), QStringLiteral("Kind")},
                     {QStringLiteral("stride"), QStringLiteral("STRIDE")},
                     {QStringLiteral("state"), QStringLiteral("State")},
                     {QStringLiteral("reason"), QStringLiteral("Reason")},
                     {QStringLiteral("by"), QStringLiteral("Decided by")},
                     {QStringLiteral("date"), QStringLiteral("Decided")},
                     {QStringLiteral("threats"), QStringLiteral("Threats")}};
    std::array<int, 4> counts {};
    for (const LedgerRow &row : input.session->ledger()) {
        const QString name = qualifiedName(*input.model, row.kind, row.id);
        const QString kind = targetKindName(*input.model, row.kind, row.id);
        for (size_t letter = 0; letter < row.cells.size(); ++letter) {
            const LedgerCell &cell = row.cells[letter];
            ++counts[static_cast<size_t>(cell.state)];
            table.rows.append({name, kind, nameOf(static_cast<Stride>(letter)), nameOf(cell.state),
                               cell.reason, cell.by, cell.date.toString(Qt::ISODate),
                               cell.threats.join(u' ')});
        }
    }
    table.note = QStringLiteral("Every element, interface and flow under every category of STRIDE: "
                                "%1 with threats, %2 dismissed, %3 unanswered, %4 out of scope. ")
                     .arg(counts[0])
                     .arg(counts[1])
                     .arg(counts[2])
                     .arg(counts[3])
        + reviewNote(input);
    return table;
}

TableDocument consideredTable(const ExportInput &input)
{
    TableDocument table {
        QStringLiteral("considered"), QStringLiteral("What was considered"), {}, {}, {}, {}};
    table.note = QStringLiteral(
        "Every element, interface and flow under every category of STRIDE. The reasons are in the "
        "table that the view 'ledger' gives.");
    table.columns = {{QStringLiteral("record"), QStringLiteral("Record")}};
    for (int letter = 0; letter < 6; ++letter) {
        const Stride stride = static_cast<Stride>(letter);
        table.columns.append({nameOf(stride), displayName(stride)});
    }
    for (const LedgerRow &row : input.session->ledger()) {
        QStringList cells {qualifiedName(*input.model, row.kind, row.id)};
        for (const LedgerCell &cell : row.cells)
            cells += cell.state == LedgerState::Threat && cell.threats.size() > 1
                ? QStringLiteral("%1 threats").arg(cell.threats.size())
                : displayName(cell.state);
        table.rows += cells;
    }
    return table;
}

} // namespace drawbridge
