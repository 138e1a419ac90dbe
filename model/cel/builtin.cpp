#include "model/cel/builtin.h"

#include <algorithm>
#include <initializer_list>

namespace drawbridge::cel {

namespace {

enum class Form : quint8 { Global = 1, Member = 2, Both = 3 };

struct FunctionName
{
    const char16_t *name;
    Builtin builtin;
    Form form;
};

constexpr FunctionName FunctionNames[] = {
    {u"size", Builtin::Size, Form::Both},
    {u"startsWith", Builtin::StartsWith, Form::Member},
    {u"endsWith", Builtin::EndsWith, Form::Member},
    {u"contains", Builtin::Contains, Form::Member},
    {u"matches", Builtin::Matches, Form::Both},
    {u"int", Builtin::ToInt, Form::Global},
    {u"double", Builtin::ToDouble, Form::Global},
    {u"string", Builtin::ToString, Form::Global},
    {u"bool", Builtin::ToBool, Form::Global},
    {u"dyn", Builtin::ToDynamic, Form::Global},
    {u"type", Builtin::TypeOf, Form::Global},
    {u"known", Builtin::Known, Form::Global},
};

// Names that the parser gives a meaning when their arguments fit.
constexpr const char16_t *MacroNames[] = {u"has",        u"exists", u"all",
                                          u"exists_one", u"filter", u"map"};

// What an argument of an overload may be.
enum class Pattern : quint8 { None, Any, Bool, Int, Double, Number, String, List, Map };

// How the result's type follows from the arguments.
enum class ResultShape : quint8 { Bool, Int, Double, String, Type, Dynamic, Joined, Element };

struct Overload
{
    Builtin builtin;
    Pattern first;
    Pattern second;
    ResultShape result;
};

constexpr Overload Overloads[] = {
    {Builtin::Not, Pattern::Bool, Pattern::None, ResultShape::Bool},
    {Builtin::Negate, Pattern::Int, Pattern::None, ResultShape::Int},
    {Builtin::Negate, Pattern::Double, Pattern::None, ResultShape::Double},
    {Builtin::Add, Pattern::Int, Pattern::Int, ResultShape::Int},
    {Builtin::Add, Pattern::Double, Pattern::Double, ResultShape::Double},
    {Builtin::Add, Pattern::String, Pattern::String, ResultShape::String},
    {Builtin::Add, Pattern::List, Pattern::List, ResultShape::Joined},
    {Builtin::Subtract, Pattern::Int, Pattern::Int, ResultShape::Int},
    {Builtin::Subtract, Pattern::Double, Pattern::Double, ResultShape::Double},
    {Builtin::Multiply, Pattern::Int, Pattern::Int, ResultShape::Int},
    {Builtin::Multiply, Pattern::Double, Pattern::Double, ResultShape::Double},
    {Builtin::Divide, Pattern::Int, Pattern::Int, ResultShape::Int},
    {Builtin::Divide, Pattern::Double, Pattern::Double, ResultShape::Double},
    {Builtin::Modulo, Pattern::Int, Pattern::Int, ResultShape::Int},
    {Builtin::Less, Pattern::Number, Pattern::Number, ResultShape::Bool},
    {Builtin::Less, Pattern::String, Pattern::String, ResultShape::Bool},
    {Builtin::Less, Pattern::Bool, Pattern::Bool, ResultShape::Bool},
    {Builtin::Index, Pattern::List, Pattern::Number, ResultShape::Element},
    {Builtin::Size, Pattern::String, Pattern::None, ResultShape::Int},
    {Builtin::Size, Pattern::List, Pattern::None, ResultShape::Int},
    {Builtin::Size, Pattern::Map, Pattern::None, ResultShape::Int},
    {Builtin::StartsWith, Pattern::String, Pattern::String, ResultShape::Bool},
    {Builtin::EndsWith, Pattern::String, Pattern::String, ResultShape::Bool},
    {Builtin::Contains, Pattern::String, Pattern::String, ResultShape::Bool},
    {Builtin::Matches, Pattern::String, Pattern::String, ResultShape::Bool},
    {Builtin::ToInt, Pattern::Number, Pattern::None, ResultShape::Int},
    {Builtin::ToInt, Pattern::String, Pattern::None, ResultShape::Int},
    {Builtin::ToDouble, Pattern::Number, Pattern::None, ResultShape::Double},
    {Builtin::ToDouble, Pattern::String, Pattern::None, ResultShape::Double},
    {Builtin::ToString, Pattern::Bool, Pattern::None, ResultShape::String},
    {Builtin::ToString, Pattern::Number, Pattern::None, ResultShape::String},
    {Builtin::ToString, Pattern::String, Pattern::None, ResultShape::String},
    {Builtin::ToBool, Pattern::Bool, Pattern::None, ResultShape::Bool},
    {Builtin::ToBool, Pattern::String, Pattern::None, ResultShape::Bool},
    {Builtin::ToDynamic, Pattern::Any, Pattern::None, ResultShape::Dynamic},
    {Builtin::TypeOf, Pattern::Any, Pattern::None, ResultShape::Type},
    {Builtin::Known, Pattern::Any, Pattern::None, ResultShape::Bool},
};

bool fits(Pattern pattern, const Type &type)
{
    if (type.isDynamic())
        return true;
    switch (pattern) {
    case Pattern::None:
        return false;
    case Pattern::Any:
        return true;
    case Pattern::Bool:
        return type.kind() == Type::Kind::Bool;
    case Pattern::Int:
        return type.kind() == Type::Kind::Int;
    case Pattern::Double:
        return type.kind() == Type::Kind::Double;
    case Pattern::Number:
        return type.isNumber();
    case Pattern::String:
        return type.kind() == Type::Kind::String;
    case Pattern::List:
        return type.kind() == Type::Kind::List;
    case Pattern::Map:
        return type.kind() == Type::Kind::Map;
    }
    return false;
}

Type resultOf(ResultShape outcome, const QList<Type> &arguments)
{
    switch (outcome) {
    case ResultShape::Bool:
        return Type::boolean();
    case ResultShape::Int:
        return Type::integer();
    case ResultShape::Double:
        return Type::real();
    case ResultShape::String:
        return Type::string();
    case ResultShape::Type:
        return Type::typeName();
    case ResultShape::Dynamic:
        return Type::dynamic();
    case ResultShape::Joined:
        return Type::joined(arguments.front(), arguments.back());
    case ResultShape::Element:
        return arguments.front().element();
    }
    return Type::dynamic();
}

// Kinds that can never be equal make a comparison a mistake.
bool comparable(const Type &a, const Type &b)
{
    if (a.isNumber() && b.isNumber())
        return true;
    if (a.kind() == b.kind() && a.kind() == Type::Kind::List)
        return comparable(a.element(), b.element());
    if (a.kind() == b.kind() && a.kind() == Type::Kind::Map)
        return comparable(a.key(), b.key()) && comparable(a.element(), b.element());
    return a.accepts(b);
}

std::optional<Type> membership(const Type &item, const Type &container)
{
    const bool list = container.kind() == Type::Kind::List;
    if (!container.isDynamic() && !list && container.kind() != Type::Kind::Map)
        return std::nullopt;
    const Type wanted = list ? container.element() : container.key();
    if (!comparable(wanted, item))
        return std::nullopt;
    return Type::boolean();
}

std::optional<Type> mapIndex(const QList<Type> &arguments)
{
    if (arguments.front().kind() != Type::Kind::Map
        || !comparable(arguments.front().key(), arguments.back()))
        return std::nullopt;
    return arguments.front().element();
}

} // namespace

QString builtinSymbol(Builtin builtin)
{
    static constexpr const char16_t *Operators[] = {u"!",  u"-", u"+",  u"-",  u"*",
                                                    u"/",  u"%", u"==", u"!=", u"<",
                                                    u"<=", u">", u">=", u"in", u"[]"};
    const size_t index = static_cast<size_t>(builtin);
    if (index < std::size(Operators))
        return QString::fromUtf16(Operators[index]);
    for (const FunctionName &function : FunctionNames) {
        if (function.builtin == builtin)
            return QString::fromUtf16(function.name);
    }
    return QString();
}

std::optional<Builtin> builtinFunction(QStringView name, bool hasReceiver)
{
    const Form wanted = hasReceiver ? Form::Member : Form::Global;
    for (const FunctionName &function : FunctionNames) {
        if (name == QStringView(function.name)
            && (static_cast<int>(function.form) & static_cast<int>(wanted)) != 0)
            return function.builtin;
    }
    return std::nullopt;
}

bool isBuiltinName(QStringView name)
{
    const auto same = [name](const char16_t *other) { return name == QStringView(other); };
    return std::any_of(std::begin(MacroNames), std::end(MacroNames), same)
        || std::any_of(std::begin(FunctionNames), std::end(FunctionNames),
                       [&](const FunctionName &function) { return same(function.name); });
}

bool isTypeName(QStringView name)
{
    static constexpr const char16_t *TypeNames[] = {u"bool", u"int", u"double",    u"string",
                                                    u"list", u"map", u"null_type", u"type"};
    return std::any_of(std::begin(TypeNames), std::end(TypeNames),
                       [name](const char16_t *other) { return name == QStringView(other); });
}

QStringList builtinNames()
{
    QStringList names;
    for (const FunctionName &function : FunctionNames)
        names += QString::fromUtf16(function.name);
    for (const char16_t *name : MacroNames)
        names += QString::fromUtf16(name);
    return names;
}

std::optional<Type> builtinResult(Builtin builtin, const QList<Type> &arguments)
{
    if (builtin == Builtin::Equal || builtin == Builtin::NotEqual)
        return comparable(arguments[0], arguments[1]) ? std::optional(Type::boolean())
                                                      : std::nullopt;
    if (builtin == Builtin::In)
        return membership(arguments[0], arguments[1]);
    if (builtin > Builtin::Less && builtin <= Builtin::GreaterOrEqual)
        builtin = Builtin::Less;
    std::optional<Type> result;
    if (builtin == Builtin::Index)
        result = mapIndex(arguments);
    for (const Overload &overload : Overloads) {
        const bool binary = overload.second != Pattern::None;
        if (overload.builtin != builtin || arguments.size() != (binary ? 2 : 1)
            || !fits(overload.first, arguments[0])
            || (binary && !fits(overload.second, arguments[1])))
            continue;
        const Type type = resultOf(overload.result, arguments);
        // Several overloads may take a dynamic argument: then the result is open, too.
        result = result && !(*result == type) ? Type::dynamic() : type;
    }
    return result;
}

} // namespace drawbridge::cel
