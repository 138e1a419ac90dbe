#pragma once

#include "app/render/elementlook.h"

namespace drawbridge {

// Everything that a trust boundary's drawing shows.
struct BoundaryLook
{
    QString id;
    BoundaryKind kind = BoundaryKind::Host;
    QString title;
    QString tooltip;
    ThreatMark threats;
    ChangeMark change = ChangeMark::None;
    bool implied = false;
    bool outOfScope = false;
    bool selected = false;
    bool hovered = false;

    bool operator==(const BoundaryLook &) const = default;
};

// Width that shows a boundary's whole title and bubble.
int boundaryTitleWidth(const BoundaryLook &look, const Metrics &metrics);
QRectF boundaryBubbleRect(const QRectF &rect, const BoundaryLook &look, const Metrics &metrics);

// The area, its dashed line and title; lies under everything.
DrawList drawBoundary(const BoundaryLook &look, const QRectF &rect, const Theme &theme,
                      DetailLevel detail = DetailLevel::Full);

} // namespace drawbridge
