#include "model/text/jsonwriter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace drawbridge {

JsonWriter::JsonWriter(Style style)
    : m_style(style)
{
}

void JsonWriter::grow(qsizetype bytes)
{
    m_out.resize(std::max<qsizetype>(m_out.size() * 2, m_used + bytes + 1024));
    m_data = m_out.data();
}

void JsonWriter::newLine()
{
    if (m_style == Style::Compact)
        return;
    const auto width = 2 * m_levels.size();
    char *at = room(static_cast<qsizetype>(width) + 1);
    *at = '\n';
    std::memset(at + 1, ' ', width);
    m_used += static_cast<qsizetype>(width) + 1;
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
        append(',');
    m_levels.back().empty = false;
    newLine();
}

void JsonWriter::open(char bracket)
{
    separate();
    append(bracket);
    m_levels.push_back({bracket == '[', true});
}

void JsonWriter::close(char bracket)
{
    const bool empty = m_levels.back().empty;
    m_levels.pop_back();
    if (!empty)
        newLine();
    append(bracket);
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

// The escape that RFC 8259 wants for a control character, quote or backslash.
static QByteArrayView escapeOf(char16_t c, std::array<char, 6> &buffer)
{
    static constexpr char Hex[] = "0123456789abcdef";
    switch (c) {
    case u'"':
        return "\\\"";
    case u'\\':
        return "\\\\";
    case u'\n':
        return "\\n";
    case u'\r':
        return "\\r";
    case u'\t':
        return "\\t";
    case u'\b':
        return "\\b";
    case u'\f':
        return "\\f";
    default:
        buffer = {'\\', 'u', '0', '0', Hex[(c >> 4) & 15], Hex[c & 15]};
        return QByteArrayView(buffer.data(), 6);
    }
}

// Whether a character stands for itself between quotes.
static constexpr std::array<bool, 128> PlainAscii = [] {
    std::array<bool, 128> plain {};
    for (size_t c = 0x20; c < 0x7f; ++c)
        plain[c] = c != '"' && c != '\\';
    return plain;
}();

static bool isPlainAscii(char16_t c)
{
    return c < PlainAscii.size() && PlainAscii[c];
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
    append('"');
    const char16_t *at = text.utf16();
    const char16_t *end = at + text.size();
    while (at != end) {
        char *begin = room(end - at);
        char *to = begin;
        while (at != end && isPlainAscii(*at))
            *to++ = static_cast<char>(*at++);
        m_used += to - begin;
        if (at == end)
            break;
        if (*at < 0x7f) {
            std::array<char, 6> buffer;
            append(escapeOf(*at++, buffer));
            continue;
        }
        const char16_t *rest = std::find_if(at, end, [](char16_t c) { return c < 0x7f; });
        const QStringView stretch(at, rest);
        append(stretch.isValidUtf16() ? stretch.toUtf8() : withoutHalves(stretch).toUtf8());
        at = rest;
    }
    append('"');
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
    append('"');
    append(text);
    append('"');
}

void JsonWriter::colon()
{
    append(": ", m_style == Style::Pretty ? 2 : 1);
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
    flag ? append("true", 4) : append("false", 5);
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
        append(".0", 2);
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
    append("null", 4);
}

void JsonWriter::numberList(const QList<int> &numbers)
{
    separate();
    append('[');
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        if (i > 0)
            append(", ", m_style == Style::Pretty ? 2 : 1);
        std::array<char, 16> text;
        const auto end = std::to_chars(text.data(), text.data() + text.size(), numbers[i]).ptr;
        append(QByteArrayView(text.data(), end - text.data()));
    }
    append(']');
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
        append('\n');
    m_out.resize(m_used);
    QByteArray result;
    result.swap(m_out);
    m_data = nullptr;
    m_used = 0;
    m_levels.clear();
    m_afterKey = false;
    return result;
}

} // namespace drawbridge
