#include "model/text/textencoding.h"

#include <QStringView>

namespace drawbridge {

bool isDeceptiveCharacter(char32_t c)
{
    return (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069) || c == 0x061c || c == 0x200b || c == 0x2060 || c == 0xfeff
        || (c >= 0x2028 && c <= 0x2029) || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0xe0000 && c <= 0xe007f);
}

static bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

static bool isTextBlank(char32_t c)
{
    return c == '\t' || c == '\n';
}

static bool isSurrogate(char32_t c)
{
    return c >= 0xd800 && c < 0xe000;
}

static bool isNoCharacter(char32_t c)
{
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static constexpr char16_t Replacement = 0xfffd;

static void appendCharacter(QString &out, char32_t c)
{
    if (QChar::requiresSurrogates(c)) {
        out += QChar(QChar::highSurrogate(c));
        out += QChar(QChar::lowSurrogate(c));
    } else {
        out += QChar(static_cast<char16_t>(c));
    }
}

// Calls `visit` for every code point; half a surrogate pair comes as itself.
template <typename Visitor>
static void forEachCharacter(QStringView text, Visitor visit)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            visit(QChar::surrogateToUcs4(c, text[++i]));
        else
            visit(char32_t(c.unicode()));
    }
}

static void appendMarkup(QString &out, char32_t c)
{
    switch (c) {
    case '&':
        out += QStringLiteral("&amp;");
        return;
    case '<':
        out += QStringLiteral("&lt;");
        return;
    case '>':
        out += QStringLiteral("&gt;");
        return;
    case '"':
        out += QStringLiteral("&quot;");
        return;
    case '\'':
        out += QStringLiteral("&#39;");
        return;
    default:
        appendCharacter(out, c);
    }
}

static bool isHarmful(char32_t c)
{
    return (isControl(c) && !isTextBlank(c)) || isDeceptiveCharacter(c) || isSurrogate(c);
}

QString escapeHtml(QStringView text)
{
    QString out;
    out.reserve(text.size());
    forEachCharacter(
        text, [&out](char32_t c) { appendMarkup(out, isHarmful(c) ? char32_t(Replacement) : c); });
    return out;
}

QString escapeXml(QStringView text)
{
    QString out;
    out.reserve(text.size());
    forEachCharacter(text, [&out](char32_t c) {
        if ((c < 0x20 && !isTextBlank(c)) || isSurrogate(c) || isNoCharacter(c))
            return;
        appendMarkup(out, isHarmful(c) ? char32_t(Replacement) : c);
    });
    return out;
}

QString printableText(QStringView text)
{
    QString out;
    out.reserve(text.size());
    forEachCharacter(text, [&out](char32_t c) {
        if (c == '\n' || c == '\t' || c == '\r')
            out += u' ';
        else
            appendCharacter(out, isHarmful(c) ? char32_t(Replacement) : c);
    });
    return out.simplified();
}

QString escapeMarkdownCell(QStringView text)
{
    static constexpr QStringView Special = u"\\`*_[]|~#";
    QString out;
    out.reserve(text.size());
    forEachCharacter(text, [&out](char32_t c) {
        if (c == '\n')
            out += QStringLiteral("<br>");
        else if (c == '\t')
            out += u' ';
        else if (c == '<' || c == '>' || c == '&')
            appendMarkup(out, c);
        else if (isHarmful(c))
            out += QChar(Replacement);
        else if (c < 0x80 && Special.contains(QChar(static_cast<char16_t>(c))))
            out += u'\\' + QString(QChar(static_cast<char16_t>(c)));
        else
            appendCharacter(out, c);
    });
    return out;
}

QString csvField(QStringView text)
{
    QString out;
    out.reserve(text.size() + 2);
    // The first character decides, blanks before it included: spreadsheets skip them.
    static constexpr QStringView Formula = u"=+-@\t\r";
    const QStringView inked = text.trimmed();
    const bool formula = (!text.isEmpty() && Formula.contains(text.front()))
        || (!inked.isEmpty() && Formula.contains(inked.front()));
    if (formula)
        out += u'\'';
    bool quote = false;
    forEachCharacter(text, [&](char32_t c) {
        quote = quote || c == '"' || c == ',' || c == ';' || isTextBlank(c);
        if (c == '"')
            out += u'"';
        appendCharacter(out, isHarmful(c) ? char32_t(Replacement) : c);
    });
    quote = quote || out.startsWith(u' ') || out.endsWith(u' ');
    return quote ? u'"' + out + u'"' : out;
}

QString terminalSafe(QStringView text)
{
    QString out;
    out.reserve(text.size());
    forEachCharacter(text, [&out](char32_t c) {
        if (isControl(c))
            out += QStringLiteral("\\x%1").arg(uint(c), 2, 16, QLatin1Char('0'));
        else if (isHarmful(c) || isNoCharacter(c))
            out += QStringLiteral("\\u{%1}").arg(uint(c), 4, 16, QLatin1Char('0'));
        else
            appendCharacter(out, c);
    });
    return out;
}

QString dotString(QStringView text)
{
    QString out = QStringLiteral("\"");
    out.reserve(text.size() + 2);
    forEachCharacter(text, [&out](char32_t c) {
        if (c == '\n')
            out += QStringLiteral("\\n");
        else if (c == '\t')
            out += u' ';
        else if (c == '"' || c == '\\')
            out += u'\\' + QString(QChar(static_cast<char16_t>(c)));
        else
            appendCharacter(out, isHarmful(c) ? char32_t(Replacement) : c);
    });
    return out + u'"';
}

} // namespace drawbridge
