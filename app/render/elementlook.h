#pragma once

#include "app/render/detaillevel.h"
#include "app/render/marks.h"

#include <QSize>

namespace drawbridge {

// How a record differs from the other model in a comparison.
enum class ChangeMark : quint8 { None, Added, Removed, Changed };

// One row of an element: what it listens on.
struct InterfaceLook
{
    IdText id;
    QString text;
    ThreatMark threats;

    bool operator==(const InterfaceLook &) const = default;
};

// Everything that an element's drawing shows, and nothing of a model.
struct ElementLook
{
    QString id;
    ElementKind kind = ElementKind::Process;
    QString icon;
    QString name;
    QString secondLine;
    QString tooltip;
    bool hasRuntime = false;
    RuntimeBadges badges {};
    QList<InterfaceLook> interfaces;
    ThreatMark threats;
    // Names of the networks of a multi-homed element; fewer than two show no dots.
    QStringList networks;
    ChangeMark change = ChangeMark::None;
    bool implied = false;
    bool outOfScope = false;
    bool selected = false;
    bool hovered = false;
    bool onPath = false;

    bool operator==(const ElementLook &) const = default;
};

// More rows than this would make a wall; the last one then counts the rest.
inline constexpr qsizetype MaximumInterfaceRows = 10;

// Rows that are drawn for so many interfaces.
qsizetype interfaceRows(qsizetype interfaces);

// The size that shows everything, in whole logical pixels; wider names are elided at the end.
QSize elementSize(const ElementLook &look, const Metrics &metrics);

// Where a flow ends at an interface: the middle of its port on the left edge. Hidden rows share the
// last one's.
QPointF portPosition(const QRectF &rect, const ElementLook &look, qsizetype row,
                     const Metrics &metrics);

// The bubble's rectangle; empty without threats.
QRectF bubbleRect(const QRectF &rect, const ThreatMark &threats, bool selected, bool outOfScope,
                  const Metrics &metrics);

// Draws an element. `behind` is the surface it stands on, for rims and halos.
DrawList drawElement(const ElementLook &look, const QRectF &rect, const Theme &theme,
                     DetailLevel detail = DetailLevel::Full);

} // namespace drawbridge
