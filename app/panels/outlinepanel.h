#pragma once

#include "app/panels/panelcontext.h"

#include <QStandardItemModel>
#include <QTimer>
#include <QWidget>

class QLineEdit;
class QTreeView;

namespace drawbridge {

// The model as a tree: boundaries, the elements in them, and what these listen on, each with the
// number of its threats and the severity of the worst.
class OutlinePanel final : public QWidget
{
    Q_OBJECT

public:
    enum Role { KindRole = Qt::UserRole, IdRole, CountRole, SeverityRole };

    explicit OutlinePanel(const PanelContext &context, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }

private:
    void refresh();
    void recount();
    void showCount(const RecordReference &record, QStandardItem *item);
    void followDocument(const ChangeSet &changes);
    void addBoundaries(QStandardItem *parent, const BoundaryId &within);
    void addElements(QStandardItem *parent, const BoundaryId &within);
    QStandardItem *makeItem(const RecordReference &record, const QString &name,
                            const QString &icon);
    static RecordReference recordAt(const QModelIndex &index);
    void filter(const QString &text);
    void followSelection();
    void selectFromTree();

    PanelContext m_context;
    QLineEdit *m_text = nullptr;
    QTreeView *m_view = nullptr;
    QStandardItemModel *m_model = nullptr;
    QHash<RecordReference, QStandardItem *> m_items;
    QTimer m_refresh;
    QTimer m_recount;
    bool m_following = false;
};

} // namespace drawbridge
