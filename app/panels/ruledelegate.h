#pragma once

#include "app/settings/appearance.h"

#include <QStyledItemDelegate>

namespace drawbridge {

// Paints a table of rules: STRIDE as its tile, severity with its mark.
class RuleDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RuleDelegate(const Appearance *appearance, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Appearance *m_appearance;
};

} // namespace drawbridge
