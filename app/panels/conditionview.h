#pragma once

#include "app/settings/appearance.h"
#include "model/engine/ruleverdict.h"

#include <QTreeWidget>

namespace drawbridge {

// The conditions of one verdict, part by part: what each came to, the values it read and where they
// came from. What decided stands out and is open.
class ConditionView final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ConditionView(const Appearance *appearance, QWidget *parent = nullptr);

    void showClauses(const QList<ClauseVerdict> &clauses);

private:
    void addClause(const ClauseVerdict &clause);
    void addValues(QTreeWidgetItem *parent, const ConditionPart &part);
    void markState(QTreeWidgetItem *item, cel::TraceState state);

    const Appearance *m_appearance;
};

// "true", "false", "not known", "an error", "not looked at".
QString stateInWords(cel::TraceState state);
// "Is a threat when".
QString clauseInWords(const ClauseVerdict &clause);

} // namespace drawbridge
