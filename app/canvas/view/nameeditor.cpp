#include "app/canvas/view/nameeditor.h"

#include "app/render/fonts.h"

#include <QKeyEvent>

namespace drawbridge {

NameEditor::NameEditor(QWidget *viewport)
    : QLineEdit(viewport)
{
    setObjectName(QStringLiteral("nameEditor"));
    setAccessibleName(tr("Name"));
    setFont(fontFor(textstyle::ElementName));
    setMaxLength(500);
    hide();
}

void NameEditor::setTheme(const Theme &theme)
{
    setStyleSheet(QStringLiteral("QLineEdit { background: %1; color: %2; border: 2px solid %3; "
                                 "border-radius: 4px; padding: 0 4px; "
                                 "selection-background-color: %4; selection-color: %2; }")
                      .arg(theme.surface.panel.name(), theme.text.primary.name(),
                           theme.accent.focus.name(), theme.surface.selected.name()));
}

void NameEditor::begin(const RecordReference &record, const QString &name, const QRect &area)
{
    constexpr int LeastWidth = 140;
    constexpr int Height = 28;
    m_record = record;
    m_before = name;
    setText(name);
    QRect place(0, 0, std::max(area.width(), LeastWidth), Height);
    place.moveCenter(area.center());
    setGeometry(place);
    show();
    raise();
    selectAll();
    setFocus(Qt::OtherFocusReason);
}

void NameEditor::abandon()
{
    if (!isVisible())
        return;
    m_before = text();
    hide();
    if (parentWidget())
        parentWidget()->setFocus(Qt::OtherFocusReason);
}

void NameEditor::accept()
{
    const QString name = text();
    const bool changed = name != m_before;
    const RecordReference record = m_record;
    abandon();
    if (changed)
        Q_EMIT accepted(record, name);
}

void NameEditor::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        accept();
        return;
    case Qt::Key_Escape:
        abandon();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void NameEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (isVisible() && event->reason() != Qt::PopupFocusReason)
        accept();
}

} // namespace drawbridge
