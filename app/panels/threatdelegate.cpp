#include "app/panels/threatdelegate.h"

#include "app/panels/threattablemodel.h"
#include "app/render/marks.h"
#include "app/render/painterbackend.h"

#include <QPainter>

namespace drawbridge {

static constexpr int ThreatRowHeight = 28;
static constexpr int SignWidth = 24;

ThreatDelegate::ThreatDelegate(const Appearance *appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize ThreatDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + SignWidth, ThreatRowHeight};
}

void ThreatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = m_appearance->theme();
    const QRectF cell = option.rect;
    const QPointF signCentre(cell.x() + 16, cell.center().y());
    DrawList list;
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    switch (index.column()) {
    case ThreatTableModel::SeverityColumn:
        drawSeverityMark(list, signCentre, 6.5,
                         static_cast<Severity>(index.data(ThreatTableModel::SeverityRole).toInt()),
                         theme);
        break;
    case ThreatTableModel::StrideColumn:
        drawStrideTile(list, {cell.x() + 8, cell.center().y() - 9, 18, 18},
                       static_cast<Stride>(index.data(ThreatTableModel::StrideRole).toInt()),
                       theme);
        shown.text.clear();
        break;
    case ThreatTableModel::StatusColumn:
        drawStatusSign(list, signCentre,
                       static_cast<StatusSign>(index.data(ThreatTableModel::StatusRole).toInt()),
                       theme, index.data(ThreatTableModel::ToBeReviewedRole).toBool());
        break;
    default:
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    const QString label = shown.text;
    shown.text.clear();
    shown.widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintDrawList(*painter, list);
    const bool reviewed = index.column() == ThreatTableModel::StatusColumn
        && index.data(ThreatTableModel::ToBeReviewedRole).toBool();
    const QRect textRect = option.rect.adjusted(reviewed ? 46 : 30, 0, -6, 0);
    painter->setFont(option.font);
    painter->setPen(theme.text.primary);
    painter->drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(label, Qt::ElideRight, textRect.width()));
    painter->restore();
}

} // namespace drawbridge
