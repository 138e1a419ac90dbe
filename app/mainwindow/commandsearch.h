#pragma once

#include "app/panels/panelcontext.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;

namespace drawbridge {

class ActionSet;

// Search over commands, elements, endpoints and threats, as one types; Enter goes there or does it.
class CommandSearch final : public QDialog
{
    Q_OBJECT

public:
    CommandSearch(const PanelContext &context, const ActionSet &actions, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_text; }
    QListWidget *results() const { return m_results; }

Q_SIGNALS:
    void recordChosen(const drawbridge::RecordReference &record);
    void threatChosen(const QString &key);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void addActions(const QString &words);
    void addRecords(const QString &words);
    void addThreats(const QString &words);
    void add(const QString &text, const QString &kind, std::function<void()> choose);
    void choose();

    PanelContext m_context;
    const ActionSet &m_actions;
    QLineEdit *m_text = nullptr;
    QListWidget *m_results = nullptr;
    QLabel *m_nothing = nullptr;
    QList<std::function<void()>> m_choices;
};

} // namespace drawbridge
