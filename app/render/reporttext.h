#pragma once

#include "app/render/fonts.h"
#include "model/text/textencoding.h"

#include <QFontMetricsF>
#include <QHash>
#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace drawbridge {

// Reports are written at 16 times 96 dots an inch, and their fonts are as many times larger.
// Hinting at that size rounds advances to whole dots, which nobody sees and which keeps the
// position of every glyph in a PDF short: less to write and to compress. Half pixels of a style
// become whole dots, too. Letters stand one dot apart, as any spacing keeps ligatures out, which a
// search would not find; Qt scales the spacing by the device's resolution, which a ruler has to add
// by itself.
inline constexpr int ReportDots = 16;
QFont reportFont(const TextStyle &style);

// Breaks texts into lines. Widths come from a table of each character's advance, filled once a
// style, as shaping thousands of cells only to learn their width costs more than drawing them.
class TextRuler
{
public:
    double width(const TextStyle &style, QStringView text);
    // At blanks, then after signs that join words in names and paths, then anywhere. What goes
    // beyond `mostLines` is cut with an ellipsis.
    QStringList wrap(const TextStyle &style, const QString &text, double width, int mostLines);
    QString elided(const TextStyle &style, const QString &text, double width);

private:
    struct Advances
    {
        explicit Advances(const TextStyle &textStyle);
        double of(char32_t character);

        TextStyle style;
        QFontMetricsF metrics;
        std::array<double, 0x250> common;
        QHash<char32_t, double> others;
    };

    Advances &advances(const TextStyle &style);

    std::vector<std::unique_ptr<Advances>> m_advances;
};

} // namespace drawbridge
