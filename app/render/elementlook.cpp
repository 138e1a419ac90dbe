#include "app/render/elementlook.h"

#include "app/render/mapname.h"
#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

constexpr double TileLeft = 10;
constexpr double TextGap = 8;
constexpr double TextRight = 12;
constexpr double WidestElement = 280;
constexpr double RowTextLeft = 14;
constexpr double RowMarkRight = 14;

double textLeft(const Metrics &m)
{
    return TileLeft + m.iconTile + TextGap;
}

double dotsWidth(const ElementLook &look)
{
    return look.networks.size() < 2
        ? 0
        : 12.0 + 9.0 * double(std::min(look.networks.size(), qsizetype(4)));
}

double rowTextSpace(double width)
{
    return width - RowTextLeft - RowMarkRight - 14;
}

QString rowText(const ElementLook &look, qsizetype row)
{
    const bool counts =
        look.interfaces.size() > MaximumInterfaceRows && row + 1 == MaximumInterfaceRows;
    return counts ? QStringLiteral("%1 more").arg(look.interfaces.size() - row)
                  : look.interfaces[row].text;
}

// The threats of one row; of the counting row, of all that it stands for.
ThreatMark rowThreats(const ElementLook &look, qsizetype row)
{
    if (look.interfaces.size() <= MaximumInterfaceRows || row + 1 < MaximumInterfaceRows)
        return look.interfaces[row].threats;
    ThreatMark sum;
    for (qsizetype i = row; i < look.interfaces.size(); ++i) {
        const ThreatMark &mark = look.interfaces[i].threats;
        if (mark.count > 0 && (sum.count == 0 || mark.highest < sum.highest))
            sum.highest = mark.highest;
        sum.count += mark.count;
    }
    return sum;
}

struct ElementPaint
{
    QColor fill;
    QColor tile;
    Stroke outline;
    QColor name;
    QColor icon;
};

const TintedLine &changeColors(ChangeMark change, const Theme &theme)
{
    return change == ChangeMark::Added  ? theme.added
        : change == ChangeMark::Removed ? theme.removed
                                        : theme.changed;
}

ElementPaint colorsOf(const ElementLook &look, const Theme &theme)
{
    const Metrics &m = theme.metrics;
    ElementPaint colors {look.kind == ElementKind::ExternalEntity ? theme.element.externalFill
                                                                  : theme.element.fill,
                         theme.element.iconTile,
                         {theme.element.stroke, m.elementLine},
                         theme.text.primary,
                         theme.text.primary};
    if (look.kind == ElementKind::DataStore)
        colors.outline.width = m.storeLine;
    if (look.kind == ElementKind::ExternalEntity)
        colors.tile = theme.element.iconTile;
    if (look.implied) {
        colors.fill = theme.surface.canvas;
        colors.outline = {theme.element.impliedStroke, m.elementLine, m.impliedDash};
        colors.name = theme.text.secondary;
        colors.icon = theme.text.secondary;
    }
    if (look.change != ChangeMark::None) {
        const TintedLine &change = changeColors(look.change, theme);
        colors.fill = change.tint;
        colors.tile = theme.element.fill;
        colors.outline = {change.line, std::max(2.0, colors.outline.width),
                          look.change == ChangeMark::Removed ? m.removedDash : DashPattern()};
    }
    if (look.onPath)
        colors.outline = {theme.flow.attackPath, m.attackPathLine};
    return colors;
}

double cornerRadius(const ElementLook &look, const Metrics &m)
{
    return look.kind == ElementKind::Process ? m.elementRadius : 0;
}

void drawBody(DrawList &list, const ElementLook &look, const QRectF &rect, const Theme &theme,
              const ElementPaint &colors)
{
    if (look.kind == ElementKind::DataStore) {
        list.rect(rect, 0, {colors.fill});
        list.line(rect.topLeft(), rect.topRight(), colors.outline);
        list.line(rect.bottomLeft(), rect.bottomRight(), colors.outline);
        return;
    }
    list.rect(rect, cornerRadius(look, theme.metrics), {colors.fill, colors.outline});
}

void drawHeader(DrawList &list, const ElementLook &look, const QRectF &rect, const Theme &theme,
                const ElementPaint &colors)
{
    const Metrics &m = theme.metrics;
    const double middle = rect.top() + m.elementHeader / 2;
    const QRectF tile(rect.left() + TileLeft, middle - m.iconTile / 2, m.iconTile, m.iconTile);
    list.rect(tile, m.cardRadius, {colors.tile});
    const double inset = (m.iconTile - m.elementIcon) / 2;
    list.icon(look.icon, tile.topLeft() + QPointF(inset, inset), m.elementIcon, colors.icon,
              m.iconLine);
    const double left = rect.left() + textLeft(m);
    const double space = rect.right() - TextRight - left;
    const bool twoLines = !look.secondLine.isEmpty();
    const double baseline = twoLines ? middle - 3 : middle + 4.5;
    list.text({left, baseline},
              elidedAtEnd(textstyle::ElementName, look.name, space - dotsWidth(look)),
              textstyle::ElementName, colors.name);
    if (twoLines)
        list.text({left, baseline + 16}, elidedAtEnd(textstyle::ElementSub, look.secondLine, space),
                  textstyle::ElementSub, theme.text.secondary);
}

void drawNetworkDots(DrawList &list, const ElementLook &look, const QRectF &rect,
                     const Theme &theme, const QColor &fill)
{
    if (look.networks.size() < 2)
        return;
    constexpr std::array kinds {BoundaryKind::Network, BoundaryKind::Namespace, BoundaryKind::Pod,
                                BoundaryKind::Cluster};
    const qsizetype count = std::min(look.networks.size(), qsizetype(kinds.size()));
    // A bubble hangs over the corner.
    const double top = rect.top() + (look.threats.count > 0 && !look.outOfScope ? 19 : 14);
    for (qsizetype i = 0; i < count; ++i)
        list.circle({rect.right() - 14 - 9.0 * double(i), top}, 4.5,
                    {theme.of(kinds[static_cast<size_t>(i)]).line, {fill, 1.5}});
}

void drawRows(DrawList &list, const ElementLook &look, const QRectF &rect, const Theme &theme)
{
    const Metrics &m = theme.metrics;
    const qsizetype rows = interfaceRows(look.interfaces.size());
    if (rows == 0)
        return;
    const double top = rect.top() + m.elementHeader;
    list.line({rect.left(), top}, {rect.right(), top}, {theme.border.subtle, m.hairline});
    for (qsizetype row = 0; row < rows; ++row) {
        const double middle = portPosition(rect, look, row, m).y();
        list.text({rect.left() + RowTextLeft, middle + 4},
                  elidedInMiddle(textstyle::Mono, rowText(look, row), rowTextSpace(rect.width())),
                  textstyle::Mono, look.implied ? theme.text.secondary : theme.text.primary);
        const ThreatMark threats = rowThreats(look, row);
        if (threats.count > 0)
            drawSeverityMark(list, {rect.right() - RowMarkRight, middle}, 4.6, threats.highest,
                             theme);
    }
}

void drawPorts(DrawList &list, const ElementLook &look, const QRectF &rect, const Theme &theme,
               const QColor &fill, const QColor &stroke)
{
    const Metrics &m = theme.metrics;
    for (qsizetype row = 0; row < interfaceRows(look.interfaces.size()); ++row) {
        const QPointF at = portPosition(rect, look, row, m);
        list.rect({at.x() - m.port / 2, at.y() - m.port / 2, m.port, m.port}, 2,
                  {fill, {stroke, m.elementLine}});
    }
}

void drawRuntimeStrip(DrawList &list, const ElementLook &look, const QRectF &rect,
                      const Theme &theme)
{
    if (!look.hasRuntime)
        return;
    const Metrics &m = theme.metrics;
    const double top = rect.bottom() - m.runtimeStrip;
    const double middle = top + m.runtimeStrip / 2;
    list.line({rect.left(), top}, {rect.right(), top}, {theme.border.subtle, m.hairline});
    list.icon(QStringLiteral("container"), {rect.left() + 9, middle - 7.5}, 15,
              theme.text.secondary, 1.9);
    const double left = rect.left() + 29;
    const double space = std::min(rect.right() - 9 - left, 8 * m.badge + 7 * 5);
    const double step = (space - m.badge) / (RuntimeBadgeCount - 1);
    for (size_t i = 0; i < RuntimeBadgeCount; ++i)
        drawBadge(list, {left + step * double(i), middle - m.badge / 2, m.badge, m.badge},
                  static_cast<RuntimeBadge>(i), look.badges[i], theme);
}

void drawHoverRim(DrawList &list, const ElementLook &look, const QRectF &rect, const Theme &theme)
{
    list.rect(rect.adjusted(-4, -4, 4, 4), cornerRadius(look, theme.metrics) + 4,
              {theme.accent.tint});
}

void drawFlowHandles(DrawList &list, const QRectF &rect, const Theme &theme)
{
    const QRectF rim = rect.adjusted(-4, -4, 4, 4);
    const double radius = theme.metrics.flowHandle / 2;
    const QPointF centre = rim.center();
    for (const QPointF &at : {QPointF(rim.left(), centre.y()), QPointF(rim.right(), centre.y()),
                              QPointF(centre.x(), rim.top()), QPointF(centre.x(), rim.bottom())})
        list.circle(at, radius, {theme.accent.base, {theme.surface.panel, 1.5}});
}

void drawSelectionRing(DrawList &list, const ElementLook &look, const QRectF &rect,
                       const Theme &theme)
{
    list.rect(rect.adjusted(-5, -5, 5, 5), cornerRadius(look, theme.metrics) + 5,
              {{}, {theme.accent.focus, theme.metrics.selectionLine}});
}

void drawResizeHandles(DrawList &list, const QRectF &rect, bool withPorts, const Theme &theme)
{
    const QRectF ring = rect.adjusted(-5, -5, 5, 5);
    const double side = theme.metrics.handle;
    for (int column = 0; column < 3; ++column)
        for (int row = 0; row < 3; ++row) {
            // None in the middle, and none on the sides where ports are.
            if (row == 1 && (column == 1 || withPorts))
                continue;
            const QPointF at(ring.left() + ring.width() * column / 2,
                             ring.top() + ring.height() * row / 2);
            list.rect({at.x() - side / 2, at.y() - side / 2, side, side}, 1.5,
                      {theme.surface.panel, {theme.accent.focus, 1.5}});
        }
}

void drawChangeSign(DrawList &list, ChangeMark change, QPointF at, const Theme &theme)
{
    if (change == ChangeMark::None)
        return;
    const TintedLine &colors = changeColors(change, theme);
    list.circle(at, 9, {colors.line, {theme.surface.canvas, 1.5}});
    const QString icon = change == ChangeMark::Added ? QStringLiteral("plus")
        : change == ChangeMark::Removed              ? QStringLiteral("minus")
                                                     : QStringLiteral("swap");
    list.icon(icon, {at.x() - 6, at.y() - 6}, 12, theme.surface.panel, 3);
}

// Scanners found something: a sign at the corner, in the colours of what it stands on, so that it
// does not compete with the threats.
void drawFindingSign(DrawList &list, const ElementLook &look, const QRectF &rect,
                     const Theme &theme)
{
    if (look.threats.findings <= 0 || look.outOfScope)
        return;
    const QPointF at = rect.topLeft() + QPointF(look.change == ChangeMark::None ? 4 : 26, 0);
    list.circle(at, 9, {theme.surface.panel, {theme.border.control, 1}});
    list.icon(QStringLiteral("finding"), {at.x() - 6, at.y() - 6}, 12, theme.text.secondary, 2);
}

// Seen small: the box, its name, and how bad it is.
void drawOnMap(DrawList &list, const ElementLook &look, const QRectF &rect, const Theme &theme,
               DetailLevel detail)
{
    const ElementPaint colors = colorsOf(look, theme);
    const bool handles = detail != DetailLevel::Overview;
    if (handles && look.hovered && !look.selected)
        drawHoverRim(list, look, rect, theme);
    if (look.selected)
        drawSelectionRing(list, look, rect, theme);
    drawBody(list, look, rect, theme, colors);
    const TextStyle style = mapNameStyle(detail);
    drawMapName(list, look.name, rect, style, colors.name);
    if (handles && look.selected)
        drawResizeHandles(list, rect, !look.interfaces.isEmpty(), theme);
    else if (handles && look.hovered)
        drawFlowHandles(list, rect, theme);
    drawChangeSign(list, look.change, rect.topLeft(), theme);
    const double mark = style.pixels / 2 + 1;
    if (look.threats.count > 0 && !look.outOfScope)
        drawSeverityMark(list, rect.topRight() + QPointF(-mark, mark) / 2, mark,
                         look.threats.highest, theme);
}

} // namespace

qsizetype interfaceRows(qsizetype interfaces)
{
    return std::min(interfaces, MaximumInterfaceRows);
}

QSize elementSize(const ElementLook &look, const Metrics &m)
{
    const double least =
        look.kind == ElementKind::ExternalEntity ? m.externalWidth : m.elementWidth;
    double width = textLeft(m) + TextRight
        + std::max(textWidth(textstyle::ElementName, look.name) + dotsWidth(look),
                   textWidth(textstyle::ElementSub, look.secondLine));
    const qsizetype rows = interfaceRows(look.interfaces.size());
    for (qsizetype row = 0; row < rows; ++row)
        width = std::max(
            width, textWidth(textstyle::Mono, rowText(look, row)) + width - rowTextSpace(width));
    width = std::clamp(std::ceil(width / 4) * 4, least, std::max(least, WidestElement));
    if (look.hasRuntime)
        width = std::max(width, m.elementWidth);
    double height = m.elementHeader;
    if (rows > 0)
        height += double(rows) * m.interfaceRow + 6;
    if (look.hasRuntime)
        height += m.runtimeStrip;
    return {static_cast<int>(width), static_cast<int>(std::ceil(height))};
}

QPointF portPosition(const QRectF &rect, const ElementLook &look, qsizetype row, const Metrics &m)
{
    const qsizetype rows = interfaceRows(look.interfaces.size());
    const qsizetype shown = std::clamp(row, qsizetype(0), std::max(rows - 1, qsizetype(0)));
    return {rect.left(), rect.top() + m.elementHeader + 3 + m.interfaceRow * (double(shown) + 0.5)};
}

QRectF bubbleRect(const QRectF &rect, const ThreatMark &threats, bool selected, bool outOfScope,
                  const Metrics &m)
{
    if (threats.count <= 0 || outOfScope)
        return {};
    const double width = bubbleWidth(threats);
    QPointF at(rect.right() + 8 - width, rect.top() - m.bubble / 2);
    if (selected)
        at += QPointF(-16, -4);
    return {at, QSizeF(width, m.bubble)};
}

DrawList drawElement(const ElementLook &look, const QRectF &rect, const Theme &theme,
                     DetailLevel detail)
{
    DrawList list;
    QString classes = QStringLiteral("element");
    if (look.implied)
        classes += QStringLiteral(" implied");
    if (look.outOfScope)
        classes += QStringLiteral(" out-of-scope");
    list.beginGroup(look.id, classes, look.tooltip, look.outOfScope ? 0.45 : 1);
    if (detail != DetailLevel::Full) {
        drawOnMap(list, look, rect, theme, detail);
        list.endGroup();
        return list;
    }
    const ElementPaint colors = colorsOf(look, theme);
    if (look.hovered && !look.selected)
        drawHoverRim(list, look, rect, theme);
    if (look.selected)
        drawSelectionRing(list, look, rect, theme);
    drawBody(list, look, rect, theme, colors);
    drawHeader(list, look, rect, theme, colors);
    drawNetworkDots(list, look, rect, theme, colors.fill);
    drawRows(list, look, rect, theme);
    drawRuntimeStrip(list, look, rect, theme);
    // The outline again, over the hairlines' ends.
    if (look.kind != ElementKind::DataStore)
        list.rect(rect, cornerRadius(look, theme.metrics), {{}, colors.outline});
    drawPorts(list, look, rect, theme, colors.fill, colors.outline.color);
    if (look.selected)
        drawResizeHandles(list, rect, !look.interfaces.isEmpty(), theme);
    else if (look.hovered)
        drawFlowHandles(list, rect, theme);
    drawChangeSign(list, look.change, rect.topLeft(), theme);
    drawFindingSign(list, look, rect, theme);
    const QRectF bubble =
        bubbleRect(rect, look.threats, look.selected, look.outOfScope, theme.metrics);
    if (!bubble.isEmpty())
        drawBubble(list, bubble.topLeft(), look.threats, theme.surface.canvas, theme);
    list.endGroup();
    return list;
}

} // namespace drawbridge
