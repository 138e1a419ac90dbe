#include "app/render/marks.h"

#include "model/core/names.h"

#include <cmath>

namespace drawbridge {
namespace {

QPolygonF octagon(QPointF c, double r)
{
    // The corner cut that makes all eight sides equal.
    const double cut = r * 0.42;
    return {{c.x() - cut, c.y() - r}, {c.x() + cut, c.y() - r}, {c.x() + r, c.y() - cut},
            {c.x() + r, c.y() + cut}, {c.x() + cut, c.y() + r}, {c.x() - cut, c.y() + r},
            {c.x() - r, c.y() + cut}, {c.x() - r, c.y() - cut}};
}

void drawCritical(DrawList &list, QPointF c, double r, const SeverityColors &colors)
{
    list.polygon(octagon(c, r), {colors.fill, {colors.mark, 1.2, {}, true}});
    list.line({c.x(), c.y() - r * 0.5}, {c.x(), c.y() + r * 0.1},
              {colors.on, std::max(1.2, r * 0.24), {}, true});
    list.circle({c.x(), c.y() + r * 0.48}, std::max(0.8, r * 0.14), {colors.on});
}

constexpr std::array BadgeIcons {"person", "lock",   "arrow-up-bar", "arrow-down-bar",
                                 "gauge",  "health", "key",          "pin"};

QString questionMark()
{
    return QStringLiteral("?");
}

void drawRingedQuestion(DrawList &list, QPointF c, const QColor &color)
{
    list.circle(c, 6.2, {{}, {color, 1.4, {2.4, 1.8}}});
    list.text({c.x(), c.y() + 3.5}, questionMark(), {9.5, 700}, color, TextAnchor::Middle);
}

void drawHalfDisc(DrawList &list, QPointF c, const QColor &color)
{
    list.circle(c, 6.2, {{}, {color, 1.6}});
    QPainterPath half;
    half.moveTo(c.x(), c.y() - 6.2);
    half.arcTo(c.x() - 6.2, c.y() - 6.2, 12.4, 12.4, 90, -180);
    half.closeSubpath();
    list.path(half, {color});
}

} // namespace

QString iconForBadge(RuntimeBadge badge)
{
    return QString::fromLatin1(BadgeIcons[static_cast<size_t>(badge)]);
}

QString displayName(RuntimeBadge badge)
{
    constexpr std::array names {"Runs as non-root",
                                "Read-only root file system",
                                "No new privileges",
                                "Capabilities dropped",
                                "Memory and process limits",
                                "Health check",
                                "Secrets outside environment",
                                "Image pinned by digest"};
    return QString::fromLatin1(names[static_cast<size_t>(badge)]);
}

void drawSeverityMark(DrawList &list, QPointF c, double r, Severity severity, const Theme &theme)
{
    const SeverityColors &colors = theme.of(severity);
    const Stroke outline {colors.mark, 1.2, {}, true};
    switch (severity) {
    case Severity::Critical:
        drawCritical(list, c, r, colors);
        return;
    case Severity::High:
        list.polygon(
            {{c.x(), c.y() - r}, {c.x() + r, c.y() + r * 0.8}, {c.x() - r, c.y() + r * 0.8}},
            {colors.fill, outline});
        return;
    case Severity::Medium:
        list.polygon(
            {{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}},
            {colors.fill, outline});
        return;
    case Severity::Low:
        list.circle(c, r * 0.82, {colors.fill, outline});
        return;
    case Severity::Info:
        list.circle(c, r * 0.72, {colors.fill, {colors.mark, 1.6}});
        return;
    }
}

void drawSeverityChip(DrawList &list, const QRectF &rect, Severity severity, bool filled,
                      const Theme &theme)
{
    const SeverityColors &colors = theme.of(severity);
    list.rect(rect, theme.metrics.badgeRadius,
              filled ? Paint {colors.fill, {colors.mark, 1}} : Paint {colors.tint});
    list.text({rect.center().x(), rect.center().y() + 4}, displayName(severity), textstyle::Label,
              filled ? colors.on : theme.text.primary, TextAnchor::Middle);
}

void drawStrideTile(DrawList &list, const QRectF &rect, Stride stride, const Theme &theme)
{
    const LetterColors &colors = theme.of(stride);
    list.rect(rect, theme.metrics.badgeRadius, {colors.tint});
    const double pixels = std::floor(rect.height() * 0.6);
    list.text({rect.center().x(), rect.center().y() + pixels * 0.36}, letterOf(stride),
              {pixels, 700}, colors.text, TextAnchor::Middle);
}

void drawStatusSign(DrawList &list, QPointF c, StatusSign sign, const Theme &theme,
                    bool toBeReviewed)
{
    const QColor color = theme.statuses[static_cast<size_t>(sign)];
    const Stroke line {color, 1.6};
    const Stroke roundLine {color, 1.6, {}, true};
    switch (sign) {
    case StatusSign::Open:
        list.circle(c, 6.2, {{}, line});
        break;
    case StatusSign::NeedsAnswer:
        drawRingedQuestion(list, c, color);
        break;
    case StatusSign::PartiallyMitigated:
        drawHalfDisc(list, c, color);
        break;
    case StatusSign::Mitigated:
        list.circle(c, 7, {color});
        list.polyline(
            {{c.x() - 3, c.y() + 0.2}, {c.x() - 0.8, c.y() + 2.4}, {c.x() + 3, c.y() - 2.2}}, 0,
            {theme.surface.panel, 1.6, {}, true});
        break;
    case StatusSign::Accepted:
        list.rect({c.x() - 6.2, c.y() - 6.2, 12.4, 12.4}, 3, {{}, line});
        list.polyline(
            {{c.x() - 2.8, c.y() + 0.2}, {c.x() - 0.8, c.y() + 2.2}, {c.x() + 2.8, c.y() - 2}}, 0,
            roundLine);
        break;
    case StatusSign::Transferred:
        list.line({c.x() - 5, c.y()}, {c.x() + 5, c.y()}, roundLine);
        list.polyline({{c.x() + 1.5, c.y() - 3.5}, {c.x() + 5, c.y()}, {c.x() + 1.5, c.y() + 3.5}},
                      0, roundLine);
        break;
    case StatusSign::Avoided:
        list.circle(c, 6.2, {{}, line});
        list.line({c.x() - 3.6, c.y() + 3.6}, {c.x() + 3.6, c.y() - 3.6}, line);
        break;
    case StatusSign::NotApplicable:
        list.line({c.x() - 4.5, c.y()}, {c.x() + 4.5, c.y()}, {color, 1.8, {}, true});
        break;
    }
    if (toBeReviewed)
        list.icon(QStringLiteral("undo"), {c.x() + 10, c.y() - 6}, 12, theme.text.secondary, 2.4);
}

void drawBadge(DrawList &list, const QRectF &rect, RuntimeBadge badge, BadgeState state,
               const Theme &theme)
{
    if (state == BadgeState::NotApplicable)
        return;
    const double side = rect.width();
    const double radius = side / 4;
    const QPointF centre = rect.center();
    const double iconSize = side * 0.72;
    const QPointF iconAt(centre.x() - iconSize / 2, centre.y() - iconSize / 2);
    if (state == BadgeState::Present) {
        list.rect(rect, radius, {theme.badgePresent.fill});
        list.icon(iconForBadge(badge), iconAt, iconSize, theme.badgePresent.mark, 2.3);
        return;
    }
    if (state == BadgeState::Unknown) {
        const Stroke dashed {theme.badgeUnknown.mark, 1, {side / 7, side / 8}};
        list.rect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, {theme.badgeUnknown.fill, dashed});
        const double pixels = std::round(side * 0.66);
        list.text({centre.x(), centre.y() + pixels * 0.36}, questionMark(), {pixels, 700},
                  theme.badgeUnknown.mark, TextAnchor::Middle);
        return;
    }
    list.rect(rect.adjusted(0.6, 0.6, -0.6, -0.6), radius,
              {theme.badgeMissing.fill, {theme.badgeMissing.mark, 1.2}});
    list.icon(iconForBadge(badge), iconAt, iconSize, theme.badgeMissing.mark, 2.3);
    // Struck out, with a gap of the fill's colour on both sides of the stroke.
    const double reach = side * 0.34;
    const QPointF from(centre.x() - reach, centre.y() + reach);
    const QPointF to(centre.x() + reach, centre.y() - reach);
    list.line(from, to, {theme.badgeMissing.fill, std::max(1.5, side * 0.1)});
    list.line(from, to, {theme.badgeMissing.mark, 1.15});
}

double bubbleWidth(const ThreatMark &mark)
{
    return 27 + textWidth(textstyle::Count, QString::number(mark.count));
}

void drawBubble(DrawList &list, QPointF topLeft, const ThreatMark &mark, const QColor &behind,
                const Theme &theme)
{
    if (mark.count <= 0)
        return;
    const double height = theme.metrics.bubble;
    const QRectF rect(topLeft, QSizeF(bubbleWidth(mark), height));
    const SeverityColors &colors = theme.of(mark.highest);
    list.rect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), height / 2 + 1.5, {behind});
    list.rect(rect, height / 2, {colors.tint, {colors.mark, 1.25}});
    drawSeverityMark(list, {rect.left() + 12, rect.center().y()}, 5.2, mark.highest, theme);
    list.text({rect.left() + 20.5, rect.center().y() + 4}, QString::number(mark.count),
              textstyle::Count, theme.text.primary);
}

} // namespace drawbridge
