#pragma once

#include "app/settings/appearance.h"

#include <QStyledItemDelegate>

namespace drawbridge {

// Paints the worst severity and the number of threats at the right end of a row of the outline.
class OutlineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    OutlineDelegate(const Appearance *appearance, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    // A click on the figure asks for what it counts.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void countClicked(const QModelIndex &index);

private:
    const Appearance *m_appearance;
};

} // namespace drawbridge
