#include "app/panels/ruledelegate.h"

#include "app/panels/ruletablemodel.h"
#include "app/render/marks.h"
#include "app/render/painterbackend.h"

#include <QPainter>

namespace drawbridge {

static constexpr int RuleRowHeight = 28;
static constexpr int RulePadding = 10;

RuleDelegate::RuleDelegate(const Appearance *appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), RuleRowHeight};
}

void RuleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const RuleTableModel *>(index.model());
    const RuleTableModel::Row *row = model ? model->row(index) : nullptr;
    if (!row)
        return;
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    QString text = plain.text;
    plain.text.clear();
    plain.state &= ~QStyle::State_HasFocus;
    plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
    const Theme &theme = m_appearance->theme();
    const QRectF cell = option.rect;
    DrawList list;
    int indent = index.column() == RuleTableModel::TitleColumn ? 4 : RulePadding;
    if (index.column() == RuleTableModel::StrideColumn) {
        drawStrideTile(list, {cell.x() + RulePadding, cell.center().y() - 8.5, 18, 18},
                       model->info(*row).stride, theme);
        text.clear();
    } else if (index.column() == RuleTableModel::SeverityColumn) {
        drawSeverityMark(list, {cell.x() + RulePadding + 7, cell.center().y() + 0.5}, 6,
                         model->info(*row).severity, theme);
        indent += 22;
    }
    list.line({cell.left(), cell.bottom() + 0.5}, {cell.right() + 1, cell.bottom() + 0.5},
              {theme.border.subtle, 1, {}, false});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintDrawList(*painter, list);
    const bool quiet = row->threats == 0 || index.column() == RuleTableModel::TechniqueColumn;
    painter->setPen(quiet ? theme.text.secondary : theme.text.primary);
    const QRect place = option.rect.adjusted(indent, 0, -RulePadding, 0);
    painter->drawText(place, static_cast<int>(plain.displayAlignment | Qt::AlignVCenter),
                      option.fontMetrics.elidedText(text, Qt::ElideRight, place.width()));
    painter->restore();
}

} // namespace drawbridge
