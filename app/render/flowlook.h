#pragma once

#include "app/render/elementlook.h"

#include <QPolygonF>

namespace drawbridge {

enum class EncryptionMark : quint8 { Unknown, Encrypted, NotEncrypted };

// Everything that a flow's drawing shows but its geometry.
struct FlowLook
{
    QString id;
    // Protocol and port, or the flow's name; empty for no pill.
    QString label;
    QString tooltip;
    EncryptionMark encryption = EncryptionMark::Unknown;
    ChangeMark change = ChangeMark::None;
    bool inferred = false;
    bool unauthenticated = false;
    bool bidirectional = false;
    bool implied = false;
    bool outOfScope = false;
    bool selected = false;
    bool hovered = false;
    bool onPath = false;

    bool operator==(const FlowLook &) const = default;
};

// Where a flow runs: from the edge of its initiator to the edge of its target.
struct FlowShape
{
    QPolygonF route;
    // Where it crosses boundary lines.
    QList<QPointF> crossings;
    QPointF labelCentre;
    // False when no free place was found; the tooltip still tells.
    bool hasLabel = false;

    bool operator==(const FlowShape &) const = default;
};

// Size of a flow's pill; empty without a label.
QSizeF labelSize(const FlowLook &look, const Metrics &metrics);
QRectF labelRect(const FlowLook &look, const FlowShape &shape, const Metrics &metrics);

// Line, arrow, rings: lies under the elements.
DrawList drawFlowLine(const FlowLook &look, const FlowShape &shape, const Theme &theme,
                      DetailLevel detail = DetailLevel::Full);
// The pill: lies over everything.
DrawList drawFlowLabel(const FlowLook &look, const FlowShape &shape, const Theme &theme,
                       DetailLevel detail = DetailLevel::Full);

} // namespace drawbridge
