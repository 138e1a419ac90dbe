#pragma once

#include "app/panels/panelcontext.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace drawbridge {

class ConditionTester;
class ElidedLabel;
class GroupedView;
class RulePane;
class RuleTableModel;

// All rules by pack with what they say of the open model, everything about one of them beside it,
// and a place to try conditions.
class RulesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPanel(const PanelContext &context, QWidget *parent = nullptr);

    RuleTableModel *model() const { return m_model; }
    GroupedView *view() const { return m_view; }
    RulePane *pane() const { return m_pane; }
    ConditionTester *tester() const { return m_tester; }
    void showRule(const QString &key);
    void showTester(bool shown);
    // Lists the rules that name something: "CAPEC-66".
    void filterBy(const QString &text);

Q_SIGNALS:
    void questionsRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildBar();
    void buildParts();
    void connectParts();
    void fillStrideMenu();
    void refresh();
    void showCount();

    PanelContext m_context;
    RuleTableModel *m_model = nullptr;
    QLineEdit *m_text = nullptr;
    QPushButton *m_stride = nullptr;
    QPushButton *m_reporting = nullptr;
    QPushButton *m_try = nullptr;
    ElidedLabel *m_count = nullptr;
    GroupedView *m_view = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_side = nullptr;
    RulePane *m_pane = nullptr;
    ConditionTester *m_tester = nullptr;
    QScrollArea *m_testerPage = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
