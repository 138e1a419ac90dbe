#pragma once

#include "model/import/code/codetree.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <memory>
#include <optional>

namespace drawbridge::routes {

// How much of a value was checked; a later one says more.
enum class Grade : quint8 { None, Type, Pattern, AllowList };

// Where a value can do harm, the worst last.
enum class Sink : quint8 {
    None,
    Redirect,
    Html,
    Url,
    File,
    Sql,
    Template,
    Deserialization,
    Shell,
    Code,
};

// Which part of a request, or of the answer, a value is.
enum class Part : quint8 {
    None,
    Request,
    Query,
    Form,
    Json,
    Headers,
    Cookies,
    Files,
    PathValues,
    RawQuery,
    File,
    Response,
};

// That a value was made from a parameter.
struct Taint
{
    int parameter = 0;
    Grade grade = Grade::None;
    // Still the parameter as it came, save for space and case: a check of it is one of the
    // parameter.
    bool whole = true;
    // Sinks that it was quoted or stripped for, one bit each.
    quint16 cleanFor = 0;

    bool operator==(const Taint &) const = default;
};

struct Scope;

// A function with what surrounds it.
struct FunctionUse
{
    int module = 0;
    code::CodeId node = code::NoCode;
    std::shared_ptr<Scope> around;
    // The class whose method it is.
    code::CodeId owner = code::NoCode;

    bool operator==(const FunctionUse &other) const
    {
        return module == other.module && node == other.node;
    }
};

// A list, map, number or class, or a text that is built of parts, as it stands in the source.
struct CodeUse
{
    int module = 0;
    code::CodeId node = code::NoCode;
    std::shared_ptr<Scope> around;

    bool operator==(const CodeUse &other) const
    {
        return module == other.module && node == other.node;
    }
};

// What is known of a value without running the program.
struct FlowValue
{
    // What it would be called with all imports written out: "subprocess.run",
    // "redis.Redis.from_url()".
    QStringList names;
    // The whole text, where it is constant; of a built text how it begins and its constant pieces.
    std::optional<QString> text;
    QString beginning;
    QString pieces;
    // Whether it is built of constant and other parts.
    bool built = false;
    QList<Taint> taints;
    Part part = Part::None;
    QList<FunctionUse> functions;
    // A literal, or the class itself; `instance` is the class of an object.
    std::optional<CodeUse> literal;
    std::optional<CodeUse> instance;
    // A module of the program.
    int module = -1;
    // Applications, routers and the like; see RouteObject.
    QList<int> objects;
    // What a true or false value tells of parameters; `truth` where it is constant.
    QMap<int, Grade> whenTrue;
    QMap<int, Grade> whenFalse;
    std::optional<bool> truth;
    // The method of the request, or a comparison of it: only one branch is taken.
    bool decides = false;
    // Of the result of a validator: what holds when it has no error, or succeeded.
    QMap<int, Grade> verdict;
    // Tells apart what a variable was set to at different places.
    int revision = 0;
    // The outcome of a comparison, or of something nobody knows.
    bool compared = false;

    bool isTainted() const { return !taints.isEmpty(); }
    void addTaints(const QList<Taint> &others);
    // The same made from parts of it.
    void loseWholeness();
    void clean(Sink sink);
    void raise(Grade grade);
};

// What a variable may be after two ways led to it.
FlowValue joined(const FlowValue &a, const FlowValue &b);
// Of two statements about parameters, what holds under both, and under either.
QMap<int, Grade> weakest(const QMap<int, Grade> &a, const QMap<int, Grade> &b);
QMap<int, Grade> strongest(const QMap<int, Grade> &a, const QMap<int, Grade> &b);

// Variables of a function or module.
struct Scope
{
    std::shared_ptr<Scope> parent;
    int module = 0;
    QMap<QString, FlowValue> values;
};

} // namespace drawbridge::routes
