#include "model/text/jsonwriter.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace drawbridge {

JsonWriter::JsonWriter(Style style)
    : m_style(style)
{
}

void JsonWriter::newLine()
{
    static constexpr char Blanks[] =
        "\n                                                                ";
    if (m_style == Style::Compact)
        return;
    qsizetype width = 2 * static_cast<qsizetype>(m_levels.size());
    constexpr auto Most = static_cast<qsizetype>(sizeof(Blanks)) - 2;
    append(QByteArrayView(Blanks, 1 + std::min(width, Most)));
    for (width -= Most; width > 0; width -= Most)
        append(QByteArrayView(Blanks + 1, std::min(width, Most)));
}

// What stands before a key or a value.
void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_levels.empty())
        return;
    if (!m_levels.back().empty)
        m_out.append(',');
    m_levels.back().empty = false;
    newLine();
}

void JsonWriter::open(char bracket)
{
    separate();
    m_out.append(bracket);
    m_levels.push_back({bracket == '[', true});
}

void JsonWriter::close(char bracket)
{
    const bool empty = m_levels.back().empty;
    m_levels.pop_back();
    if (!empty)
        newLine();
    m_out.append(bracket);
}

void JsonWriter::beginObject()
{
    open('{');
}

void JsonWriter::endObject()
{
    close('}');
}

void JsonWriter::beginArray()
{
    open('[');
}

void JsonWriter::endArray()
{
    close(']');
}

static void appendEscaped(QByteArray &out, char16_t c)
{
    static constexpr char Hex[] = "0123456789abcdef";
    switch (c) {
    case u'"':
        out.append("\\\"", 2);
        return;
    case u'\\':
        out.append("\\\\", 2);
        return;
    case u'\n':
        out.append("\\n", 2);
        return;
    case u'\r':
        out.append("\\r", 2);
        return;
    case u'\t':
        out.append("\\t", 2);
        return;
    case u'\b':
        out.append("\\b", 2);
        return;
    case u'\f':
        out.append("\\f", 2);
        return;
    default:
        const char text[] = {'\\',       'u', Hex[c >> 12], Hex[(c >> 8) & 15], Hex[(c >> 4) & 15],
                             Hex[c & 15]};
        out.append(text, sizeof text);
    }
}

static bool isPlainAscii(char16_t c)
{
    return c >= 0x20 && c < 0x7f && c != u'"' && c != u'\\';
}

static QString withoutHalves(QStringView text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair =
            text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        out += text[i].isSurrogate() && !pair ? QChar(QChar::ReplacementCharacter) : text[i];
        if (pair)
            out += text[++i];
    }
    return out;
}

// Strings are mostly plain ASCII: stretches of it are narrowed in place, anything else goes the
// slower way. Half a surrogate pair becomes U+FFFD, since no UTF-8 can hold it.
void JsonWriter::quoted(QStringView text)
{
    m_out.append('"');
    qsizetype position = 0;
    while (position < text.size()) {
        std::array<char, 256> buffer;
        qsizetype length = 0;
        while (length < static_cast<qsizetype>(buffer.size()) && position + length < text.size()
               && isPlainAscii(text[position + length].unicode())) {
            buffer[static_cast<size_t>(length)] =
                static_cast<char>(text[position + length].unicode());
            ++length;
        }
        append(QByteArrayView(buffer.data(), length));
        position += length;
        if (position == text.size() || isPlainAscii(text[position].unicode()))
            continue;
        const char16_t c = text[position].unicode();
        if (c < 0x20 || c == u'"' || c == u'\\') {
            appendEscaped(m_out, c);
            ++position;
            continue;
        }
        qsizetype end = position + 1;
        while (end < text.size() && text[end].unicode() >= 0x7f)
            ++end;
        const QStringView stretch = text.sliced(position, end - position);
        append(stretch.isValidUtf16() ? stretch.toUtf8() : withoutHalves(stretch).toUtf8());
        position = end;
    }
    m_out.append('"');
}

void JsonWriter::key(QStringView name)
{
    separate();
    quoted(name);
    colon();
}

void JsonWriter::key(QByteArrayView plainName)
{
    plainText(plainName);
    colon();
}

void JsonWriter::plainText(QByteArrayView text)
{
    separate();
    m_out.append('"');
    append(text);
    m_out.append('"');
}

void JsonWriter::colon()
{
    if (m_style == Style::Pretty)
        m_out.append(": ", 2);
    else
        m_out.append(':');
    m_afterKey = true;
}

void JsonWriter::value(const QString &text)
{
    separate();
    quoted(text);
}

void JsonWriter::value(bool flag)
{
    separate();
    append(flag ? QByteArrayView("true") : QByteArrayView("false"));
}

void JsonWriter::value(qint64 number)
{
    separate();
    std::array<char, 24> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    append(QByteArrayView(text.data(), end - text.data()));
}

// JSON has no infinity and no NaN: they become null. A whole number keeps ".0", so that it is read
// back as a double.
void JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    const QByteArrayView digits(text.data(), end - text.data());
    append(digits);
    if (!digits.contains('.') && !digits.contains('e'))
        m_out.append(".0", 2);
}

void JsonWriter::value(const Value &value)
{
    if (const bool *flag = value.asBool())
        return this->value(*flag);
    if (const qint64 *number = value.asInt())
        return this->value(*number);
    if (const double *number = value.asDouble())
        return this->value(*number);
    if (const QString *text = value.asString())
        return this->value(*text);
    if (const ValueList *list = value.asList()) {
        beginArray();
        for (const Value &item : *list)
            this->value(item);
        return endArray();
    }
    if (const ValueMap *map = value.asMap()) {
        beginObject();
        for (auto it = map->begin(); it != map->end(); ++it)
            member(it.key(), it.value());
        return endObject();
    }
    null();
}

void JsonWriter::null()
{
    separate();
    append("null");
}

void JsonWriter::numberList(const QList<int> &numbers)
{
    separate();
    m_out.append('[');
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        if (i > 0)
            append(m_style == Style::Pretty ? QByteArrayView(", ") : QByteArrayView(","));
        std::array<char, 16> text;
        const auto end = std::to_chars(text.data(), text.data() + text.size(), numbers[i]).ptr;
        append(QByteArrayView(text.data(), end - text.data()));
    }
    m_out.append(']');
}

// Length of the string or bare word at the start of `json`.
static qsizetype rawTokenLength(QByteArrayView json)
{
    qsizetype length = 1;
    if (json.front() == '"') {
        while (length < json.size() && json[length] != '"')
            length += json[length] == '\\' ? 2 : 1;
        return std::min(length + 1, json.size());
    }
    while (length < json.size() && std::strchr(" \t\r\n,:]}", json[length]) == nullptr)
        ++length;
    return length;
}

void JsonWriter::raw(QByteArrayView json)
{
    while (!json.isEmpty()) {
        qsizetype used = 1;
        switch (const char c = json.front()) {
        case '{':
        case '[':
            open(c);
            break;
        case '}':
        case ']':
            close(c);
            break;
        case ' ':
        case '\t':
        case '\r':
        case '\n':
        case ',':
            break;
        case ':':
            colon();
            break;
        default:
            used = rawTokenLength(json);
            separate();
            append(json.first(used));
        }
        json = json.sliced(used);
    }
}

QByteArray JsonWriter::take()
{
    if (m_style == Style::Pretty)
        m_out.append('\n');
    QByteArray result;
    result.swap(m_out);
    m_levels.clear();
    m_afterKey = false;
    return result;
}

} // namespace drawbridge
