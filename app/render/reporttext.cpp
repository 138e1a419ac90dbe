#include "app/render/reporttext.h"

#include <algorithm>

namespace drawbridge {
namespace {

// Room for kerning that widens a pair, which the sum of advances does not know.
constexpr double RulerTolerance = 0.75;

bool joinsWords(QChar c)
{
    static constexpr QStringView signs = u"/\\-,;:.@#_=&?|)";
    return signs.contains(c);
}

const QString &ellipsisSign()
{
    static const QString sign(QChar(0x2026));
    return sign;
}

// The character that starts at `index`; moves the index behind it.
char32_t takeCharacter(QStringView text, qsizetype &index)
{
    const QChar c = text[index++];
    if (c.isHighSurrogate() && index < text.size() && text[index].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[index++]);
    return c.unicode();
}

} // namespace

QFont reportFont(const TextStyle &style)
{
    QFont font = fontFor(style, ReportDots);
    font.setHintingPreference(QFont::PreferFullHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / ReportDots);
    return font;
}

TextRuler::Advances::Advances(const TextStyle &textStyle)
    : style(textStyle)
    , metrics(reportFont(textStyle))
{
    common.fill(-1);
}

double TextRuler::Advances::of(char32_t character)
{
    const auto measure = [this, character] {
        return (metrics.horizontalAdvance(QString::fromUcs4(&character, 1)) + 1) / ReportDots;
    };
    if (character < common.size()) {
        double &known = common[character];
        if (known < 0)
            known = measure();
        return known;
    }
    const auto found = others.constFind(character);
    return found != others.constEnd() ? *found : *others.insert(character, measure());
}

TextRuler::Advances &TextRuler::advances(const TextStyle &style)
{
    for (const auto &known : m_advances) {
        if (known->style == style)
            return *known;
    }
    m_advances.push_back(std::make_unique<Advances>(style));
    return *m_advances.back();
}

double TextRuler::width(const TextStyle &style, QStringView text)
{
    Advances &widths = advances(style);
    double total = 0;
    for (qsizetype i = 0; i < text.size();)
        total += widths.of(takeCharacter(text, i));
    return total;
}

QString TextRuler::elided(const TextStyle &style, const QString &text, double width)
{
    Advances &widths = advances(style);
    const double room = width - widths.of(ellipsisSign().front().unicode());
    double total = 0;
    qsizetype fits = 0;
    for (qsizetype i = 0; i < text.size();) {
        total += widths.of(takeCharacter(text, i));
        if (total > width)
            return text.left(fits).trimmed() + ellipsisSign();
        if (total <= room)
            fits = i;
    }
    return text;
}

QStringList TextRuler::wrap(const TextStyle &style, const QString &text, double width,
                            int mostLines)
{
    Advances &widths = advances(style);
    const double room = std::max(8.0, width - RulerTolerance);
    QStringList lines;
    qsizetype begin = 0;
    while (begin < text.size()) {
        if (lines.size() + 1 == mostLines) {
            lines += elided(style, text.mid(begin, 2000), room);
            break;
        }
        double total = 0;
        qsizetype atBlank = -1;
        qsizetype atSign = -1;
        qsizetype end = begin;
        while (end < text.size()) {
            qsizetype next = end;
            const double advance = widths.of(takeCharacter(text, next));
            const bool blank = text[end] == u' ';
            if (blank)
                atBlank = end;
            if (total + advance > room && !blank && end > begin)
                break;
            total += advance;
            if (joinsWords(text[end]))
                atSign = next;
            end = next;
        }
        qsizetype cut = end;
        if (end < text.size()) {
            // A word that would leave most of the line empty is better broken inside.
            const qsizetype good = begin + (end - begin) / 3;
            cut = atBlank > good  ? atBlank
                : atSign > good   ? atSign
                : atBlank > begin ? atBlank
                                  : end;
        }
        lines += text.mid(begin, cut - begin).trimmed();
        begin = cut;
        while (begin < text.size() && text[begin] == u' ')
            ++begin;
    }
    if (lines.isEmpty())
        lines += QString();
    return lines;
}

} // namespace drawbridge
