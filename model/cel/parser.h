#pragma once

#include "model/cel/ast.h"

namespace drawbridge::cel {

struct ParsedExpression
{
    Ast ast;
    std::optional<Problem> problem;
};

// Parses an expression with the precedences of CEL and expands its macros.
ParsedExpression parseExpression(const QString &text);

} // namespace drawbridge::cel
