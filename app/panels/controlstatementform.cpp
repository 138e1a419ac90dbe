#include "app/panels/controlstatementform.h"

#include "model/core/controlstatements.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>

namespace drawbridge {

template <typename E>
static QComboBox *makeChoice(E last, const QString &name, QWidget *parent)
{
    auto *choice = new QComboBox(parent);
    for (int i = 0; i <= static_cast<int>(last); ++i)
        choice->addItem(displayName(static_cast<E>(i)));
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    return choice;
}

ControlStatementForm::ControlStatementForm(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    m_status = makeChoice(ControlStatus::NotApplicable, tr("How the control is met"), this);
    m_origin = makeChoice(ControlOrigin::Shared, tr("Whose task the control is"), this);
    m_text = new QPlainTextEdit(this);
    m_text->setPlaceholderText(tr("How this system meets the control"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(78);
    m_text->installEventFilter(this);
    m_problem = new QLabel(this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addWidget(m_status, 1);
    choices->addWidget(m_origin, 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addLayout(choices);
    rows->addWidget(m_text);
    rows->addWidget(m_problem);
    connect(m_status, &QComboBox::activated, this, &ControlStatementForm::commit);
    connect(m_origin, &QComboBox::activated, this, &ControlStatementForm::commit);
    connect(context.document, &Document::changed, this, &ControlStatementForm::followDocument);
    setEnabled(false);
}

void ControlStatementForm::show(const QString &control)
{
    if (control == m_control)
        return;
    commit();
    m_control = control;
    setEnabled(!control.isEmpty());
    load();
}

void ControlStatementForm::load()
{
    const ControlStatement *statement = statementOn(m_context.document->model(), m_control);
    m_status->setCurrentIndex(statement ? static_cast<int>(statement->status) : 0);
    m_origin->setCurrentIndex(statement ? static_cast<int>(statement->origin) : 0);
    m_text->setPlainText(statement ? statement->statement : QString());
    m_problem->hide();
}

void ControlStatementForm::commit()
{
    if (m_control.isEmpty())
        return;
    const ControlStatementText text {static_cast<ControlStatus>(m_status->currentIndex()),
                                     static_cast<ControlOrigin>(m_origin->currentIndex()),
                                     m_text->toPlainText()};
    const Result<void> applied = m_context.document->apply(
        setControlStatement(m_context.document->model(), m_control, text));
    m_problem->setVisible(!applied);
    if (!applied)
        m_problem->setText(applied.error().message);
}

// Undo, and edits made elsewhere.
void ControlStatementForm::followDocument(const ChangeSet &changes)
{
    if (changes.reset) {
        // Another project: what was typed belongs to the one before.
        load();
        return;
    }
    if (!changes.of<ControlStatement>().isEmpty() && !m_control.isEmpty())
        load();
}

bool ControlStatementForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        commit();
    } else if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            commit();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace drawbridge
