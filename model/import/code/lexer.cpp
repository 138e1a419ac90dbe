#include "model/import/code/lexer.h"

#include <QMap>

namespace drawbridge::code {

void Lexer::advance(qsizetype count)
{
    for (qsizetype i = 0; i < count && !atEnd(); ++i) {
        const QChar c = m_text[m_at];
        if (c == u'\n' || (c == u'\r' && peek(1) != u'\n'))
            ++m_line;
        ++m_at;
    }
}

void Lexer::skipLineBreak()
{
    advance(peek() == u'\r' && peek(1) == u'\n' ? 2 : 1);
}

void Lexer::skipToLineEnd()
{
    while (!atEnd() && !atLineBreak())
        ++m_at;
}

void Lexer::addAt(int line, TokenKind kind, const QString &text)
{
    if (isFull()) {
        markIncomplete(line);
        m_at = m_text.size();
        return;
    }
    m_list.tokens.push_back({kind, m_newline, line, text});
    m_newline = false;
}

void Lexer::markIncomplete(int line)
{
    if (!m_list.incomplete)
        m_list.incompleteLine = line;
    m_list.incomplete = true;
}

void Lexer::scanName()
{
    const qsizetype begin = m_at;
    while (!atEnd() && isNamePart(peek()))
        ++m_at;
    add(TokenKind::Name, m_text.sliced(begin, m_at - begin).toString());
}

void Lexer::scanNumber()
{
    const qsizetype begin = m_at;
    while (!atEnd()) {
        const QChar before = m_at > begin ? m_text[m_at - 1] : QChar();
        const bool exponentSign = (peek() == u'+' || peek() == u'-')
            && (before == u'e' || before == u'E') && m_text[begin] != u'0';
        if (!isNamePart(peek()) && peek() != u'.' && !exponentSign)
            break;
        ++m_at;
    }
    add(TokenKind::Number, m_text.sliced(begin, m_at - begin).toString());
}

void Lexer::scanOperator(const QList<QStringView> &longOperators)
{
    for (const QStringView candidate : longOperators) {
        if (startsWith(candidate)) {
            add(TokenKind::Operator, candidate.toString());
            m_at += candidate.size();
            return;
        }
    }
    add(TokenKind::Operator, QString(peek()));
    if (!atEnd())
        advance();
}

void Lexer::scanEscape(QString &value)
{
    const QChar c = peek();
    if (atLineBreak()) {
        skipLineBreak();
        return;
    }
    static const QMap<QChar, QChar> plain {{u'n', u'\n'}, {u't', u'\t'}, {u'r', u'\r'},
                                           {u'0', u'\0'}, {u'b', u'\b'}, {u'f', u'\f'}};
    const int digits = c == u'x' ? 2 : c == u'u' ? 4 : 0;
    if (digits > 0) {
        bool fits = false;
        const ushort code = m_text.mid(m_at + 1, digits).toString().toUShort(&fits, 16);
        if (fits && m_at + digits < m_text.size()) {
            value += QChar(code);
            m_at += 1 + digits;
            return;
        }
    }
    value += plain.value(c, c);
    advance();
}

} // namespace drawbridge::code
