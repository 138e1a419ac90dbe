#pragma once

#include "app/panels/panelcontext.h"
#include "model/edit/setcontrolstatementedit.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace drawbridge {

// What the project says of one control, edited in place: each change is an edit that can be
// undone. The words are taken when the field is left, or by Ctrl+Enter.
class ControlStatementForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ControlStatementForm(const PanelContext &context, QWidget *parent = nullptr);

    // Takes what was typed about the control before.
    void show(const QString &control);
    void commit();

    QComboBox *status() const { return m_status; }
    QComboBox *origin() const { return m_origin; }
    QPlainTextEdit *text() const { return m_text; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followDocument(const ChangeSet &changes);
    void load();

    PanelContext m_context;
    QString m_control;
    QComboBox *m_status = nullptr;
    QComboBox *m_origin = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace drawbridge
