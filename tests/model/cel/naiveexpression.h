#pragma once

#include "model/base/value.h"

#include <QStringList>

#include <memory>
#include <random>
#include <vector>

namespace drawbridge::test {

// A tree of the condition language that knows nothing of the real parser or machine, to compare
// them with.
struct Expression
{
    enum class Kind {
        Literal,
        // A variable of the table or of a loop around it.
        Name,
        // Operators and functions by their name in the language; "?:", "[]", "-x".
        Operator,
        Function,
        Method,
        Select,
        Has,
        List,
        Map,
        // range.name(variable, children...)
        Macro
    };

    Kind kind = Kind::Literal;
    QString name;
    QString variable;
    Value literal;
    std::vector<std::unique_ptr<Expression>> children;
};

struct NaiveResult
{
    enum class State { Value, Unknown, Error };

    State state = State::Value;
    Value value;
    QStringList unknown;
};

// Writes the tree with the parentheses it needs, and now and then some more.
QString writeExpression(const Expression &expression, std::mt19937 &random);

// Evaluates by walking the tree; names that stand in no scope are unknown.
NaiveResult walkExpression(const Expression &expression, const ValueMap &variables);

// A random tree in which most parts have the types that their place wants.
std::unique_ptr<Expression> randomExpression(std::mt19937 &random);

// The variables that random trees use; `u` and `v` are used, too, and have no value.
ValueMap randomVariables();

} // namespace drawbridge::test
