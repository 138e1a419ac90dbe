#pragma once

#include "app/panels/panelcontext.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace drawbridge {

class ThreatTableModel;

// The table of threats with its filter, and decisions about one or many of them.
class ThreatsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ThreatsPanel(const PanelContext &context, QWidget *parent = nullptr);

    QTableView *view() const { return m_view; }
    ThreatTableModel *model() const { return m_model; }
    QStringList selectedThreats() const;

private:
    void buildTable();
    void buildFilterBar();
    void connectFilterBar();
    QPushButton *addMenuChip(const QString &text);
    template <typename E>
    void fillMenu(QPushButton *chip, const QStringList &labels, QSet<E> ThreatCriteria::*member);
    void showCriteria();
    void showCount();
    void keepPlace();
    void restorePlace();
    void followSelection();
    void openContextMenu(const QPoint &at);
    void decide(Treatment treatment);

    PanelContext m_context;
    ThreatTableModel *m_model = nullptr;
    QTableView *m_view = nullptr;
    QHBoxLayout *m_bar = nullptr;
    QLineEdit *m_text = nullptr;
    QPushButton *m_scope = nullptr;
    QPushButton *m_unsettled = nullptr;
    QPushButton *m_technique = nullptr;
    QPushButton *m_severity = nullptr;
    QPushButton *m_status = nullptr;
    QPushButton *m_stride = nullptr;
    QPushButton *m_clear = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_empty = nullptr;
    bool m_following = false;
    // While rows change: what is chosen, and how far it is scrolled.
    QStringList m_kept;
    QString m_keptCurrent;
    int m_position = 0;
};

} // namespace drawbridge
