#include "model/cel/stringliteral.h"

namespace drawbridge::cel {

namespace {

// One pass over a literal, with the escapes of the language definition.
class LiteralReader
{
public:
    LiteralReader(QStringView source, qsizetype quote, bool raw)
        : m_source(source)
        , m_position(quote)
        , m_start(quote)
        , m_quote(source[quote])
        , m_raw(raw)
    {
    }

    StringLiteral read()
    {
        m_triple = at(1) == m_quote && at(2) == m_quote;
        m_position += m_triple ? 3 : 1;
        while (!m_result.problem && !closes())
            readUnit();
        m_result.end = m_position;
        return std::move(m_result);
    }

private:
    QChar at(qsizetype offset) const
    {
        const qsizetype index = m_position + offset;
        return index < m_source.size() ? m_source[index] : QChar();
    }

    bool closes()
    {
        if (at(0) != m_quote)
            return false;
        if (!m_triple) {
            m_position += 1;
            return true;
        }
        if (at(1) != m_quote || at(2) != m_quote)
            return false;
        m_position += 3;
        return true;
    }

    void readUnit()
    {
        if (m_position >= m_source.size())
            return fail(m_start, QStringLiteral("the string is not closed"));
        const QChar c = at(0);
        if (!m_triple && (c == u'\n' || c == u'\r'))
            return fail(m_start, QStringLiteral("the string is not closed at the end of its line"));
        if (c == u'\\' && !m_raw)
            return readEscape();
        m_result.text += c;
        ++m_position;
    }

    void readEscape()
    {
        static constexpr QStringView Letters = u"abfnrtv\\?\"'`";
        static constexpr QStringView Meanings = u"\a\b\f\n\r\t\v\\?\"'`";
        const QChar c = at(1);
        const qsizetype index = Letters.indexOf(c);
        if (index >= 0 && !c.isNull()) {
            m_result.text += Meanings[index];
            m_position += 2;
        } else if (c == u'x' || c == u'X') {
            readCode(2, 2, 16);
        } else if (c == u'u') {
            readCode(2, 4, 16);
        } else if (c == u'U') {
            readCode(2, 8, 16);
        } else if (c >= u'0' && c <= u'3') {
            readCode(1, 3, 8);
        } else {
            fail(m_position, QStringLiteral("the string has an unknown escape '\\%1'").arg(c));
        }
    }

    void readCode(qsizetype skip, qsizetype digits, int base)
    {
        char32_t code = 0;
        for (qsizetype i = 0; i < digits; ++i) {
            const int digit = digitValue(at(skip + i));
            if (digit < 0 || digit >= base)
                return fail(m_position, QStringLiteral("the escape needs %1 digits").arg(digits));
            code = code * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
        }
        if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            return fail(m_position, QStringLiteral("the escape names no Unicode character"));
        m_result.text += QString::fromUcs4(&code, 1);
        m_position += skip + digits;
    }

    static int digitValue(QChar c)
    {
        if (c >= u'0' && c <= u'9')
            return c.unicode() - u'0';
        if (c >= u'a' && c <= u'f')
            return c.unicode() - u'a' + 10;
        if (c >= u'A' && c <= u'F')
            return c.unicode() - u'A' + 10;
        return -1;
    }

    void fail(qsizetype position, const QString &message)
    {
        const quint32 begin = static_cast<quint32>(position);
        m_result.problem = Problem {{begin, begin + 1}, message};
    }

    QStringView m_source;
    qsizetype m_position;
    qsizetype m_start;
    QChar m_quote;
    bool m_raw;
    bool m_triple = false;
    StringLiteral m_result;
};

} // namespace

StringLiteral readStringLiteral(QStringView source, qsizetype quote, bool raw)
{
    return LiteralReader(source, quote, raw).read();
}

} // namespace drawbridge::cel
