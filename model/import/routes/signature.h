#pragma once

#include "model/import/routes/valueflow.h"

namespace drawbridge::routes {

// What the signature of a FastAPI handler says: its parameters with the checks of their types, and
// what it depends on.
struct Signature
{
    HandlerFacts known;
    // Values of the arguments, by name; "item.price" for the fields of a model.
    QMap<QString, FlowValue> arguments;
    QList<FlowValue> dependencies;
};

class SignatureReader
{
public:
    explicit SignatureReader(ValueFlow &flow)
        : m_flow(flow)
    {
    }

    // `path` tells which parameters are parts of it: "/users/{id}".
    Signature read(const FunctionUse &function, const QString &path);

private:
    // What an annotation asks for.
    struct TypeFacts
    {
        QString type;
        Grade grade = Grade::None;
        // Not of a parameter: a request, a response, a session of a database.
        bool other = false;
        bool isRequest = false;
        bool isFile = false;
        bool isScalar = false;
        bool isChecked = false;
        std::optional<CodeUse> model;
    };
    // Where it comes from, by "Query(...)" and its like.
    struct Marker
    {
        QString location;
        QString name;
        Grade grade = Grade::None;
        std::optional<FlowValue> dependency;
    };

    void readParameter(const FunctionUse &function, code::CodeId parameter, const QString &path,
                       Signature &signature, int depth);
    void readFunction(const FunctionUse &function, const QString &path, Signature &signature,
                      int depth);
    void readDependency(const FlowValue &dependency, const QString &path, const QString &name,
                        Signature &signature, int depth);
    void readModel(const CodeUse &model, const QString &argument, const QString &location,
                   Signature &signature, int depth);
    TypeFacts typeOf(const FunctionUse &function, code::CodeId type, int depth);
    TypeFacts typeNamed(const QString &name) const;
    TypeFacts typeOfClass(const CodeUse &use, int depth);
    bool hasBase(const CodeUse &use, const QStringList &names, int depth);
    Marker markerOf(const FunctionUse &function, code::CodeId call);
    Marker markerOf(const FunctionUse &function, code::CodeId annotation, code::CodeId standard);
    static FlowValue taintedBy(int parameter, Grade grade);
    int addParameter(Signature &signature, const QString &name, const QString &location,
                     const TypeFacts &type, Grade grade, int line);

    ValueFlow &m_flow;
};

} // namespace drawbridge::routes
