#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace drawbridge::code {

enum class TokenKind : quint8 {
    Name,
    Number,
    // A string without parts to fill in; its text is the value.
    Text,
    Regex,
    Operator,
    // Python: the end of a logical line, and where blocks begin and end.
    Newline,
    Indent,
    Dedent,
    // A string with parts to fill in: texts, and holes with the tokens of an expression.
    JoinedBegin,
    JoinedEnd,
    HoleBegin,
    HoleEnd,
    End,
};

struct Token
{
    TokenKind kind = TokenKind::End;
    // A line break stands before it.
    bool newlineBefore = false;
    int line = 0;
    // Name, number, operator; a string's value; a regular expression without its slashes.
    QString text;
};

// What a tokenizer made of a file. It always gives something: what cannot be told apart is skipped.
struct TokenList
{
    std::vector<Token> tokens;
    // A limit was reached or something was not closed: there may be more than what is here.
    bool incomplete = false;
    int incompleteLine = 0;
};

// How deep strings may stand within strings, and how many tokens a file may have.
constexpr int DeepestJoinedText = 8;
constexpr size_t MostTokens = 400'000;

} // namespace drawbridge::code
