#include "app/render/boundarylook.h"

#include "app/render/mapname.h"

#include "app/render/iconset.h"

#include <cmath>

namespace drawbridge {
namespace {

constexpr double TitleIconLeft = 10;
constexpr double TitleIconTop = 8;
constexpr double TitleIconSize = 14;
constexpr double TitleTextLeft = 29;
constexpr double TitleBaseline = 19;
constexpr double TitleRight = 14;
constexpr double BubbleInset = 8;

double boundaryRadius(BoundaryKind kind, const Metrics &m)
{
    return kind == BoundaryKind::Internet ? m.internetRadius : m.boundaryRadius;
}

Stroke boundaryStroke(const BoundaryLook &look, const Theme &theme)
{
    const Metrics &m = theme.metrics;
    Stroke stroke {theme.of(look.kind).line, m.boundaryLine,
                   m.boundaryDash[static_cast<size_t>(look.kind)],
                   look.kind == BoundaryKind::Internet};
    if (look.change == ChangeMark::None)
        return stroke;
    stroke.color = look.change == ChangeMark::Added ? theme.added.line
        : look.change == ChangeMark::Removed        ? theme.removed.line
                                                    : theme.changed.line;
    stroke.width = 2;
    return stroke;
}

} // namespace

int boundaryTitleWidth(const BoundaryLook &look, const Metrics &metrics)
{
    constexpr double Widest = 320;
    double width = TitleTextLeft + TitleRight + textWidth(textstyle::Label, look.title);
    width = std::min(width, Widest);
    const QRectF bubble = boundaryBubbleRect({0, 0, 0, 0}, look, metrics);
    return static_cast<int>(
        std::ceil(width + (bubble.isEmpty() ? 0 : bubble.width() + BubbleInset)));
}

QRectF boundaryBubbleRect(const QRectF &rect, const BoundaryLook &look, const Metrics &metrics)
{
    if (look.threats.count <= 0 || look.outOfScope)
        return {};
    const double width = bubbleWidth(look.threats);
    return {rect.right() - BubbleInset - width, rect.top() - metrics.bubble / 2, width,
            metrics.bubble};
}

DrawList drawBoundary(const BoundaryLook &look, const QRectF &rect, const Theme &theme,
                      DetailLevel detail)
{
    DrawList list;
    const TintedLine &colors = theme.of(look.kind);
    const double radius = boundaryRadius(look.kind, theme.metrics);
    list.beginGroup(look.id, QStringLiteral("boundary"), look.tooltip, look.outOfScope ? 0.45 : 1);
    if (look.hovered && !look.selected)
        list.rect(rect, radius, {{}, {theme.accent.tint, 8}});
    list.rect(rect, radius, {colors.tint, boundaryStroke(look, theme)});
    if (look.selected)
        list.rect(rect.adjusted(-4, -4, 4, 4), radius + 4,
                  {{}, {theme.accent.focus, theme.metrics.selectionLine}});
    if (detail == DetailLevel::Full) {
        list.icon(iconForBoundary(look.kind), rect.topLeft() + QPointF(TitleIconLeft, TitleIconTop),
                  TitleIconSize, colors.line, theme.metrics.smallIconLine);
        list.text(
            rect.topLeft() + QPointF(TitleTextLeft, TitleBaseline),
            elidedAtEnd(textstyle::Label, look.title, rect.width() - TitleTextLeft - TitleRight),
            textstyle::Label, colors.line);
    } else {
        const TextStyle style = mapNameStyle(detail);
        const QRectF strip(rect.left() + TitleIconLeft, rect.top(),
                           rect.width() - TitleIconLeft - TitleRight, style.pixels * 1.3);
        list.text({strip.left(), strip.top() + style.pixels * 1.05},
                  elidedAtEnd(style, look.title, strip.width()), style, colors.line);
    }
    const QRectF bubble = boundaryBubbleRect(rect, look, theme.metrics);
    if (!bubble.isEmpty() && detail == DetailLevel::Full)
        drawBubble(list, bubble.topLeft(), look.threats, theme.surface.canvas, theme);
    else if (!bubble.isEmpty())
        drawSeverityMark(list, {rect.right() - 24, rect.top() + 4}, 16, look.threats.highest,
                         theme);
    list.endGroup();
    return list;
}

} // namespace drawbridge
