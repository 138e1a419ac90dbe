#pragma once

#include "app/render/drawlist.h"

namespace drawbridge {

struct SvgOptions
{
    // What the picture shows, in logical pixels.
    QRectF area;
    QString title;
    QString description;
    // Painted under everything; invalid for a transparent picture.
    QColor background;
};

// A display list as one self-contained SVG file: text stays text with named fallback fonts, groups
// carry ids, classes and tooltips, icons are defined once. Equal lists give equal bytes.
QByteArray writeSvg(const DrawList &list, const SvgOptions &options);

// Text for XML content and attributes: escaped, and without the characters that XML cannot hold.
QByteArray xmlEscaped(QStringView text);

// A number with at most three decimals and no trailing zeros, in any locale.
QByteArray svgNumber(double value);

} // namespace drawbridge
