#pragma once

#include "app/settings/appearance.h"

#include <QHeaderView>
#include <QTreeView>

namespace drawbridge {

// A tree of two levels, with columns, whose first level stands as headings over the whole width.
class GroupedView final : public QTreeView
{
    Q_OBJECT

public:
    // What is told beside a heading: "5 controls".
    static constexpr int GroupNoteRole = Qt::UserRole + 100;

    GroupedView(const Appearance *appearance, QWidget *parent);

    void setModel(QAbstractItemModel *model) override;

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;

private:
    void spanGroups();

    const Appearance *m_appearance;
};

} // namespace drawbridge
