#include "app/render/drawlist.h"

#include "model/text/textencoding.h"

#include <QLineF>

#include <algorithm>
#include <iterator>

namespace drawbridge {

void DrawList::rect(const QRectF &rect, double radius, Paint paint)
{
    m_items.push_back(RectShape {rect, radius, std::move(paint)});
}

void DrawList::ellipse(const QRectF &rect, Paint paint)
{
    m_items.push_back(EllipseShape {rect, std::move(paint)});
}

void DrawList::circle(QPointF centre, double radius, Paint paint)
{
    ellipse({centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius}, std::move(paint));
}

void DrawList::line(QPointF from, QPointF to, Stroke stroke)
{
    polyline({from, to}, 0, std::move(stroke));
}

void DrawList::polyline(QPolygonF points, double cornerRadius, Stroke stroke)
{
    m_items.push_back(LineShape {std::move(points), cornerRadius, std::move(stroke)});
}

void DrawList::polygon(const QPolygonF &points, Paint paint)
{
    QPainterPath shape;
    shape.addPolygon(points);
    shape.closeSubpath();
    path(std::move(shape), std::move(paint));
}

void DrawList::path(QPainterPath path, Paint paint)
{
    m_items.push_back(PathShape {std::move(path), std::move(paint)});
}

void DrawList::text(QPointF at, QString text, const TextStyle &style, QColor color,
                    TextAnchor anchor)
{
    // Names come from users' files: what reorders or hides text must not reach any picture.
    if (!text.isEmpty())
        m_items.push_back(TextShape {at, printableText(text), style, color, anchor});
}

void DrawList::icon(const QString &name, QPointF at, double size, QColor color, double lineWidth)
{
    m_items.push_back(IconShape {name, at, size, color, lineWidth});
}

void DrawList::beginGroup(QString id, QString classes, QString title, double opacity)
{
    m_items.push_back(GroupBegin {std::move(id), std::move(classes), std::move(title), opacity});
}

void DrawList::endGroup()
{
    m_items.push_back(GroupEnd {});
}

void DrawList::append(DrawList other)
{
    m_items.insert(m_items.end(), std::make_move_iterator(other.m_items.begin()),
                   std::make_move_iterator(other.m_items.end()));
}

QPainterPath roundedPath(const QPolygonF &points, double cornerRadius)
{
    QPainterPath path;
    if (points.isEmpty())
        return path;
    path.moveTo(points.first());
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QLineF before(points[i], points[i - 1]);
        const QLineF after(points[i], points[i + 1]);
        const double radius = std::min({cornerRadius, before.length() / 2, after.length() / 2});
        if (radius < 0.5) {
            path.lineTo(points[i]);
            continue;
        }
        path.lineTo(before.pointAt(radius / before.length()));
        path.quadTo(points[i], after.pointAt(radius / after.length()));
    }
    if (points.size() > 1)
        path.lineTo(points.last());
    return path;
}

} // namespace drawbridge
