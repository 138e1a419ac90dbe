#pragma once

#include "app/panels/controltablemodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace drawbridge {

class ControlPane;
class ElidedLabel;
class GroupedView;

// NIST SP 800-53 controls by family: baselines, statement, threats, which mitigations support them
// and how well that is known; everything about one control beside it.
class NistPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit NistPanel(const PanelContext &context, QWidget *parent = nullptr);

    GroupedView *view() const { return m_view; }
    ControlTableModel *model() const { return m_model; }
    ControlPane *pane() const { return m_pane; }
    // Shows everything about a control and filters the threats by it; an empty id closes it.
    void drillInto(const QString &control);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildTable();
    void buildBar();
    void fillBaselineMenu();
    template <typename E>
    QPushButton *addSetChip(const QString &text, const QStringList &labels,
                            QSet<E> ControlCriteria::*member);
    void connectParts();
    void refresh();
    void showChips();
    void showCurrent();
    void showEmpty();
    void setStatement(const QString &control, ControlStatus status);
    void tellRefusal(const Result<void> &applied);

    PanelContext m_context;
    ControlTableModel *m_model = nullptr;
    QLineEdit *m_text = nullptr;
    QPushButton *m_withThreats = nullptr;
    QPushButton *m_baselines = nullptr;
    QPushButton *m_statements = nullptr;
    QPushButton *m_evidence = nullptr;
    ElidedLabel *m_caption = nullptr;
    GroupedView *m_view = nullptr;
    QLabel *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    ControlPane *m_pane = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
