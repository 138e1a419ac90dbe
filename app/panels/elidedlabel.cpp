#include "app/panels/elidedlabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace drawbridge {

ElidedLabel::ElidedLabel(const QString &text, Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int room = fontMetrics().horizontalAdvance(QStringLiteral("MMM"));
    return {std::min(room, sizeHint().width()), QLabel::minimumSizeHint().height()};
}

// The whole of what is cut off, unless there is more to be told.
bool ElidedLabel::event(QEvent *event)
{
    const bool isCut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() || !isCut)
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text().toHtmlEscaped(), this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect inside = contentsRect();
    style()->drawItemText(
        &painter, inside, static_cast<int>(alignment() | Qt::AlignVCenter), palette(), isEnabled(),
        fontMetrics().elidedText(text(), m_mode, inside.width()), foregroundRole());
}

} // namespace drawbridge
