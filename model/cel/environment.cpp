#include "model/cel/environment.h"

#include "model/cel/builtin.h"

namespace drawbridge::cel {

struct Environment::Data : public QSharedData
{
    struct ObjectType
    {
        QString name;
        QMap<QString, FieldDeclaration> fields;
    };

    std::vector<ObjectType> objectTypes;
    QMap<QString, VariableDeclaration> variables;
    QMap<QString, std::vector<FunctionDeclaration>> functions;
    bool dotted = false;
};

Environment::Environment()
    : m_data(new Data)
{
}

Environment::Environment(const Environment &) = default;
Environment &Environment::operator=(const Environment &) = default;
Environment::~Environment() = default;

static bool isIdentifier(QStringView name)
{
    if (name.isEmpty() || name.front().isDigit())
        return false;
    for (const QChar c : name) {
        const char16_t unit = c.unicode();
        const bool letter = (unit >= u'a' && unit <= u'z') || (unit >= u'A' && unit <= u'Z');
        if (!letter && !(unit >= u'0' && unit <= u'9') && unit != u'_')
            return false;
    }
    return true;
}

static Error declarationError(const QString &message)
{
    return {ErrorCode::InvalidInput, message, {}};
}

static Error badName(const QString &name)
{
    return declarationError(
        QStringLiteral("'%1' is no name: names are letters, digits and '_'").arg(name));
}

Result<quint16> Environment::addObjectType(const QString &name)
{
    if (m_data->objectTypes.size() >= MaximumObjectTypes)
        return declarationError(QStringLiteral("too many object types"));
    m_data->objectTypes.push_back({name, {}});
    return static_cast<quint16>(m_data->objectTypes.size() - 1);
}

Result<void> Environment::addField(quint16 objectType, const QString &name, const Type &type,
                                   quint16 index)
{
    if (!isIdentifier(name))
        return badName(name);
    if (objectType >= m_data->objectTypes.size())
        return declarationError(QStringLiteral("field '%1' is of no object type").arg(name));
    auto &fields = m_data->objectTypes[objectType].fields;
    if (fields.contains(name))
        return declarationError(QStringLiteral("field '%1' is declared twice").arg(name));
    fields.insert(name, {type, index});
    return {};
}

Result<void> Environment::addVariable(const QString &name, const Type &type, quint16 slot)
{
    for (const QString &part : name.split(u'.')) {
        if (!isIdentifier(part))
            return badName(name);
    }
    if (m_data->variables.contains(name))
        return declarationError(QStringLiteral("variable '%1' is declared twice").arg(name));
    m_data->variables.insert(name, {type, slot});
    m_data->dotted = m_data->dotted || name.contains(u'.');
    return {};
}

Result<void> Environment::addFunction(const FunctionDeclaration &function)
{
    if (!isIdentifier(function.name))
        return badName(function.name);
    if (isBuiltinName(function.name))
        return declarationError(
            QStringLiteral("'%1' is a function of the language").arg(function.name));
    if (function.arguments.size() > MaximumArguments)
        return declarationError(QStringLiteral("'%1' has more than %2 arguments")
                                    .arg(function.name)
                                    .arg(MaximumArguments));
    m_data->functions[function.name].push_back(function);
    return {};
}

const VariableDeclaration *Environment::variable(const QString &name) const
{
    const auto it = m_data->variables.constFind(name);
    return it == m_data->variables.cend() ? nullptr : &it.value();
}

const FieldDeclaration *Environment::field(quint16 objectType, const QString &name) const
{
    if (objectType >= m_data->objectTypes.size())
        return nullptr;
    const auto &fields = m_data->objectTypes[objectType].fields;
    const auto it = fields.constFind(name);
    return it == fields.cend() ? nullptr : &it.value();
}

std::vector<const FunctionDeclaration *> Environment::functions(const QString &name) const
{
    std::vector<const FunctionDeclaration *> result;
    const auto it = m_data->functions.constFind(name);
    if (it != m_data->functions.cend()) {
        for (const FunctionDeclaration &function : it.value())
            result.push_back(&function);
    }
    return result;
}

bool Environment::hasDottedVariables() const
{
    return m_data->dotted;
}

QString Environment::objectTypeName(quint16 objectType) const
{
    return objectType < m_data->objectTypes.size() ? m_data->objectTypes[objectType].name
                                                   : QStringLiteral("object");
}

quint16 Environment::objectTypeCount() const
{
    return static_cast<quint16>(m_data->objectTypes.size());
}

QStringList Environment::fieldNames(quint16 objectType) const
{
    return objectType < m_data->objectTypes.size() ? m_data->objectTypes[objectType].fields.keys()
                                                   : QStringList();
}

QStringList Environment::variableNames() const
{
    return m_data->variables.keys();
}

QStringList Environment::functionNames() const
{
    return m_data->functions.keys();
}

QString Environment::describe(const Type &type) const
{
    switch (type.kind()) {
    case Type::Kind::Dynamic:
        return QStringLiteral("dyn");
    case Type::Kind::Null:
        return QStringLiteral("null");
    case Type::Kind::Bool:
        return QStringLiteral("bool");
    case Type::Kind::Int:
        return QStringLiteral("int");
    case Type::Kind::Double:
        return QStringLiteral("double");
    case Type::Kind::String:
        return QStringLiteral("string");
    case Type::Kind::List:
        return QStringLiteral("list<%1>").arg(describe(type.element()));
    case Type::Kind::Map:
        return QStringLiteral("map<%1, %2>").arg(describe(type.key()), describe(type.element()));
    case Type::Kind::Object:
        return objectTypeName(type.objectIndex());
    case Type::Kind::TypeName:
        return QStringLiteral("type");
    }
    return QString();
}

} // namespace drawbridge::cel
