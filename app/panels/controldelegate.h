#pragma once

#include "app/settings/appearance.h"
#include "model/core/records.h"

#include <QStyledItemDelegate>

namespace drawbridge {

// Paints a table of controls: baselines as letters, the state of threats as
// a bar, evidence with its sign. The statement's status is edited in its cell.
class ControlDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ControlDelegate(const Appearance *appearance, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

Q_SIGNALS:
    void statusChosen(const QString &control, drawbridge::ControlStatus status);

private:
    const Appearance *m_appearance;
};

} // namespace drawbridge
