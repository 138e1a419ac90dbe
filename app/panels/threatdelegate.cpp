#include "app/panels/threatdelegate.h"

#include "app/panels/threattablemodel.h"
#include "app/render/marks.h"
#include "app/render/painterbackend.h"

#include <QPainter>

namespace drawbridge {

static constexpr int ThreatRowHeight = 28;
static constexpr int SignWidth = 22;
// As the header has it.
static constexpr int CellPadding = 10;

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
    const QPointF signCentre(cell.x() + CellPadding + 7, cell.center().y() + 0.5);
    const bool reviewed = index.column() == ThreatTableModel::StatusColumn
        && index.data(ThreatTableModel::ToBeReviewedRole).toBool();
    DrawList list;
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    QString label = shown.text;
    int indent = CellPadding;
    switch (index.column()) {
    case ThreatTableModel::SeverityColumn:
        drawSeverityMark(list, signCentre, 6.5,
                         static_cast<Severity>(index.data(ThreatTableModel::SeverityRole).toInt()),
                         theme);
        indent += SignWidth;
        break;
    case ThreatTableModel::StrideColumn:
        drawStrideTile(list, {cell.x() + CellPadding, cell.center().y() - 8.5, 18, 18},
                       static_cast<Stride>(index.data(ThreatTableModel::StrideRole).toInt()),
                       theme);
        label.clear();
        break;
    case ThreatTableModel::StatusColumn:
        drawStatusSign(list, signCentre,
                       static_cast<StatusSign>(index.data(ThreatTableModel::StatusRole).toInt()),
                       theme, reviewed);
        indent += reviewed ? SignWidth + 16 : SignWidth;
        break;
    default:
        break;
    }
    const bool selected = option.state & QStyle::State_Selected;
    if (selected && index.column() == 0)
        list.rect({cell.x(), cell.y(), 3, cell.height()}, 0, {theme.accent.base, {}});
    list.line({cell.left(), cell.bottom() + 0.5}, {cell.right() + 1, cell.bottom() + 0.5},
              {theme.border.subtle, 1, {}, false});
    shown.text.clear();
    // The row shows where the keyboard is; a frame around one cell says nothing more.
    shown.state &= ~QStyle::State_HasFocus;
    shown.widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintDrawList(*painter, list);
    const QRect textRect = option.rect.adjusted(indent, 0, -CellPadding, 0);
    QFont font = option.font;
    if (selected && index.column() == ThreatTableModel::TitleColumn)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    const bool mapped = index.column() == ThreatTableModel::TechniqueColumn
        || index.column() == ThreatTableModel::ControlColumn;
    painter->setPen(mapped ? theme.text.secondary : theme.text.primary);
    painter->drawText(textRect, static_cast<int>(shown.displayAlignment | Qt::AlignVCenter),
                      QFontMetrics(font).elidedText(label, Qt::ElideRight, textRect.width()));
    painter->restore();
}

} // namespace drawbridge
