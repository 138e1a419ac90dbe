#pragma once

#include "app/panels/panelcontext.h"
#include "model/engine/ruleverdict.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;

namespace drawbridge {

class ConditionView;

// Every rule that judges records of the selected kind, what it makes of the selected one, and why:
// the part of its condition that is false or not known.
class WhyNotPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit WhyNotPanel(const PanelContext &context, QWidget *parent = nullptr);

    QTreeWidget *rules() const { return m_rules; }
    ConditionView *conditions() const { return m_conditions; }
    QLineEdit *searchEdit() const { return m_text; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void refresh();
    void fillRules(RecordKind kind, const IdText &record);
    void filter();
    void showVerdict();
    void openThreat();

    PanelContext m_context;
    QLabel *m_caption = nullptr;
    QLineEdit *m_text = nullptr;
    QTreeWidget *m_rules = nullptr;
    QLabel *m_reason = nullptr;
    ConditionView *m_conditions = nullptr;
    QWidget *m_content = nullptr;
    QLabel *m_hint = nullptr;
    QList<RuleVerdict> m_verdicts;
    QTimer m_refresh;
};

} // namespace drawbridge
