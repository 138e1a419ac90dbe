#include "app/panels/rowbutton.h"

#include "app/render/painterbackend.h"

#include <QKeyEvent>
#include <QPainter>

namespace drawbridge {

static constexpr int LineHeight = 26;
static constexpr int SignRoom = 24;
static constexpr int PartGap = 10;

RowButton::RowButton(Parts parts, const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_parts(std::move(parts))
    , m_theme(theme)
{
    const QStringList words {m_parts.id, m_parts.text, m_parts.right};
    setText(m_parts.text);
    setAccessibleName(words.join(u' ').simplified());
    setToolTip(m_parts.text.toHtmlEscaped());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void RowButton::setIdWidth(int width)
{
    m_idWidth = width;
    update();
}

QSize RowButton::sizeHint() const
{
    return {240, LineHeight};
}

QSize RowButton::minimumSizeHint() const
{
    return {120, LineHeight};
}

void RowButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RowButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void RowButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void RowButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool pointed = underMouse() || hasFocus();
    if (underMouse())
        painter.fillRect(rect(), m_theme.surface.hover);
    int left = 2;
    if (!m_parts.sign.isEmpty()) {
        painter.save();
        painter.translate(left, (height() - 16) / 2.0);
        paintDrawList(painter, m_parts.sign);
        painter.restore();
        left += SignRoom;
    }
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    if (!m_parts.id.isEmpty()) {
        const int room = std::max(m_idWidth, QFontMetrics(bold).horizontalAdvance(m_parts.id));
        painter.setFont(bold);
        painter.setPen(m_theme.text.link);
        painter.drawText(QRect(left, 0, room, height()), Qt::AlignVCenter, m_parts.id);
        left += room + PartGap;
    }
    painter.setFont(font());
    int right = width() - 4;
    if (!m_parts.right.isEmpty()) {
        const int room =
            std::min(fontMetrics().horizontalAdvance(m_parts.right) + 2, (right - left) / 2);
        painter.setPen(m_theme.text.secondary);
        painter.drawText(QRect(right - room, 0, room, height()), Qt::AlignVCenter | Qt::AlignRight,
                         fontMetrics().elidedText(m_parts.right, Qt::ElideMiddle, room));
        right -= room + PartGap;
    }
    painter.setPen(pointed ? m_theme.text.link : m_theme.text.primary);
    painter.drawText(QRect(left, 0, right - left, height()), Qt::AlignVCenter,
                     fontMetrics().elidedText(m_parts.text, Qt::ElideRight, right - left));
    painter.setPen(QPen(m_theme.border.subtle, 1));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.accent.focus, 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -2), 4, 4);
    }
}

} // namespace drawbridge
