#include "app/panels/elidedlabel.h"

#include <QPainter>
#include <QStyle>

namespace drawbridge {

ElidedLabel::ElidedLabel(const QString &text, Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setToolTip(text.toHtmlEscaped());
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int room = fontMetrics().horizontalAdvance(QStringLiteral("MMM"));
    return {std::min(room, sizeHint().width()), QLabel::minimumSizeHint().height()};
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
