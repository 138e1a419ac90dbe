#pragma once

#include "app/settings/appearance.h"
#include "model/engine/ruleverdict.h"

#include <QWidget>

class QBoxLayout;
class QVBoxLayout;

namespace drawbridge {

// The conditions of one verdict for a narrow place: each part on lines of its own that break where
// they must, with what it came to, the values it read and where they came from.
class ConditionLines final : public QWidget
{
    Q_OBJECT

public:
    ConditionLines(const Appearance *appearance, const QList<ClauseVerdict> &clauses,
                   QWidget *parent = nullptr);

private:
    void addClause(const ClauseVerdict &clause);
    void addPart(const ConditionPart &part);
    void addValue(const BecauseItem &value, int indent);
    void addState(QBoxLayout *line, cel::TraceState state);

    const Appearance *m_appearance;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace drawbridge
