#include "app/render/flowlook.h"

#include <QLineF>

#include <cmath>

namespace drawbridge {
namespace {

constexpr double PillPadding = 8;
constexpr double LockSize = 13;
constexpr double LockGap = 2;
constexpr double WidestLabel = 180;
constexpr double BendRadius = 8;

// The unit vector from b towards a.
QPointF towards(QPointF a, QPointF b)
{
    const QLineF line(b, a);
    return line.length() > 0 ? (a - b) / line.length() : QPointF(1, 0);
}

QColor lineColor(const FlowLook &look, const Theme &theme)
{
    if (look.onPath)
        return theme.flow.attackPath;
    if (look.selected)
        return theme.accent.focus;
    switch (look.change) {
    case ChangeMark::Added:
        return theme.added.line;
    case ChangeMark::Removed:
        return theme.removed.line;
    case ChangeMark::Changed:
        return theme.changed.line;
    case ChangeMark::None:
        break;
    }
    if (look.implied)
        return theme.element.impliedStroke;
    return look.inferred ? theme.flow.inferred : theme.flow.confirmed;
}

Stroke lineStroke(const FlowLook &look, const Theme &theme)
{
    const Metrics &m = theme.metrics;
    Stroke stroke {lineColor(look, theme), m.flowLine};
    if (look.onPath)
        stroke.width = m.attackPathLine;
    else if (look.selected || look.change != ChangeMark::None)
        stroke.width = m.selectionLine;
    if (look.change == ChangeMark::Removed)
        stroke.dash = m.removedDash;
    else if (look.inferred)
        stroke.dash = m.inferredDash;
    else if (look.implied)
        stroke.dash = m.inferredDash;
    return stroke;
}

void drawArrow(DrawList &list, QPointF tip, QPointF from, double size, const QColor &color)
{
    const QPointF along = towards(from, tip);
    const QPointF across(-along.y(), along.x());
    const QPointF base = tip + along * size;
    list.polygon({tip, base + across * size / 2, base - across * size / 2}, {color});
}

// The line ends inside its arrow heads, so that no blunt end shows beside a tip.
QPolygonF shortened(QPolygonF route, bool atStart, double by)
{
    const qsizetype last = route.size() - 1;
    const QPointF endStep = towards(route[last - 1], route[last]) * by;
    const QPointF startStep = towards(route[1], route[0]) * by;
    route[last] += endStep;
    if (atStart)
        route[0] += startStep;
    return route;
}

void drawHalo(DrawList &list, const FlowLook &look, const QPolygonF &line, const Theme &theme)
{
    if (!look.onPath && !look.selected && !look.hovered)
        return;
    const QColor color = look.onPath ? theme.flow.attackPathHalo : theme.accent.tint;
    list.polyline(line, BendRadius, {color, theme.metrics.attackPathHalo});
}

void drawCrossing(DrawList &list, QPointF at, const QColor &color, const Theme &theme)
{
    list.circle(at, theme.metrics.crossing / 2,
                {theme.surface.canvas, {color, theme.metrics.flowLine}});
    list.circle(at, 1.7, {color});
}

void drawBendHandles(DrawList &list, const QPolygonF &route, const Theme &theme)
{
    const double side = theme.metrics.handle;
    for (const QPointF &at : route)
        list.rect({at.x() - side / 2, at.y() - side / 2, side, side}, 1.5,
                  {theme.surface.panel, {theme.accent.focus, 1.5}});
}

QString shownLabel(const FlowLook &look)
{
    return elidedAtEnd(textstyle::Label, look.label, WidestLabel);
}

double groupOpacity(const FlowLook &look)
{
    return look.outOfScope ? 0.45 : 1;
}

} // namespace

QSizeF labelSize(const FlowLook &look, const Metrics &metrics)
{
    if (look.label.isEmpty())
        return {};
    double width = 2 * PillPadding + textWidth(textstyle::Label, shownLabel(look));
    if (look.encryption != EncryptionMark::Unknown)
        width += LockSize + LockGap - 1;
    return {std::ceil(width), metrics.pill};
}

QRectF labelRect(const FlowLook &look, const FlowShape &shape, const Metrics &metrics)
{
    if (!shape.hasLabel)
        return {};
    const QSizeF size = labelSize(look, metrics);
    return {shape.labelCentre - QPointF(size.width() / 2, size.height() / 2), size};
}

DrawList drawFlowLine(const FlowLook &look, const FlowShape &shape, const Theme &theme,
                      DetailLevel detail)
{
    DrawList list;
    if (shape.route.size() < 2)
        return list;
    const Metrics &m = theme.metrics;
    const Stroke stroke = lineStroke(look, theme);
    list.beginGroup(look.id,
                    look.inferred ? QStringLiteral("flow inferred") : QStringLiteral("flow"),
                    look.tooltip, groupOpacity(look));
    if (detail == DetailLevel::Overview) {
        drawHalo(list, look, shape.route, theme);
        list.polyline(shape.route, 0, stroke);
        list.endGroup();
        return list;
    }
    const QPolygonF line = shortened(shape.route, look.bidirectional, m.arrow - 2);
    drawHalo(list, look, line, theme);
    list.polyline(line, BendRadius, stroke);
    const qsizetype last = shape.route.size() - 1;
    drawArrow(list, shape.route[last], shape.route[last - 1], m.arrow, stroke.color);
    if (look.bidirectional)
        drawArrow(list, shape.route[0], shape.route[1], m.arrow, stroke.color);
    if (look.unauthenticated)
        list.circle(shape.route[0] + towards(shape.route[1], shape.route[0]) * 4, 4,
                    {theme.surface.canvas, {theme.flow.unauthenticatedMark, m.flowLine}});
    for (const QPointF &at : shape.crossings)
        drawCrossing(list, at, stroke.color, theme);
    if (look.selected)
        drawBendHandles(list, shape.route, theme);
    list.endGroup();
    return list;
}

DrawList drawFlowLabel(const FlowLook &look, const FlowShape &shape, const Theme &theme,
                       DetailLevel detail)
{
    DrawList list;
    const QRectF rect = labelRect(look, shape, theme.metrics);
    if (rect.isEmpty() || detail == DetailLevel::Overview)
        return list;
    QColor border = theme.flow.pillBorder;
    if (look.inferred)
        border = theme.element.impliedStroke;
    if (look.onPath || look.selected || look.change != ChangeMark::None)
        border = lineColor(look, theme);
    list.beginGroup(look.id.isEmpty() ? QString() : look.id + QStringLiteral("-label"),
                    QStringLiteral("flow-label"), look.tooltip, groupOpacity(look));
    list.rect(rect, theme.metrics.pillRadius, {theme.flow.pillFill, {border, 1}});
    double left = rect.left() + PillPadding;
    if (look.encryption != EncryptionMark::Unknown) {
        const bool closed = look.encryption == EncryptionMark::Encrypted;
        list.icon(closed ? QStringLiteral("lock") : QStringLiteral("lock-open"),
                  {left - 1, rect.center().y() - LockSize / 2 - 0.25}, LockSize,
                  closed ? theme.flow.encryptedMark : theme.flow.unencryptedMark,
                  theme.metrics.tinyIconLine);
        left += LockSize + LockGap - 1;
    }
    list.text({left, rect.center().y() + 4}, shownLabel(look), textstyle::Label,
              theme.text.primary);
    list.endGroup();
    return list;
}

} // namespace drawbridge
