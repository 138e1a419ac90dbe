#pragma once

#include "app/settings/appearance.h"

#include <QStyledItemDelegate>

namespace drawbridge {

// Paints the cells of a threat table that carry a sign beside or in place of their text: severity
// shape, STRIDE tile, status sign.
class ThreatDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ThreatDelegate(const Appearance *appearance, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Appearance *m_appearance;
};

} // namespace drawbridge
