#pragma once

#include "model/import/code/codetree.h"
#include "model/import/code/token.h"

namespace drawbridge::code {

// What the parsers of both languages share: the tokens, the tree that grows, and a guard against
// nesting without end. Every parse function makes progress, whatever stands there.
class CodeParser
{
protected:
    explicit CodeParser(std::vector<Token> tokens);

    const Token &peek(size_t ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    bool atEnd() const { return peek().kind == TokenKind::End; }
    int line() const { return peek().line; }
    bool isKind(TokenKind kind, size_t ahead = 0) const { return peek(ahead).kind == kind; }
    // An operator, or a name that the language reserves.
    bool is(QStringView word, size_t ahead = 0) const;
    bool isOneOf(std::initializer_list<QStringView> words, size_t ahead = 0) const;
    bool accept(QStringView word);
    const Token &take() { return m_at + 1 < m_tokens.size() ? m_tokens[m_at++] : m_tokens[m_at]; }
    QString takeName() { return isKind(TokenKind::Name) ? take().text : QString(); }
    // Where the bracket that opens at a token closes; the last token when it does not.
    size_t closing(size_t token) const { return m_closing[token]; }
    // Moves behind the bracket that opens here.
    void skipBrackets();
    // Moves to the bracket that closes what was opened at a token, and behind it.
    void closeFrom(size_t opening);
    CodeId add(CodeKind kind, int where, const QString &text = {}, std::vector<CodeId> parts = {})
    {
        return m_tree.add(kind, where, text, std::move(parts));
    }
    // Consumes what nests too deeply and what is not understood.
    CodeId skipped();
    void markIncomplete();

    // Joined texts: from JoinedBegin to JoinedEnd, with expressions parsed by the language.
    CodeId parseJoined();
    virtual CodeId parseHole() = 0;
    virtual ~CodeParser() = default;

    // Counts how deep the parser is; `tooDeep()` after the limit.
    class Deeper
    {
    public:
        explicit Deeper(CodeParser &parser)
            : m_parser(parser)
        {
            ++m_parser.m_depth;
        }
        ~Deeper() { --m_parser.m_depth; }
        Deeper(const Deeper &) = delete;
        Deeper &operator=(const Deeper &) = delete;

    private:
        CodeParser &m_parser;
    };
    bool tooDeep() const { return m_depth > 300; }

    std::vector<Token> m_tokens;
    std::vector<size_t> m_closing;
    size_t m_at = 0;
    int m_depth = 0;
    CodeTree m_tree;
};

} // namespace drawbridge::code
