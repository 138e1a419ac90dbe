#pragma once

#include <QPixmap>
#include <QTransform>

#include <functional>

class QPainter;

namespace drawbridge {

// What a view showed when it was last painted sharply. Panning shifts it and paints only what comes
// into sight, zooming stretches it until the view rests, and a dragged preview is painted over it:
// each costs a few milliseconds, however much the diagram shows.
class OverviewCache
{
public:
    // Paints the part of the picture under an area of the viewport; the painter is set up for
    // viewport coordinates.
    using Paint = std::function<void(QPainter &painter, const QRect &area)>;

    struct Sight
    {
        QTransform transform; // from the scene to the viewport
        QSize size;
        double pixelRatio = 1;
        quint64 revision = 0; // of what is shown

        bool operator==(const Sight &) const = default;
    };

    // Whether it shows exactly this.
    bool isSharp(const Sight &sight) const { return !m_pixels.isNull() && sight == m_sight; }
    // Makes it show exactly this, by shifting what it has where that is enough.
    void follow(const Sight &sight, const Paint &paint);
    // Draws what it has, stretched to the sight where that differs.
    void draw(QPainter &painter, const Sight &sight, const QRect &area) const;
    // Whether it shows the same things, maybe from elsewhere.
    bool canStretchTo(const Sight &sight) const
    {
        return !m_pixels.isNull() && sight.revision == m_sight.revision;
    }

private:
    bool shift(const Sight &sight, const Paint &paint);

    QPixmap m_pixels;
    Sight m_sight;
};

} // namespace drawbridge
