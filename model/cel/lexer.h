#pragma once

#include "model/cel/span.h"

#include <vector>

namespace drawbridge::cel {

enum class TokenKind : quint8 {
    End,
    Identifier,
    // `a-b`: a field name that is no identifier.
    QuotedIdentifier,
    Int,
    Double,
    String,
    True,
    False,
    Null,
    In,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Dot,
    Comma,
    Colon,
    Question,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Not,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual
};

struct Token
{
    TokenKind kind = TokenKind::End;
    Span span;
    // Name, or the decoded text of a string.
    QString text;
    // An int literal without its sign: the minus is a token of its own.
    quint64 magnitude = 0;
    double real = 0;
    // A word that the language keeps for itself: no variable, but it may name a field.
    bool reserved = false;
};

// The tokens of an expression, ending with End; stops at the first problem.
struct TokenList
{
    std::vector<Token> tokens;
    std::optional<Problem> problem;
};

TokenList tokenize(QStringView text);

// How a token reads in a message: "'&&'", "the end of the expression" ...
QString describeToken(const Token &token, QStringView text);

} // namespace drawbridge::cel
