#include "app/panels/conditionview.h"

#include "app/panels/signlabel.h"
#include "app/render/marks.h"

#include <QHeaderView>

namespace drawbridge {

enum ConditionColumn { PartColumn, StateColumn, WhereColumn };

ConditionView::ConditionView(const Appearance *appearance, QWidget *parent)
    : QTreeWidget(parent)
    , m_appearance(appearance)
{
    setColumnCount(3);
    setHeaderLabels({tr("Part"), tr("Is"), tr("Source")});
    setAccessibleName(tr("Conditions"));
    setFrameShape(QFrame::NoFrame);
    setIndentation(14);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(PartColumn, QHeaderView::Stretch);
    setColumnWidth(StateColumn, 110);
    setColumnWidth(WhereColumn, 150);
}

QString stateInWords(cel::TraceState state)
{
    switch (state) {
    case cel::TraceState::True:
        return ConditionView::tr("true");
    case cel::TraceState::False:
        return ConditionView::tr("false");
    case cel::TraceState::Unknown:
        return ConditionView::tr("not known");
    case cel::TraceState::Error:
        return ConditionView::tr("an error");
    case cel::TraceState::Skipped:
        return ConditionView::tr("not looked at");
    case cel::TraceState::OtherValue:
        break;
    }
    return {};
}

QString clauseInWords(const ClauseVerdict &clause)
{
    if (clause.clause == u"applies")
        return ConditionView::tr("Is of interest where");
    if (clause.clause == u"when")
        return ConditionView::tr("Is a threat when");
    if (clause.clause == u"unless")
        return ConditionView::tr("But not when");
    return ConditionView::tr("Mitigated by %1 when").arg(clause.mitigation);
}

void ConditionView::markState(QTreeWidgetItem *item, cel::TraceState state)
{
    const Theme &theme = m_appearance->theme();
    item->setText(StateColumn, stateInWords(state));
    if (state == cel::TraceState::Skipped)
        item->setForeground(StateColumn, theme.text.disabled);
    if (state != cel::TraceState::Unknown)
        return;
    item->setIcon(StateColumn,
                  signIcon(
                      [&](DrawList &list, QPointF centre) {
                          drawStatusSign(list, centre, StatusSign::NeedsAnswer, theme);
                      },
                      devicePixelRatioF()));
}

void ConditionView::addValues(QTreeWidgetItem *parent, const ConditionPart &part)
{
    const Theme &theme = m_appearance->theme();
    for (const BecauseItem &value : part.values) {
        auto *item = new QTreeWidgetItem(
            parent, {value.label + QStringLiteral(": ") + value.value, {}, value.source});
        item->setForeground(WhereColumn,
                            value.source.contains(u':') ? theme.text.link : theme.text.secondary);
        item->setToolTip(PartColumn, item->text(PartColumn).toHtmlEscaped());
        item->setToolTip(WhereColumn, value.source.toHtmlEscaped());
    }
    if (!part.error.isEmpty())
        new QTreeWidgetItem(parent, {part.error});
}

void ConditionView::addClause(const ClauseVerdict &clause)
{
    auto *top = new QTreeWidgetItem(this, {clauseInWords(clause)});
    markState(top, clause.state);
    QFont code(QStringLiteral("DejaVu Sans Mono"));
    code.setPixelSize(11);
    // By depth: what holds the next part.
    QList<QTreeWidgetItem *> holders {top};
    for (const ConditionPart &part : clause.parts) {
        const qsizetype depth = std::clamp<qsizetype>(part.depth + 1, 1, holders.size());
        holders.resize(depth);
        auto *item = new QTreeWidgetItem(holders.last(), {part.text});
        QFont font = code;
        font.setBold(part.decisive);
        item->setFont(PartColumn, font);
        item->setToolTip(PartColumn, part.text.toHtmlEscaped());
        if (!part.decisive)
            item->setForeground(PartColumn, m_appearance->theme().text.secondary);
        markState(item, part.state);
        addValues(item, part);
        holders += item;
    }
}

// What decided is open; the rest opens on a click.
static bool openDecisive(QTreeWidgetItem *item)
{
    bool holds = item->font(PartColumn).bold();
    for (int i = 0; i < item->childCount(); ++i)
        holds = openDecisive(item->child(i)) || holds;
    item->setExpanded(holds);
    return holds;
}

void ConditionView::showClauses(const QList<ClauseVerdict> &clauses)
{
    clear();
    for (const ClauseVerdict &clause : clauses)
        addClause(clause);
    for (int i = 0; i < topLevelItemCount(); ++i)
        openDecisive(topLevelItem(i));
}

} // namespace drawbridge
