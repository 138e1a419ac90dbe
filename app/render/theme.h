#pragma once

#include "model/base/result.h"
#include "model/core/records.h"

#include <QColor>
#include <QList>

#include <array>

namespace drawbridge {

enum class ThemeKind { Light, Dark, Print };

struct SurfaceColors
{
    QColor window, panel, canvas, canvasGrid, sunken, hover, selected, question;
};
struct TextColors
{
    QColor primary, secondary, disabled, link, question;
};
struct BorderColors
{
    QColor subtle, control, question;
};
struct AccentColors
{
    QColor base, on, tint, focus;
};
struct ElementColors
{
    QColor fill, externalFill, stroke, impliedStroke, iconTile;
};
struct FlowColors
{
    QColor confirmed, inferred, encryptedMark, unencryptedMark, unauthenticatedMark, attackPath,
        attackPathHalo, pillFill, pillBorder;
};
struct SeverityColors
{
    QColor mark, fill, on, tint;
};
struct MarkColors
{
    QColor mark, fill;
};
struct TintedLine
{
    QColor line, tint;
};
struct LetterColors
{
    QColor text, tint;
};
struct HeatColors
{
    QColor fill, text;
};

// Dash and gap lengths in logical pixels.
using DashPattern = QList<double>;

// Sizes in logical pixels; the same in every theme.
struct Metrics
{
    double elementWidth, externalWidth, elementHeader, runtimeStrip, interfaceRow, iconTile,
        elementIcon, badge, bubble, pill, port, arrow, crossing, handle, flowHandle,
        boundaryPadding, boundaryTitle, rankGap, nodeGap;
    double badgeRadius, controlRadius, cardRadius, elementRadius, boundaryRadius, internetRadius,
        pillRadius;
    double hairline, elementLine, storeLine, boundaryLine, flowLine, attackPathLine, attackPathHalo,
        selectionLine, iconLine, smallIconLine, tinyIconLine;
    DashPattern inferredDash, impliedDash, removedDash;
    std::array<DashPattern, 7> boundaryDash;
};

// Every colour and measure of one theme, read from resources/themes/tokens.json. The diagram, the
// panels and the reports take theirs from here and from nowhere else.
struct Theme
{
    ThemeKind kind = ThemeKind::Light;
    SurfaceColors surface;
    TextColors text;
    BorderColors border;
    AccentColors accent;
    ElementColors element;
    FlowColors flow;
    // By Severity, Stride, BoundaryKind.
    std::array<SeverityColors, 5> severities;
    std::array<LetterColors, 6> strides;
    std::array<TintedLine, 7> boundaries;
    // In the order of ThreatStatus: open, needs answer, partially mitigated, mitigated, accepted,
    // transferred, avoided, not applicable.
    std::array<QColor, 8> statuses;
    // Segments of a status bar: open, partially mitigated, mitigated, accepted, other.
    std::array<QColor, 5> statusBar;
    MarkColors badgePresent, badgeMissing, badgeUnknown;
    TintedLine added, removed, changed;
    // From none to most.
    std::array<HeatColors, 6> heat;
    Metrics metrics;

    const SeverityColors &of(Severity severity) const
    {
        return severities[static_cast<size_t>(severity)];
    }
    const LetterColors &of(Stride stride) const { return strides[static_cast<size_t>(stride)]; }
    const TintedLine &of(BoundaryKind boundary) const
    {
        return boundaries[static_cast<size_t>(boundary)];
    }

    // Fails with the path of the first token that is missing or no colour, number or list.
    static Result<Theme> parse(const QByteArray &json, ThemeKind kind);
    // The compiled-in theme.
    static const Theme &builtIn(ThemeKind kind);
};

} // namespace drawbridge
