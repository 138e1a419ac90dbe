#include "app/panels/signlabel.h"

#include "app/render/painterbackend.h"

#include <QPainter>

namespace drawbridge {

SignLabel::SignLabel(DrawList drawing, const QSize &size, const QString &accessibleName,
                     QWidget *parent)
    : QWidget(parent)
    , m_drawing(std::move(drawing))
    , m_size(size)
{
    setFixedSize(size);
    setAccessibleName(accessibleName);
    setToolTip(accessibleName);
}

void SignLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDrawList(painter, m_drawing);
}

} // namespace drawbridge
