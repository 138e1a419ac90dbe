#pragma once

#include "app/panels/panelcontext.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace drawbridge {

class ConditionLines;

// Of one threat: every part of its condition, opened on demand, and the least change that would
// settle it.
class ThreatReasons final : public QWidget
{
    Q_OBJECT

public:
    // `open`: the condition is shown at once.
    ThreatReasons(const PanelContext &context, const Threat &threat, bool open,
                  QWidget *parent = nullptr);

    // Null until the condition was opened.
    ConditionLines *conditions() const { return m_conditions; }
    QPushButton *opener() const { return m_opener; }
    // Null where nothing is to be applied.
    QPushButton *applyButton() const { return m_apply; }

Q_SIGNALS:
    void opened(bool open);

private:
    void addConditions(bool open);
    void addChange(const Threat &threat);
    void apply();
    QLabel *addText(const QString &text, const char *role);

    PanelContext m_context;
    QString m_key;
    SettlingChange m_change;
    QVBoxLayout *m_rows = nullptr;
    QPushButton *m_opener = nullptr;
    ConditionLines *m_conditions = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace drawbridge
