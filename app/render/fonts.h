#pragma once

#include "model/base/result.h"

#include <QFont>

namespace drawbridge {

// How a text looks. Sizes are logical pixels, whole or half ones.
struct TextStyle
{
    double pixels = 12;
    int weight = 400;
    bool mono = false;
    bool italic = false;

    bool operator==(const TextStyle &) const = default;
};

// The type scale of the application.
namespace textstyle {
inline constexpr TextStyle Title {24, 700};
inline constexpr TextStyle Heading {20, 700};
inline constexpr TextStyle Section {15, 600};
inline constexpr TextStyle ElementName {13, 600};
inline constexpr TextStyle Body {12.5, 400};
inline constexpr TextStyle Table {12, 400};
inline constexpr TextStyle TableHead {11.5, 600};
inline constexpr TextStyle Caption {11.5, 400};
inline constexpr TextStyle ElementSub {11, 400};
inline constexpr TextStyle Label {11, 600};
inline constexpr TextStyle Count {11, 700};
inline constexpr TextStyle Mono {11, 400, true};
} // namespace textstyle

// Fails, naming the Debian packages, when the fonts are missing: Qt would draw no text at all or
// another font's, and an export without its text is worse than none.
Result<void> ensureFonts();

// The families to name in exported files, first choice first.
QString sansFamilies();
QString monoFamilies();

// A font of `scale` times the style's size. QFont knows whole pixels only, so half sizes are drawn
// with scale 2 and a painter of half that scale. A letter spacing just off 100 % keeps ligatures
// out of PDF files, whose text could not be searched otherwise; it is the same everywhere, so that
// what was measured is what is drawn.
QFont fontFor(const TextStyle &style, int scale = 1);
// 1 or 2, see above.
int fontScaleFor(const TextStyle &style);

// Advance width in logical pixels, of any device.
double textWidth(const TextStyle &style, const QString &text);

// Text cut with an ellipsis so that it fits: at the end for names, in the middle for paths.
QString elidedAtEnd(const TextStyle &style, const QString &text, double width);
QString elidedInMiddle(const TextStyle &style, const QString &text, double width);

} // namespace drawbridge
