#pragma once

#include "app/panels/panelcontext.h"
#include "app/render/matrixpicture.h"

#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace drawbridge {

// Paints baselines as three letters and the state of threats as a bar.
class NistDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    NistDelegate(const Appearance *appearance, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Appearance *m_appearance;
};

// NIST SP 800-53 controls by family: baselines, threats, and which mitigations support them.
class NistPanel final : public QWidget
{
    Q_OBJECT

public:
    enum Column {
        ControlColumn,
        TitleColumn,
        BaselineColumn,
        StatementColumn,
        ThreatColumn,
        StatusColumn,
        SupportColumn,
        ColumnCount
    };
    enum Role { ControlRole = Qt::UserRole, BaselineRole, CountsRole };

    explicit NistPanel(const PanelContext &context, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Support;

    void refresh();
    void addFamilies(const QHash<QString, StatusCounts> &counts,
                     const QHash<QString, Support> &supports);
    bool passes(const Control &control, const StatusCounts &counts) const;
    QHash<QString, Support> collectSupport() const;
    void drillInto(const QModelIndex &index);

    PanelContext m_context;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_withThreats = nullptr;
    QPushButton *m_inBaseline = nullptr;
    QLabel *m_caption = nullptr;
    QTreeView *m_view = nullptr;
    QStandardItemModel *m_model = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
