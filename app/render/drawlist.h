#pragma once

#include "app/render/fonts.h"

#include <QColor>
#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>

#include <variant>
#include <vector>

namespace drawbridge {

// How a line is drawn. Dashes are logical pixels, not pen widths.
struct Stroke
{
    QColor color = {};
    double width = 1;
    QList<double> dash = {};
    bool roundCaps = false;

    bool isNone() const { return width <= 0 || !color.isValid() || color.alpha() == 0; }
};

inline const Stroke NoStroke {{}, 0, {}, false};

// Fill and outline; an invalid colour is no fill.
struct Paint
{
    QColor fill = {};
    Stroke stroke = NoStroke;
};

struct RectShape
{
    QRectF rect;
    double radius = 0;
    Paint paint;
};

struct EllipseShape
{
    QRectF rect;
    Paint paint;
};

struct LineShape
{
    QPolygonF points;
    // Rounds the bends; 0 leaves them sharp.
    double cornerRadius = 0;
    Stroke stroke;
};

struct PathShape
{
    QPainterPath path;
    Paint paint;
};

enum class TextAnchor { Start, Middle, End };

struct TextShape
{
    // The baseline's start, middle or end.
    QPointF at;
    QString text;
    TextStyle style;
    QColor color;
    TextAnchor anchor = TextAnchor::Start;
};

struct IconShape
{
    QString name;
    // Upper left corner and side of the square.
    QPointF at;
    double size = 16;
    QColor color;
    // In units of the icon's 24 px grid.
    double lineWidth = 1.75;
};

// Begins what belongs together: a record, a layer. An SVG file gets id, classes and tooltip of it.
struct GroupBegin
{
    QString id;
    QString classes;
    QString title;
    double opacity = 1;
};

struct GroupEnd
{
};

using DrawItem = std::variant<RectShape, EllipseShape, LineShape, PathShape, TextShape, IconShape,
                              GroupBegin, GroupEnd>;

// What is to be seen, back to front, as plain values: made by pure functions, turned into pixels or
// files by PainterBackend and SvgWriter.
class DrawList
{
public:
    const std::vector<DrawItem> &items() const { return m_items; }
    bool isEmpty() const { return m_items.empty(); }

    void rect(const QRectF &rect, double radius, Paint paint);
    void ellipse(const QRectF &rect, Paint paint);
    void circle(QPointF centre, double radius, Paint paint);
    void line(QPointF from, QPointF to, Stroke stroke);
    void polyline(QPolygonF points, double cornerRadius, Stroke stroke);
    void polygon(const QPolygonF &points, Paint paint);
    void path(QPainterPath path, Paint paint);
    void text(QPointF at, QString text, const TextStyle &style, QColor color,
              TextAnchor anchor = TextAnchor::Start);
    void icon(const QString &name, QPointF at, double size, QColor color, double lineWidth = 1.75);
    void beginGroup(QString id, QString classes, QString title = {}, double opacity = 1);
    void endGroup();
    void append(DrawList other);
    void add(DrawItem item) { m_items.push_back(std::move(item)); }

private:
    std::vector<DrawItem> m_items;
};

// A polyline as a path with rounded bends.
QPainterPath roundedPath(const QPolygonF &points, double cornerRadius);

} // namespace drawbridge
