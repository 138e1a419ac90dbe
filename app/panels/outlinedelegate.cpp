#include "app/panels/outlinedelegate.h"

#include "app/panels/outlinepanel.h"
#include "app/render/marks.h"
#include "app/render/painterbackend.h"

#include <QMouseEvent>
#include <QPainter>

namespace drawbridge {

static constexpr int CountWidth = 48;

OutlineDelegate::OutlineDelegate(const Appearance *appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize OutlineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + CountWidth, 24};
}

bool OutlineDelegate::editorEvent(QEvent *event, QAbstractItemModel *,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease
        || index.data(OutlinePanel::CountRole).toInt() == 0)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool isOnFigure = mouse->button() == Qt::LeftButton
        && mouse->position().x() > option.rect.right() - CountWidth;
    if (isOnFigure)
        Q_EMIT countClicked(index);
    return isOnFigure;
}

void OutlineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    const int count = index.data(OutlinePanel::CountRole).toInt();
    if (count > 0)
        shown.text = option.fontMetrics.elidedText(shown.text, Qt::ElideRight,
                                                   option.rect.width() - CountWidth - 26);
    shown.widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);
    if (count == 0)
        return;
    const Theme &theme = m_appearance->theme();
    const QRectF cell = option.rect;
    DrawList list;
    drawSeverityMark(list, {cell.right() - 38, cell.center().y()}, 5.5,
                     static_cast<Severity>(index.data(OutlinePanel::SeverityRole).toInt()), theme);
    list.text({cell.right() - 8, cell.center().y() + 4}, QString::number(count), textstyle::Caption,
              theme.text.secondary, TextAnchor::End);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintDrawList(*painter, list);
    painter->restore();
}

} // namespace drawbridge
