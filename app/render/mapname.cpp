#include "app/render/mapname.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

constexpr double NameMargin = 6;
constexpr double LineStep = 1.15;
constexpr double LeastShrink = 0.7;

bool endsWord(QChar c)
{
    return c == u'-' || c == u'_' || c == u'.' || c == u' ' || c == u'/';
}

// Two lines at the last end of a word that still leaves the first line fitting, else one line.
QStringList linesOf(const QString &name, const TextStyle &style, double width)
{
    if (textWidth(style, name) <= width)
        return {name};
    for (qsizetype i = std::min(name.size() - 1, qsizetype(64)); i > 0; --i) {
        if (endsWord(name[i - 1]) && textWidth(style, name.left(i)) <= width)
            return {name.left(i).trimmed(), name.mid(i).trimmed()};
    }
    return {name};
}

} // namespace

TextStyle mapNameStyle(DetailLevel detail)
{
    return detail == DetailLevel::Overview ? TextStyle {34, 600} : TextStyle {24, 600};
}

// A narrow box gets somewhat smaller letters before its name is cut.
static TextStyle fitting(TextStyle style, const QString &name, double width)
{
    const double natural = textWidth(style, name);
    if (natural > width)
        style.pixels = std::max(std::round(LeastShrink * style.pixels),
                                std::floor(style.pixels * width / natural));
    return style;
}

void drawMapName(DrawList &list, const QString &name, const QRectF &rect, const TextStyle &wanted,
                 const QColor &color)
{
    const bool oneLine = 2 * wanted.pixels * LineStep > rect.height();
    const TextStyle style = oneLine ? fitting(wanted, name, rect.width() - 2 * NameMargin) : wanted;
    const double line = style.pixels * LineStep;
    const double width = rect.width() - 2 * NameMargin;
    const QStringList lines = oneLine ? QStringList(name) : linesOf(name, style, width);
    const double top = rect.center().y() - line * double(lines.size()) / 2;
    for (qsizetype i = 0; i < lines.size(); ++i)
        list.text({rect.center().x(), top + line * double(i) + style.pixels * 0.92},
                  elidedAtEnd(style, lines[i], width), style, color, TextAnchor::Middle);
}

} // namespace drawbridge
