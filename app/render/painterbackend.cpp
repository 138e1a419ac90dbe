#include "app/render/painterbackend.h"

#include "app/render/iconset.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

namespace drawbridge {
namespace {

QPen penFor(const Stroke &stroke)
{
    if (stroke.isNone())
        return Qt::NoPen;
    QPen pen(stroke.color, stroke.width);
    pen.setCapStyle(stroke.roundCaps ? Qt::RoundCap : Qt::FlatCap);
    pen.setJoinStyle(stroke.roundCaps ? Qt::RoundJoin : Qt::MiterJoin);
    if (!stroke.dash.isEmpty()) {
        // QPen counts dashes in pen widths.
        QList<qreal> pattern;
        for (double length : stroke.dash)
            pattern.append(length / stroke.width);
        pen.setDashPattern(pattern);
    }
    return pen;
}

QBrush brushFor(const QColor &fill)
{
    return fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush);
}

class ItemPainter
{
public:
    ItemPainter(QPainter &painter, IconDrawing icons)
        : m_painter(painter)
        , m_icons(icons)
    {
    }

    void operator()(const RectShape &shape)
    {
        use(shape.paint);
        if (shape.radius > 0)
            m_painter.drawRoundedRect(shape.rect, shape.radius, shape.radius);
        else
            m_painter.drawRect(shape.rect);
    }
    void operator()(const EllipseShape &shape)
    {
        use(shape.paint);
        m_painter.drawEllipse(shape.rect);
    }
    void operator()(const LineShape &shape)
    {
        use({{}, shape.stroke});
        if (shape.points.size() == 2)
            m_painter.drawLine(shape.points[0], shape.points[1]);
        else if (shape.cornerRadius > 0)
            m_painter.drawPath(roundedPath(shape.points, shape.cornerRadius));
        else
            m_painter.drawPolyline(shape.points);
    }
    void operator()(const PathShape &shape)
    {
        use(shape.paint);
        m_painter.drawPath(shape.path);
    }
    void operator()(const TextShape &shape)
    {
        const int scale = fontScaleFor(shape.style);
        useFont(shape.style, scale);
        m_painter.setPen(shape.color);
        QPointF at = shape.at;
        if (shape.anchor != TextAnchor::Start) {
            const double width = m_font->width(shape.text);
            at.rx() -= shape.anchor == TextAnchor::End ? width : width / 2;
        }
        if (scale == 1) {
            m_painter.drawText(at, shape.text);
            return;
        }
        m_painter.save();
        m_painter.scale(1.0 / scale, 1.0 / scale);
        m_painter.drawText(at * scale, shape.text);
        m_painter.restore();
        m_font = nullptr;
    }
    void operator()(const IconShape &shape)
    {
        if (m_icons == IconDrawing::Vectors) {
            QSvgRenderer renderer(iconset::svgFile(shape.name, shape.color, shape.lineWidth));
            renderer.render(&m_painter, QRectF(shape.at, QSizeF(shape.size, shape.size)));
            return;
        }
        drawIconPixmap(shape);
    }
    void operator()(const GroupBegin &group)
    {
        m_painter.save();
        m_painter.setOpacity(m_painter.opacity() * group.opacity);
    }
    void operator()(const GroupEnd &)
    {
        m_painter.restore();
        m_font = nullptr;
    }

private:
    void use(const Paint &paint)
    {
        m_painter.setPen(penFor(paint.stroke));
        m_painter.setBrush(brushFor(paint.fill));
    }

    struct UsedFont
    {
        TextStyle style;
        QFont font;
        std::optional<QFontMetricsF> metrics;

        double width(const QString &text)
        {
            // As textWidth() measures.
            constexpr int large = 4;
            if (!metrics)
                metrics.emplace(fontFor(style, large));
            return metrics->horizontalAdvance(text) / large;
        }
    };

    // Looking a font up by its families costs as much as drawing a word with it.
    void useFont(const TextStyle &style, int scale)
    {
        if (m_font && m_font->style == style)
            return;
        const auto known = std::find_if(m_fonts.begin(), m_fonts.end(),
                                        [&](const UsedFont &used) { return used.style == style; });
        m_font = known != m_fonts.end()
            ? &*known
            : &m_fonts.emplace_back(UsedFont {style, fontFor(style, scale), {}});
        m_painter.setFont(m_font->font);
    }

    // Drawn at the device's own pixels, so that strokes stay as sharp as the pixmap.
    void drawIconPixmap(const IconShape &shape)
    {
        const QTransform toDevice = m_painter.deviceTransform();
        const double scale = std::hypot(toDevice.m11(), toDevice.m12());
        const double ratio = m_painter.device()->devicePixelRatioF();
        const QPixmap pixmap = iconset::pixmap(shape.name, shape.color, shape.size * scale / ratio,
                                               ratio, shape.lineWidth);
        const QPointF corner = toDevice.map(shape.at);
        const QPointF snapped(std::round(corner.x()), std::round(corner.y()));
        m_painter.drawPixmap(QRectF(toDevice.inverted().map(snapped),
                                    QSizeF(pixmap.width() / scale, pixmap.height() / scale)),
                             pixmap, QRectF(pixmap.rect()));
    }

    QPainter &m_painter;
    IconDrawing m_icons;
    // The style whose font the painter has now.
    UsedFont *m_font = nullptr;
    std::deque<UsedFont> m_fonts;
};

} // namespace

void paintDrawList(QPainter &painter, const DrawList &list, IconDrawing icons)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing
                           | QPainter::SmoothPixmapTransform);
    ItemPainter visitor(painter, icons);
    for (const DrawItem &item : list.items())
        std::visit(visitor, item);
    painter.restore();
}

} // namespace drawbridge
