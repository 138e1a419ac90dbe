#include "model/import/code/scriptlexer.h"

#include "model/import/code/lexer.h"

namespace drawbridge::code {

namespace {

class ScriptLexer : private Lexer
{
public:
    explicit ScriptLexer(QStringView text)
        : Lexer(text)
    {
    }

    TokenList run();

private:
    void skipSpace();
    void skipComment();
    bool scanToken();
    void scanString();
    void scanTemplate();
    bool scanHole();
    bool beginsRegex() const;
    bool scanRegex();

    // Braces that stand open, so that the one which ends a hole is told.
    int m_braces = 0;
};

void ScriptLexer::skipComment()
{
    if (peek(1) == u'/') {
        skipToLineEnd();
        return;
    }
    const int line = m_line;
    m_at += 2;
    while (!atEnd() && !startsWith(u"*/")) {
        m_newline = m_newline || atLineBreak();
        advance();
    }
    if (atEnd())
        markIncomplete(line);
    else
        m_at += 2;
}

void ScriptLexer::skipSpace()
{
    while (!atEnd()) {
        if (atLineBreak()) {
            m_newline = true;
            skipLineBreak();
        } else if (peek().isSpace() || peek() == QChar::ByteOrderMark) {
            ++m_at;
        } else if (peek() == u'/' && (peek(1) == u'/' || peek(1) == u'*')) {
            skipComment();
        } else {
            return;
        }
    }
}

void ScriptLexer::scanString()
{
    const QChar quote = peek();
    const int line = m_line;
    QString value;
    ++m_at;
    while (!atEnd() && peek() != quote) {
        if (atLineBreak()) {
            markIncomplete(line);
            addAt(line, TokenKind::Text, value);
            return;
        }
        if (peek() == u'\\') {
            ++m_at;
            scanEscape(value);
        } else {
            value += peek();
            ++m_at;
        }
    }
    if (atEnd())
        markIncomplete(line);
    ++m_at;
    addAt(line, TokenKind::Text, value);
}

// `text ${expression} text`; one without holes is a plain string.
void ScriptLexer::scanTemplate()
{
    const size_t begin = m_list.tokens.size();
    bool holes = false;
    int line = m_line;
    QString value;
    add(TokenKind::JoinedBegin);
    ++m_at;
    const auto flush = [&] {
        if (!value.isEmpty())
            addAt(line, TokenKind::Text, value);
        value.clear();
    };
    while (!atEnd() && peek() != u'`') {
        if (peek() == u'\\') {
            ++m_at;
            scanEscape(value);
        } else if (startsWith(u"${") && m_depth < DeepestJoinedText) {
            flush();
            holes = true;
            if (!scanHole())
                break;
            line = m_line;
        } else {
            value += peek();
            advance();
        }
    }
    if (atEnd())
        markIncomplete(line);
    ++m_at;
    if (!holes && begin < m_list.tokens.size()) {
        m_list.tokens[begin].kind = TokenKind::Text;
        m_list.tokens[begin].text = value;
        return;
    }
    flush();
    add(TokenKind::JoinedEnd);
}

bool ScriptLexer::scanHole()
{
    add(TokenKind::HoleBegin);
    m_at += 2;
    const int outside = std::exchange(m_braces, 0);
    ++m_depth;
    bool closed = false;
    while (true) {
        skipSpace();
        closed = peek() == u'}' && m_braces == 0;
        if (closed || !scanToken())
            break;
    }
    if (closed)
        ++m_at;
    else
        markIncomplete(m_line);
    m_braces = outside;
    --m_depth;
    add(TokenKind::HoleEnd);
    return closed;
}

// A slash divides after a value, and begins a regular expression elsewhere.
bool ScriptLexer::beginsRegex() const
{
    static const QStringList words {
        QStringLiteral("return"), QStringLiteral("typeof"),    QStringLiteral("case"),
        QStringLiteral("in"),     QStringLiteral("of"),        QStringLiteral("delete"),
        QStringLiteral("void"),   QStringLiteral("throw"),     QStringLiteral("new"),
        QStringLiteral("else"),   QStringLiteral("do"),        QStringLiteral("await"),
        QStringLiteral("yield"),  QStringLiteral("instanceof")};
    if (m_list.tokens.empty())
        return true;
    const Token &last = m_list.tokens.back();
    switch (last.kind) {
    case TokenKind::Name:
        return words.contains(last.text);
    case TokenKind::Operator:
        return last.text != u")" && last.text != u"]" && last.text != u"}";
    case TokenKind::JoinedBegin:
    case TokenKind::HoleBegin:
        return true;
    default:
        return false;
    }
}

bool ScriptLexer::scanRegex()
{
    qsizetype at = m_at + 1;
    bool inClass = false;
    for (; at < m_text.size(); ++at) {
        const QChar c = m_text[at];
        if (c == u'\n' || c == u'\r')
            return false;
        if (c == u'\\')
            ++at;
        else if (c == u'[')
            inClass = true;
        else if (c == u']')
            inClass = false;
        else if (c == u'/' && !inClass)
            break;
    }
    if (at >= m_text.size())
        return false;
    add(TokenKind::Regex, m_text.sliced(m_at + 1, at - m_at - 1).toString());
    m_at = at + 1;
    while (!atEnd() && isNamePart(peek()))
        ++m_at;
    return true;
}

bool ScriptLexer::scanToken()
{
    static const QList<QStringView> longOperators {
        u">>>=", u"...", u"===", u"!==", u"**=", u"<<=", u">>=", u">>>", u"&&=", u"||=", u"?\?=",
        u"=>",   u"==",  u"!=",  u"<=",  u">=",  u"&&",  u"||",  u"??",  u"?.",  u"++",  u"--",
        u"+=",   u"-=",  u"*=",  u"/=",  u"%=",  u"&=",  u"|=",  u"^=",  u"<<",  u">>",  u"**"};
    if (atEnd() || isFull())
        return false;
    const QChar c = peek();
    if (c == u'"' || c == u'\'') {
        scanString();
    } else if (c == u'`') {
        scanTemplate();
    } else if (isNameStart(c) || (c == u'#' && isNameStart(peek(1)))) {
        m_at += c == u'#' ? 1 : 0;
        scanName();
    } else if (c.isDigit() || (c == u'.' && peek(1).isDigit())) {
        scanNumber();
    } else if (c != u'/' || !beginsRegex() || !scanRegex()) {
        // "a ?.5 : b" has no optional chain.
        if (startsWith(u"?.") && peek(2).isDigit()) {
            add(TokenKind::Operator, QStringLiteral("?"));
            ++m_at;
            return true;
        }
        scanOperator(longOperators);
        m_braces += c == u'{' ? 1 : c == u'}' ? -1 : 0;
    }
    return true;
}

TokenList ScriptLexer::run()
{
    if (startsWith(u"#!"))
        skipToLineEnd();
    do {
        skipSpace();
    } while (scanToken());
    m_list.tokens.push_back({TokenKind::End, true, m_line, {}});
    return std::move(m_list);
}

} // namespace

TokenList tokenizeScript(QStringView text)
{
    return ScriptLexer(text).run();
}

} // namespace drawbridge::code
