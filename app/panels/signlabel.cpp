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

QIcon signIcon(const std::function<void(DrawList &, QPointF)> &draw, double pixelRatio)
{
    static constexpr int Side = 16;
    QPixmap pixmap(QSize(Side, Side) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    DrawList list;
    draw(list, {Side / 2.0, Side / 2.0});
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDrawList(painter, list);
    return QIcon(pixmap);
}

} // namespace drawbridge
