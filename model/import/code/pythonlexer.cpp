#include "model/import/code/pythonlexer.h"

#include "model/import/code/lexer.h"

namespace drawbridge::code {

namespace {

constexpr qsizetype DeepestIndent = 200;

class PythonLexer : private Lexer
{
public:
    explicit PythonLexer(QStringView text)
        : Lexer(text)
    {
    }

    TokenList run();

private:
    void beginLine();
    void indentTo(int column);
    void endLine();
    // One token that is neither a line break nor space; false at the end of the text.
    bool scanToken();
    void skipSpace();
    // Length of the prefix of a string that begins here ("rb'"), or -1.
    qsizetype stringPrefix() const;
    void scanString(qsizetype prefixLength);
    void scanStringBody(const QString &quote, bool raw, bool joined);
    bool scanHole(bool isLong);
    void scanFormat(bool isLong);

    QList<int> m_indents {0};
    int m_brackets = 0;
};

void PythonLexer::indentTo(int column)
{
    if (column > m_indents.last()) {
        if (m_indents.size() > DeepestIndent) {
            markIncomplete(m_line);
            m_at = m_text.size();
            return;
        }
        m_indents += column;
        add(TokenKind::Indent);
    }
    while (column < m_indents.last()) {
        m_indents.removeLast();
        add(TokenKind::Dedent);
    }
}

// Empty lines and lines with a comment only say nothing of blocks.
void PythonLexer::beginLine()
{
    while (!atEnd()) {
        int column = 0;
        while (peek() == u' ' || peek() == u'\t' || peek() == u'\f') {
            column = peek() == u'\t' ? (column / 8 + 1) * 8 : column + 1;
            ++m_at;
        }
        if (peek() == u'#')
            skipToLineEnd();
        if (atEnd())
            return;
        if (!atLineBreak()) {
            indentTo(column);
            return;
        }
        skipLineBreak();
    }
}

void PythonLexer::endLine()
{
    const bool hasTokens = !m_list.tokens.empty();
    const TokenKind last = hasTokens ? m_list.tokens.back().kind : TokenKind::Newline;
    if (last != TokenKind::Newline && last != TokenKind::Indent && last != TokenKind::Dedent)
        add(TokenKind::Newline);
}

void PythonLexer::skipSpace()
{
    while (!atEnd()) {
        if (peek() == u' ' || peek() == u'\t' || peek() == u'\f') {
            ++m_at;
        } else if (peek() == u'\\' && (peek(1) == u'\n' || peek(1) == u'\r')) {
            ++m_at;
            skipLineBreak();
        } else if (peek() == u'#') {
            skipToLineEnd();
        } else if (m_brackets > 0 && atLineBreak()) {
            skipLineBreak();
        } else {
            return;
        }
    }
}

qsizetype PythonLexer::stringPrefix() const
{
    qsizetype length = 0;
    while (length < 3 && QStringView(u"rRbBuUfFtT").contains(peek(length)))
        ++length;
    return length < 3 && (peek(length) == u'"' || peek(length) == u'\'') ? length : -1;
}

void PythonLexer::scanString(qsizetype prefixLength)
{
    const QString prefix = m_text.sliced(m_at, prefixLength).toString().toLower();
    m_at += prefixLength;
    const QString single(peek());
    const bool isLong = startsWith(single + single + single);
    const QString quote = isLong ? single + single + single : single;
    m_at += quote.size();
    const bool joined =
        (prefix.contains(u'f') || prefix.contains(u't')) && m_depth < DeepestJoinedText;
    if (joined)
        add(TokenKind::JoinedBegin);
    scanStringBody(quote, prefix.contains(u'r'), joined);
    if (joined)
        add(TokenKind::JoinedEnd);
}

void PythonLexer::scanStringBody(const QString &quote, bool raw, bool joined)
{
    QString value;
    int line = m_line;
    const auto flush = [&] {
        if (!joined || !value.isEmpty())
            addAt(line, TokenKind::Text, value);
        value.clear();
        line = m_line;
    };
    while (!startsWith(quote)) {
        const bool ends = atEnd() || (quote.size() == 1 && atLineBreak());
        if (ends) {
            markIncomplete(line);
            flush();
            return;
        }
        const bool doubled = joined && (peek() == u'{' || peek() == u'}') && peek(1) == peek();
        if (doubled) {
            value += peek();
            m_at += 2;
        } else if (joined && peek() == u'{') {
            flush();
            if (!scanHole(quote.size() == 3))
                return;
            line = m_line;
        } else if (peek() == u'\\') {
            ++m_at;
            if (raw)
                value += u'\\';
            if (!raw || peek() == quote[0])
                scanEscape(value);
        } else {
            value += peek();
            advance();
        }
    }
    m_at += quote.size();
    flush();
}

// "{expression!r:format}"; false when it is never closed.
bool PythonLexer::scanHole(bool isLong)
{
    add(TokenKind::HoleBegin);
    ++m_at;
    const int outside = m_brackets++;
    ++m_depth;
    const auto close = [&](bool closed) {
        m_brackets = outside;
        --m_depth;
        add(TokenKind::HoleEnd);
        if (!closed)
            markIncomplete(m_line);
        return closed;
    };
    while (true) {
        skipSpace();
        const bool inside = m_brackets > outside + 1;
        if (atEnd() || (atLineBreak() && !isLong))
            return close(false);
        if (!inside && peek() == u'}')
            break;
        if (!inside && peek() == u'!' && peek(1) != u'=') {
            m_at += 2;
            continue;
        }
        if (!inside && peek() == u':') {
            scanFormat(isLong);
            break;
        }
        if (!scanToken())
            return close(false);
    }
    if (peek() == u'}')
        ++m_at;
    return close(true);
}

// After the colon: text in which further holes may stand.
void PythonLexer::scanFormat(bool isLong)
{
    int nested = 0;
    while (!atEnd() && !(atLineBreak() && !isLong)) {
        if (peek() == u'}' && nested-- == 0)
            return;
        if (peek() == u'{')
            ++nested;
        if (peek() == u'"' || peek() == u'\'')
            return;
        advance();
    }
}

bool PythonLexer::scanToken()
{
    static const QList<QStringView> longOperators {
        u"**=", u"//=", u">>=", u"<<=", u"...", u"->", u":=", u"**", u"//", u">>", u"<<", u"==",
        u"!=",  u"<=",  u">=",  u"+=",  u"-=",  u"*=", u"/=", u"%=", u"&=", u"|=", u"^=", u"@="};
    if (atEnd() || isFull())
        return false;
    if (const qsizetype prefix = stringPrefix(); prefix >= 0) {
        scanString(prefix);
    } else if (isNameStart(peek())) {
        scanName();
    } else if (peek().isDigit() || (peek() == u'.' && peek(1).isDigit())) {
        scanNumber();
    } else {
        const QChar c = peek();
        scanOperator(longOperators);
        if (c == u'(' || c == u'[' || c == u'{')
            ++m_brackets;
        else if ((c == u')' || c == u']' || c == u'}') && m_brackets > 0)
            --m_brackets;
    }
    return true;
}

TokenList PythonLexer::run()
{
    if (peek() == QChar::ByteOrderMark)
        ++m_at;
    beginLine();
    while (true) {
        skipSpace();
        if (atLineBreak()) {
            endLine();
            skipLineBreak();
            beginLine();
        } else if (!scanToken()) {
            break;
        }
    }
    if (m_brackets > 0)
        markIncomplete(m_line);
    endLine();
    for (qsizetype i = 1; i < m_indents.size() && !isFull(); ++i)
        add(TokenKind::Dedent);
    m_list.tokens.push_back({TokenKind::End, true, m_line, {}});
    return std::move(m_list);
}

} // namespace

TokenList tokenizePython(QStringView text)
{
    return PythonLexer(text).run();
}

} // namespace drawbridge::code
