#pragma once

#include "model/base/result.h"
#include "model/cel/type.h"

#include <QMap>
#include <QSharedData>

#include <vector>

namespace drawbridge::cel {

// A field of an object type; the index is what Activation::field() gets.
struct FieldDeclaration
{
    Type type;
    quint16 index = 0;
};

struct VariableDeclaration
{
    Type type;
    quint16 slot = 0;
};

// A function that the Activation computes. Called as name(a, b) or as a.name(b).
struct FunctionDeclaration
{
    QString name;
    QList<Type> arguments;
    Type result;
    quint16 id = 0;
};

// The names that conditions may use: object types with their fields, variables and native
// functions. A value, shared when copied.
class Environment
{
public:
    Environment();
    Environment(const Environment &);
    Environment &operator=(const Environment &);
    ~Environment();

    // Adds an object type; its fields follow with addField(), so that types may refer to each
    // other.
    Result<quint16> addObjectType(const QString &name);
    Result<void> addField(quint16 objectType, const QString &name, const Type &type, quint16 index);
    // A name may hold dots ("request.auth"): the longest declared name wins over a field access.
    Result<void> addVariable(const QString &name, const Type &type, quint16 slot);
    // The same name may be declared again with other argument types.
    Result<void> addFunction(const FunctionDeclaration &function);

    // Null where there is none.
    const VariableDeclaration *variable(const QString &name) const;
    const FieldDeclaration *field(quint16 objectType, const QString &name) const;
    std::vector<const FunctionDeclaration *> functions(const QString &name) const;
    bool hasDottedVariables() const;

    QString objectTypeName(quint16 objectType) const;
    quint16 objectTypeCount() const;
    QStringList fieldNames(quint16 objectType) const;
    QStringList variableNames() const;
    QStringList functionNames() const;
    // "list<string>", "map<string, int>", the name of an object type ...
    QString describe(const Type &type) const;

private:
    struct Data;
    QSharedDataPointer<Data> m_data;
};

} // namespace drawbridge::cel
