#pragma once

#include "model/cel/environment.h"

#include <QStringView>

#include <optional>

namespace drawbridge::cel {

constexpr qsizetype MaximumArguments = 16;
// The last index marks references to variables.
constexpr size_t MaximumObjectTypes = 0xFFFF;

// Operators and functions of the language itself.
enum class Builtin : quint8 {
    Not,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Index,
    Size,
    StartsWith,
    EndsWith,
    Contains,
    Matches,
    ToInt,
    ToDouble,
    ToString,
    ToBool,
    ToDynamic,
    TypeOf,
    Known
};

// "==", "+", "size" ...
QString builtinSymbol(Builtin builtin);

// Which function a call names; empty when it is none of the language's.
std::optional<Builtin> builtinFunction(QStringView name, bool hasReceiver);
bool isBuiltinName(QStringView name);
// Whether a name alone stands for a type, as in type(x) == int.
bool isTypeName(QStringView name);
// All names that may be called, for suggestions.
QStringList builtinNames();

// The result type of a built-in for these argument types (the receiver first), or empty when no
// overload takes them.
std::optional<Type> builtinResult(Builtin builtin, const QList<Type> &arguments);

} // namespace drawbridge::cel
