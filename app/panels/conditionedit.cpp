#include "app/panels/conditionedit.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QScreen>
#include <QTextBlock>

#include <algorithm>

namespace drawbridge {

// Far more than any record has properties: names that are left out cannot be found.
static constexpr int MostOffered = 1000;
static constexpr int OfferedRows = 8;

ConditionEdit::ConditionEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setProperty("mono", true);
    setTabChangesFocus(true);
    // A list of its own window would take the keyboard away.
    m_list = new QListWidget(this);
    m_list->setWindowFlags(Qt::ToolTip | Qt::FramelessWindowHint);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAttribute(Qt::WA_ShowWithoutActivating);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setProperty("popup", true);
    m_list->hide();
    connect(m_list, &QListWidget::itemClicked, this, &ConditionEdit::accept);
}

QStringList ConditionEdit::offered() const
{
    QStringList names;
    for (int row = 0; !m_list->isHidden() && row < m_list->count(); ++row)
        names += m_list->item(row)->data(Qt::UserRole).toString();
    return names;
}

void ConditionEdit::markMistake(int line, int column)
{
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        const int start = std::clamp(column - 1, 0, std::max(0, block.length() - 1));
        mark.cursor.setPosition(block.position() + start);
        mark.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        if (!mark.cursor.hasSelection())
            mark.cursor.movePosition(start > 0 ? QTextCursor::PreviousCharacter
                                               : QTextCursor::NextCharacter,
                                     QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(palette().color(QPalette::Text));
        marks += mark;
    }
    setExtraSelections(marks);
}

void ConditionEdit::offer(bool asked)
{
    m_list->clear();
    const Offer offer = m_complete ? m_complete(toPlainText(), textCursor().position()) : Offer();
    const qsizetype typed = textCursor().position() - offer.from;
    const QString before = toPlainText().left(offer.from);
    // As one types: after a dot, inside a text that is compared, or from the second letter.
    const bool wanted = asked || before.endsWith(u'.') || before.endsWith(u'\'')
        || before.endsWith(u'"') || typed > 1;
    const bool complete = offer.names.size() == 1 && offer.names.first().first.size() == typed;
    if (!wanted || offer.names.isEmpty() || complete) {
        m_list->hide();
        return;
    }
    m_from = offer.from;
    for (const auto &[name, note] :
         offer.names.first(std::min<qsizetype>(MostOffered, offer.names.size()))) {
        auto *item = new QListWidgetItem(
            note.isEmpty() ? name : name + QStringLiteral("   ") + note, m_list);
        item->setData(Qt::UserRole, name);
    }
    m_list->setCurrentRow(0);
    placeList();
}

void ConditionEdit::placeList()
{
    const int rows = std::min(OfferedRows, m_list->count());
    const int width = std::min(460, m_list->sizeHintForColumn(0) + 30);
    m_list->resize(width, rows * m_list->sizeHintForRow(0) + 4);
    QPoint place = viewport()->mapToGlobal(cursorRect().bottomLeft() + QPoint(0, 4));
    const QRect room = screen()->availableGeometry();
    // Above the line where there is no room below it.
    if (place.y() + m_list->height() > room.bottom())
        place.setY(viewport()->mapToGlobal(cursorRect().topLeft()).y() - m_list->height() - 4);
    place.setX(std::max(room.left(), std::min(place.x(), room.right() - m_list->width())));
    m_list->move(place);
    m_list->show();
}

void ConditionEdit::accept()
{
    const QListWidgetItem *item = m_list->currentItem();
    m_list->hide();
    if (!item)
        return;
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(m_from), QTextCursor::KeepAnchor);
    cursor.insertText(item->data(Qt::UserRole).toString());
    setTextCursor(cursor);
}

void ConditionEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers().testFlag(Qt::ControlModifier))
        return offer(true);
    if (!m_list->isHidden()) {
        const int row = m_list->currentRow();
        switch (event->key()) {
        case Qt::Key_Down:
            return m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1));
        case Qt::Key_Up:
            return m_list->setCurrentRow(std::max(row - 1, 0));
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
            return accept();
        case Qt::Key_Escape:
            return m_list->hide();
        default:
            break;
        }
    }
    const QString before = toPlainText();
    QPlainTextEdit::keyPressEvent(event);
    if (toPlainText() != before)
        offer(false);
    else if (!event->text().isEmpty() || event->key() == Qt::Key_Left
             || event->key() == Qt::Key_Right)
        m_list->hide();
}

bool ConditionEdit::focusNextPrevChild(bool next)
{
    return m_list->isHidden() && QPlainTextEdit::focusNextPrevChild(next);
}

void ConditionEdit::focusOutEvent(QFocusEvent *event)
{
    m_list->hide();
    QPlainTextEdit::focusOutEvent(event);
}

} // namespace drawbridge
