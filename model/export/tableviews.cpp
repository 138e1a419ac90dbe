#include "model/export/tableviews.h"

#include <algorithm>

namespace drawbridge {

const QList<TableView> &tableViews()
{
    static const QList<TableView> views {
        {QStringLiteral("threats"), QStringLiteral("Threats"), threatTable},
        {QStringLiteral("endpoints"), QStringLiteral("STRIDE per endpoint"), endpointTable},
        {QStringLiteral("attack"), QStringLiteral("MITRE ATT&CK for Containers"), attackTable},
        {QStringLiteral("nist"), QStringLiteral("NIST SP 800-53 Rev 5"), nistTable},
        {QStringLiteral("questions"), QStringLiteral("Open questions"), questionTable},
        {QStringLiteral("elements"), QStringLiteral("Elements"), elementTable},
        {QStringLiteral("risk"), QStringLiteral("Risk by element"), riskTable},
        {QStringLiteral("paths"), QStringLiteral("Attack paths"), pathTable},
        {QStringLiteral("ledger"), QStringLiteral("What was considered"), ledgerTable},
        {QStringLiteral("evidence"), QStringLiteral("Scanner results"), evidenceTable},
    };
    return views;
}

const TableView *findTableView(QStringView name)
{
    const auto &views = tableViews();
    const auto it = std::find_if(views.begin(), views.end(),
                                 [&](const TableView &view) { return view.name == name; });
    return it == views.end() ? nullptr : &*it;
}

} // namespace drawbridge
