#include "app/panels/groupedview.h"

#include <QPainter>

namespace drawbridge {

GroupedView::GroupedView(const Appearance *appearance, QWidget *parent)
    : QTreeView(parent)
    , m_appearance(appearance)
{
    setUniformRowHeights(true);
    setIndentation(16);
    setAllColumnsShowFocus(true);
    setEditTriggers(NoEditTriggers);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setMinimumSectionSize(48);
}

void GroupedView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &GroupedView::spanGroups);
    spanGroups();
}

void GroupedView::spanGroups()
{
    for (int row = 0; row < model()->rowCount(); ++row)
        setFirstColumnSpanned(row, {}, true);
    expandAll();
}

// Headings are neither selected nor pointed at, only folded.
void GroupedView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    if (index.parent().isValid())
        return QTreeView::drawRow(painter, option, index);
    const Theme &theme = m_appearance->theme();
    painter->fillRect(option.rect, theme.surface.sunken);
    const QRect branch(option.rect.x(), option.rect.y(), indentation(), option.rect.height());
    drawBranches(painter, branch, index);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter->save();
    painter->setFont(bold);
    painter->setPen(theme.text.primary);
    const QString title = index.data().toString();
    QRect place = option.rect.adjusted(indentation() + 4, 0, 0, 0);
    painter->drawText(place, Qt::AlignVCenter, title);
    place.setLeft(place.left() + QFontMetrics(bold).horizontalAdvance(title) + 10);
    painter->setFont(font());
    painter->setPen(theme.text.secondary);
    painter->drawText(place, Qt::AlignVCenter, index.data(GroupNoteRole).toString());
    if (index == currentIndex() && hasFocus()) {
        painter->setPen(QPen(theme.accent.focus, 1.5));
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

} // namespace drawbridge
