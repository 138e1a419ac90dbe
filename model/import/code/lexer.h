#pragma once

#include "model/import/code/token.h"

namespace drawbridge::code {

// What tokenizers of both languages share: a place in the text, and what was found so far.
class Lexer
{
public:
    explicit Lexer(QStringView text)
        : m_text(text)
    {
    }

protected:
    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    bool startsWith(QStringView what) const { return m_text.sliced(m_at).startsWith(what); }
    // Moves on, counting lines.
    void advance(qsizetype count = 1);
    // "\n", "\r\n" and a lone "\r" end a line.
    bool atLineBreak() const { return peek() == u'\n' || peek() == u'\r'; }
    void skipLineBreak();
    void skipToLineEnd();
    void add(TokenKind kind, const QString &text = {}) { addAt(m_line, kind, text); }
    void addAt(int line, TokenKind kind, const QString &text);
    void markIncomplete(int line);
    bool isFull() const { return m_list.tokens.size() >= MostTokens; }
    void scanName();
    void scanNumber();
    // The longest operator of the list that stands here; a single character otherwise.
    void scanOperator(const QList<QStringView> &longOperators);
    // After a backslash in a string: the value of the escape, which is consumed.
    void scanEscape(QString &value);

    static bool isNameStart(QChar c) { return c.isLetter() || c == u'_' || c == u'$'; }
    static bool isNamePart(QChar c)
    {
        return c.isLetterOrNumber() || c == u'_' || c == u'$' || c.isMark();
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_newline = false;
    int m_depth = 0;
    TokenList m_list;
};

} // namespace drawbridge::code
