#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"

#include <array>

namespace drawbridge {

// The small signs that the diagram, the panels and the reports share.

// Threats of one record: how many, and the worst of them. Zero threats have no mark.
struct ThreatMark
{
    int count = 0;
    Severity highest = Severity::Info;
    // Results of scanners that count.
    int findings = 0;

    bool operator==(const ThreatMark &) const = default;
};

// What is known of one of the eight facts of a runtime.
enum class BadgeState : quint8 { NotApplicable, Present, Missing, Unknown };

// The badges of the runtime strip, in their fixed order.
enum class RuntimeBadge : quint8 {
    NonRoot,
    ReadOnlyRoot,
    NoNewPrivileges,
    Capabilities,
    Limits,
    HealthCheck,
    Secrets,
    Pinned,
};
inline constexpr size_t RuntimeBadgeCount = 8;
using RuntimeBadges = std::array<BadgeState, RuntimeBadgeCount>;

QString iconForBadge(RuntimeBadge badge);
// "Read-only root file system".
QString displayName(RuntimeBadge badge);

// How a threat stands, in the order of the engine's ThreatStatus.
enum class StatusSign : quint8 {
    Open,
    NeedsAnswer,
    PartiallyMitigated,
    Mitigated,
    Accepted,
    Transferred,
    Avoided,
    NotApplicable,
};

// Octagon, triangle, diamond, disc or ring within a circle of the radius.
void drawSeverityMark(DrawList &list, QPointF centre, double radius, Severity severity,
                      const Theme &theme);
// A chip with the severity's name; filled or tinted.
void drawSeverityChip(DrawList &list, const QRectF &rect, Severity severity, bool filled,
                      const Theme &theme);
// The letter of a STRIDE category on its tile, 20 px or so.
void drawStrideTile(DrawList &list, const QRectF &rect, Stride stride, const Theme &theme);
// 14 px sign about its centre. To be reviewed: an "undo" icon stands beside it.
void drawStatusSign(DrawList &list, QPointF centre, StatusSign sign, const Theme &theme,
                    bool toBeReviewed = false);
void drawBadge(DrawList &list, const QRectF &rect, RuntimeBadge badge, BadgeState state,
               const Theme &theme);

double bubbleWidth(const ThreatMark &mark);
// The count in a pill over a halo of what is behind it.
void drawBubble(DrawList &list, QPointF topLeft, const ThreatMark &mark, const QColor &behind,
                const Theme &theme);

} // namespace drawbridge
