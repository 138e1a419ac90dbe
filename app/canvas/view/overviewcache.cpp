#include "app/canvas/view/overviewcache.h"

#include <QPainter>
#include <QRegion>

#include <cmath>

namespace drawbridge {

// The way from one sight to the other in pixels of the screen, where it is a mere shift by whole
// ones.
static std::optional<QPoint> shiftBetween(const OverviewCache::Sight &from,
                                          const OverviewCache::Sight &to)
{
    const auto scales = [](const QTransform &t) {
        return std::tuple(t.m11(), t.m12(), t.m21(), t.m22());
    };
    if (from.revision != to.revision || from.size != to.size || from.pixelRatio != to.pixelRatio
        || scales(from.transform) != scales(to.transform))
        return std::nullopt;
    const double x = (to.transform.dx() - from.transform.dx()) * to.pixelRatio;
    const double y = (to.transform.dy() - from.transform.dy()) * to.pixelRatio;
    const QPoint whole(qRound(x), qRound(y));
    constexpr double Exact = 1e-6;
    if (std::abs(x - whole.x()) > Exact || std::abs(y - whole.y()) > Exact)
        return std::nullopt;
    return whole;
}

bool OverviewCache::shift(const Sight &sight, const Paint &paint)
{
    const std::optional<QPoint> by = shiftBetween(m_sight, sight);
    if (m_pixels.isNull() || !by)
        return false;
    QRegion exposed;
    m_pixels.scroll(by->x(), by->y(), m_pixels.rect(), &exposed);
    QPainter painter(&m_pixels);
    for (const QRect &pixels : exposed) {
        // Outwards, so that no part of a pixel is left out.
        const QRectF part(QPointF(pixels.topLeft()) / sight.pixelRatio,
                          QSizeF(pixels.size()) / sight.pixelRatio);
        painter.setClipRect(part);
        paint(painter, part.toAlignedRect());
    }
    return true;
}

void OverviewCache::follow(const Sight &sight, const Paint &paint)
{
    if (isSharp(sight))
        return;
    if (!shift(sight, paint)) {
        const QSize pixels = (QSizeF(sight.size) * sight.pixelRatio).toSize();
        if (m_pixels.size() != pixels)
            m_pixels = QPixmap(pixels);
        m_pixels.setDevicePixelRatio(sight.pixelRatio);
        QPainter painter(&m_pixels);
        paint(painter, QRect(QPoint(), sight.size));
    }
    m_sight = sight;
}

void OverviewCache::draw(QPainter &painter, const Sight &sight, const QRect &area) const
{
    if (isSharp(sight)) {
        const QRectF pixels(QPointF(area.topLeft()) * sight.pixelRatio,
                            QSizeF(area.size()) * sight.pixelRatio);
        painter.drawPixmap(QRectF(area), m_pixels, pixels);
        return;
    }
    painter.save();
    painter.setTransform(m_sight.transform.inverted() * sight.transform);
    painter.drawPixmap(0, 0, m_pixels);
    painter.restore();
}

} // namespace drawbridge
