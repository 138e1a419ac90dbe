#pragma once

#include "model/cel/program.h"

namespace drawbridge::cel {

// Values by name, for expressions that are not about a model. Unknown names have no value.
class DynamicActivation final : public Activation
{
public:
    // The maps are kept; a name that stands in both is unknown.
    DynamicActivation(ValueMap variables, QStringList unknownNames);

    // All names, declared as dynamic.
    const Environment &environment() const { return m_environment; }
    QString name(Reference reference) const;

    CelValue variable(quint16 slot, Scratch &scratch) override;
    CelValue field(ObjectHandle object, quint16 field, Scratch &scratch) override;

private:
    struct Variable
    {
        QString name;
        const Value *value = nullptr;
    };

    ValueMap m_values;
    std::vector<Variable> m_variables;
    Environment m_environment;
};

// What an expression came to, for people and scripts.
struct Evaluation
{
    enum class State { Value, Unknown, Error };

    State state = State::Error;
    // "int", "double", "string", "bool", "null_type", "list", "map", "type".
    QString typeName;
    Value value;
    QStringList unknownNames;
    Error error;
};

enum class UndeclaredNames { AreUnknown, AreErrors };

// Evaluates an expression over variables; types are checked when it runs.
Evaluation evaluateExpression(const QString &text, const ValueMap &variables,
                              const QStringList &unknownNames = {},
                              UndeclaredNames undeclared = UndeclaredNames::AreUnknown);

} // namespace drawbridge::cel
