#include "model/import/code/codeparser.h"

namespace drawbridge::code {

CodeParser::CodeParser(std::vector<Token> tokens)
    : m_tokens(std::move(tokens))
    , m_closing(m_tokens.size(), m_tokens.size() - 1)
{
    std::vector<size_t> open;
    const auto opens = [](const Token &token) {
        return token.kind == TokenKind::HoleBegin || token.kind == TokenKind::JoinedBegin
            || (token.kind == TokenKind::Operator
                && (token.text == u"(" || token.text == u"[" || token.text == u"{"));
    };
    const auto closes = [](const Token &token) {
        return token.kind == TokenKind::HoleEnd || token.kind == TokenKind::JoinedEnd
            || (token.kind == TokenKind::Operator
                && (token.text == u")" || token.text == u"]" || token.text == u"}"));
    };
    for (size_t i = 0; i < m_tokens.size(); ++i) {
        if (opens(m_tokens[i])) {
            open.push_back(i);
        } else if (closes(m_tokens[i]) && !open.empty()) {
            m_closing[open.back()] = i;
            open.pop_back();
        }
    }
    if (!open.empty()) {
        m_tree.incomplete = true;
        m_tree.incompleteLine = m_tokens[open.front()].line;
    }
}

bool CodeParser::is(QStringView word, size_t ahead) const
{
    const Token &token = peek(ahead);
    return (token.kind == TokenKind::Operator || token.kind == TokenKind::Name)
        && token.text == word;
}

bool CodeParser::isOneOf(std::initializer_list<QStringView> words, size_t ahead) const
{
    return std::any_of(words.begin(), words.end(),
                       [&](QStringView word) { return is(word, ahead); });
}

bool CodeParser::accept(QStringView word)
{
    if (!is(word))
        return false;
    take();
    return true;
}

void CodeParser::skipBrackets()
{
    m_at = closing(m_at);
    take();
}

void CodeParser::closeFrom(size_t opening)
{
    m_at = std::max(m_at, closing(opening));
    take();
}

void CodeParser::markIncomplete()
{
    if (!m_tree.incomplete)
        m_tree.incompleteLine = line();
    m_tree.incomplete = true;
}

CodeId CodeParser::skipped()
{
    const int where = line();
    if (closing(m_at) > m_at && closing(m_at) + 1 < m_tokens.size())
        skipBrackets();
    else
        take();
    return add(CodeKind::Opaque, where);
}

CodeId CodeParser::parseJoined()
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> parts;
    while (!atEnd() && !isKind(TokenKind::JoinedEnd)) {
        if (isKind(TokenKind::Text)) {
            parts.push_back(add(CodeKind::Text, line(), take().text));
        } else if (isKind(TokenKind::HoleBegin)) {
            const size_t hole = m_at;
            take();
            if (!isKind(TokenKind::HoleEnd))
                parts.push_back(parseHole());
            closeFrom(hole);
        } else {
            take();
        }
    }
    closeFrom(opening);
    return add(CodeKind::Joined, where, {}, std::move(parts));
}

} // namespace drawbridge::code
