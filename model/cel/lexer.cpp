#include "model/cel/lexer.h"

#include "model/cel/decimal.h"
#include "model/cel/stringliteral.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace drawbridge::cel {

namespace {

constexpr const char16_t *ReservedWords[] = {
    u"as",  u"break", u"const",   u"continue",  u"else",   u"for", u"function", u"if",   u"import",
    u"let", u"loop",  u"package", u"namespace", u"return", u"var", u"void",     u"while"};

struct Punctuation
{
    const char16_t *text;
    TokenKind kind;
};

// Longer ones first.
constexpr Punctuation Punctuations[] = {
    {u"&&", TokenKind::And},
    {u"||", TokenKind::Or},
    {u"==", TokenKind::Equal},
    {u"!=", TokenKind::NotEqual},
    {u"<=", TokenKind::LessOrEqual},
    {u">=", TokenKind::GreaterOrEqual},
    {u"<", TokenKind::Less},
    {u">", TokenKind::Greater},
    {u"!", TokenKind::Not},
    {u"(", TokenKind::OpenParenthesis},
    {u")", TokenKind::CloseParenthesis},
    {u"[", TokenKind::OpenBracket},
    {u"]", TokenKind::CloseBracket},
    {u"{", TokenKind::OpenBrace},
    {u"}", TokenKind::CloseBrace},
    {u".", TokenKind::Dot},
    {u",", TokenKind::Comma},
    {u":", TokenKind::Colon},
    {u"?", TokenKind::Question},
    {u"+", TokenKind::Plus},
    {u"-", TokenKind::Minus},
    {u"*", TokenKind::Star},
    {u"/", TokenKind::Slash},
    {u"%", TokenKind::Percent},
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool startsName(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

class Lexer
{
public:
    explicit Lexer(QStringView text)
        : m_text(text)
    {
    }

    TokenList run()
    {
        while (!m_list.problem) {
            skipBlanks();
            m_begin = m_position;
            if (m_position >= m_text.size())
                break;
            readToken();
        }
        add(TokenKind::End);
        return std::move(m_list);
    }

private:
    QChar at(qsizetype offset = 0) const
    {
        const qsizetype index = m_position + offset;
        return index < m_text.size() ? m_text[index] : QChar();
    }

    Token &add(TokenKind kind)
    {
        Token token;
        token.kind = kind;
        token.span = {static_cast<quint32>(m_begin), static_cast<quint32>(m_position)};
        m_list.tokens.push_back(token);
        return m_list.tokens.back();
    }

    void fail(const QString &message)
    {
        const qsizetype end = qMax(m_position, m_begin + 1);
        m_list.problem =
            Problem {{static_cast<quint32>(m_begin), static_cast<quint32>(end)}, message};
    }

    void skipBlanks()
    {
        while (m_position < m_text.size()) {
            const QChar c = at();
            if (c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f') {
                ++m_position;
            } else if (c == u'/' && at(1) == u'/') {
                while (m_position < m_text.size() && at() != u'\n')
                    ++m_position;
            } else {
                return;
            }
        }
    }

    void readToken()
    {
        const QChar c = at();
        if (startsName(c))
            readWord();
        else if (isDigit(c) || (c == u'.' && isDigit(at(1))))
            readNumber();
        else if (c == u'"' || c == u'\'')
            readString(false);
        else if (c == u'`')
            readQuotedIdentifier();
        else
            readPunctuation();
    }

    void readWord()
    {
        while (startsName(at()) || isDigit(at()))
            ++m_position;
        const QStringView word = m_text.sliced(m_begin, m_position - m_begin);
        if (at() == u'"' || at() == u'\'') {
            if (word == u"r" || word == u"R")
                return readString(true);
            if (word.compare(u"b", Qt::CaseInsensitive) == 0
                || word.compare(u"rb", Qt::CaseInsensitive) == 0
                || word.compare(u"br", Qt::CaseInsensitive) == 0)
                return fail(QStringLiteral("byte strings are not part of this language"));
        }
        if (word == u"true" || word == u"false") {
            add(word == u"true" ? TokenKind::True : TokenKind::False);
        } else if (word == u"null") {
            add(TokenKind::Null);
        } else if (word == u"in") {
            add(TokenKind::In);
        } else {
            Token &token = add(TokenKind::Identifier);
            token.text = word.toString();
            token.reserved = std::any_of(
                std::begin(ReservedWords), std::end(ReservedWords),
                [&](const char16_t *reserved) { return word == QStringView(reserved); });
        }
    }

    void readQuotedIdentifier()
    {
        const qsizetype close = m_text.indexOf(u'`', m_position + 1);
        if (close < 0 || m_text.sliced(m_position, close - m_position).contains(u'\n'))
            return fail(QStringLiteral("the quoted field name is not closed"));
        m_position = close + 1;
        if (close == m_begin + 1)
            return fail(QStringLiteral("the quoted field name is empty"));
        add(TokenKind::QuotedIdentifier).text =
            m_text.sliced(m_begin + 1, close - m_begin - 1).toString();
    }

    void readString(bool raw)
    {
        const StringLiteral literal = readStringLiteral(m_text, m_position, raw);
        m_position = literal.end;
        if (literal.problem)
            m_list.problem = literal.problem;
        else
            add(TokenKind::String).text = literal.text;
    }

    void readNumber()
    {
        const bool hexadecimal = at() == u'0' && (at(1) == u'x' || at(1) == u'X');
        bool real = false;
        if (hexadecimal) {
            m_position += 2;
            while (isHexDigit(at()))
                ++m_position;
        } else {
            real = scanDecimal();
        }
        if (at() == u'u' || at() == u'U')
            return fail(QStringLiteral("unsigned integers are not part of this language"));
        if (startsName(at()))
            return fail(QStringLiteral("the number runs into a name"));
        if (real)
            addDouble();
        else
            addInt(hexadecimal);
    }

    // Moves behind a decimal number; says whether it has a fraction or an exponent.
    bool scanDecimal()
    {
        bool real = false;
        while (isDigit(at()))
            ++m_position;
        if (at() == u'.' && isDigit(at(1))) {
            real = true;
            ++m_position;
            while (isDigit(at()))
                ++m_position;
        }
        const qsizetype sign = at(1) == u'+' || at(1) == u'-' ? 2 : 1;
        if ((at() == u'e' || at() == u'E') && isDigit(at(sign))) {
            real = true;
            m_position += sign;
            while (isDigit(at()))
                ++m_position;
        }
        return real;
    }

    void addDouble()
    {
        const QByteArray digits = m_text.sliced(m_begin, m_position - m_begin).toLatin1();
        const double value = parseDecimal(digits);
        if (std::isinf(value))
            return fail(QStringLiteral("the number is too large"));
        add(TokenKind::Double).real = value;
    }

    void addInt(bool hexadecimal)
    {
        const qsizetype skip = hexadecimal ? 2 : 0;
        const QByteArray digits =
            m_text.sliced(m_begin + skip, m_position - m_begin - skip).toLatin1();
        quint64 value = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value,
                                            hexadecimal ? 16 : 10);
        if (digits.isEmpty())
            return fail(QStringLiteral("the hexadecimal number has no digits"));
        if (parsed.ec != std::errc() || value > quint64(1) << 63)
            return fail(QStringLiteral("the integer does not fit into 64 bits"));
        add(TokenKind::Int).magnitude = value;
    }

    void readPunctuation()
    {
        const QStringView rest = m_text.sliced(m_position);
        for (const Punctuation &punctuation : Punctuations) {
            const QStringView text(punctuation.text);
            if (!rest.startsWith(text))
                continue;
            m_position += text.size();
            add(punctuation.kind);
            return;
        }
        const qsizetype units = rest.size() > 1 && rest[0].isHighSurrogate() ? 2 : 1;
        fail(unexpected(rest.first(units)));
    }

    static QString unexpected(QStringView character)
    {
        if (character == u"=")
            return QStringLiteral("unexpected '=': equality is written '=='");
        if (character == u"&" || character == u"|")
            return QStringLiteral("unexpected '%1': it is written '%1%1'").arg(character);
        return QStringLiteral("unexpected character '%1'").arg(character);
    }

    QStringView m_text;
    qsizetype m_position = 0;
    qsizetype m_begin = 0;
    TokenList m_list;
};

} // namespace

TokenList tokenize(QStringView text)
{
    return Lexer(text).run();
}

QString describeToken(const Token &token, QStringView text)
{
    if (token.kind == TokenKind::End)
        return QStringLiteral("the end of the expression");
    static constexpr qsizetype Shown = 40;
    const QStringView words = text.sliced(token.span.begin, token.span.end - token.span.begin);
    QString shown = words.first(qMin(Shown, words.size())).toString();
    if (words.size() > Shown)
        shown += QStringLiteral("...");
    return u'\'' + shown + u'\'';
}

} // namespace drawbridge::cel
