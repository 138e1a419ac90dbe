#pragma once

#include "app/panels/panelcontext.h"
#include "model/engine/conditiontest.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QTableWidget;

namespace drawbridge {

class ConditionEdit;

// Tries a condition on the open model while it is typed: what it comes to for each record, and
// what would have to be known.
class ConditionTester final : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionTester(const PanelContext &context, QWidget *parent = nullptr);

    void tryOut(const QString &condition, RecordKind kind, const QString &per);

    ConditionEdit *edit() const { return m_edit; }
    QComboBox *kinds() const { return m_kinds; }
    QComboBox *per() const { return m_per; }
    QTableWidget *results() const { return m_results; }
    QString verdict() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildForm();
    void buildResults();
    RecordKind kind() const;
    QString perWord() const;
    void offerPer();
    void refresh();
    void showOutcomes(const QList<ConditionOutcome> &outcomes);
    void addOutcome(int row, const ConditionOutcome &outcome);
    QString summary(const ConditionTest &test) const;

    PanelContext m_context;
    QComboBox *m_kinds = nullptr;
    QComboBox *m_per = nullptr;
    ConditionEdit *m_edit = nullptr;
    QLabel *m_verdict = nullptr;
    QTableWidget *m_results = nullptr;
    QTimer m_refresh;
};

} // namespace drawbridge
