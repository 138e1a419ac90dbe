#include "model/cel/checker.h"

#include "model/cel/checkmessages.h"
#include "model/cel/enumerationcheck.h"
#include "model/cel/suggestion.h"

#include <algorithm>

namespace drawbridge::cel {

namespace {

// Walks a tree whose height the parser has bounded.
class Checker
{
public:
    Checker(Ast &ast, const Environment &environment, bool strict, ReadSet *reads)
        : m_ast(ast)
        , m_environment(environment)
        , m_strict(strict)
        , m_reads(*reads)
    {
        m_ast.types.assign(m_ast.nodes.size(), Type());
    }

    std::optional<Problem> run(CompileOptions::Expected expected)
    {
        const Type type = check(m_ast.root);
        if (expected == CompileOptions::Expected::Bool && !isBoolean(type))
            fail(m_ast.nodes[m_ast.root].span,
                 QStringLiteral("the condition must be a bool, but is a %1").arg(words(type)));
        return std::move(m_problem);
    }

private:
    struct Local
    {
        QString name;
        Type type;
    };

    static bool isBoolean(const Type &type)
    {
        return type.isDynamic() || type.kind() == Type::Kind::Bool;
    }

    QString words(const Type &type) const { return m_environment.describe(type); }

    Type fail(const Span &span, const QString &message)
    {
        if (!m_problem)
            m_problem = Problem {span, message};
        return Type::dynamic();
    }

    // What only goes wrong when it runs is left to the evaluation where checking is lenient.
    Type mismatch(const Span &span, const QString &message, const Type &lenient = Type::dynamic())
    {
        return m_strict ? fail(span, message) : lenient;
    }

    Type check(NodeIndex index)
    {
        if (m_problem)
            return Type::dynamic();
        const Type type = typeOf(index);
        m_ast.types[index] = type;
        return type;
    }

    Type typeOf(NodeIndex index)
    {
        Node &node = m_ast.nodes[index];
        switch (node.kind) {
        case NodeKind::Literal:
            return literalType(m_ast.literalOf(node));
        case NodeKind::Identifier:
            return identifierType(node);
        case NodeKind::Select:
            return selectType(node, index);
        case NodeKind::Has:
            fieldType(node, check(m_ast.children[node.firstChild]));
            return Type::boolean();
        case NodeKind::Builtin:
            return builtinType(node);
        case NodeKind::Call:
            return callType(node);
        case NodeKind::And:
        case NodeKind::Or:
            return chainType(node);
        case NodeKind::Conditional:
            return conditionalType(node);
        case NodeKind::List:
            return Type::list(joinedChildren(node, 0, 1));
        case NodeKind::Map:
            return mapType(node);
        case NodeKind::Comprehension:
            return comprehensionType(node);
        }
        return Type::dynamic();
    }

    static Type literalType(const CelValue &value)
    {
        switch (value.kind()) {
        case CelValue::Kind::Null:
            return Type::null();
        case CelValue::Kind::Bool:
            return Type::boolean();
        case CelValue::Kind::Int:
            return Type::integer();
        case CelValue::Kind::Double:
            return Type::real();
        case CelValue::Kind::String:
            return Type::string();
        default:
            return Type::dynamic();
        }
    }

    Type identifierType(Node &node)
    {
        const QString &name = m_ast.nameOf(node);
        for (size_t i = m_locals.size(); i-- > 0 && !node.marked;) {
            if (m_locals[i].name == name) {
                node.resolution = Resolution::Local;
                node.target = static_cast<quint32>(i);
                return m_locals[i].type;
            }
        }
        if (const VariableDeclaration *variable = m_environment.variable(name))
            return resolvedVariable(node, *variable);
        if (isTypeName(name)) {
            node.kind = NodeKind::Literal;
            node.name = static_cast<quint32>(m_ast.literals.size());
            m_ast.literals.push_back(CelValue::typeName(m_ast.arena->copy(name)));
            return Type::typeName();
        }
        return fail(node.nameSpan,
                    QStringLiteral("undeclared reference to '%1'%2").arg(name, variableHint(name)));
    }

    Type resolvedVariable(Node &node, const VariableDeclaration &variable)
    {
        node.kind = NodeKind::Identifier;
        node.childCount = 0;
        node.resolution = Resolution::Variable;
        node.target = variable.slot;
        m_reads.variables.push_back(variable.slot);
        return variable.type;
    }

    QString variableHint(const QString &name) const
    {
        for (const QString &variable : m_environment.variableNames()) {
            const Type type = m_environment.variable(variable)->type;
            if (type.kind() == Type::Kind::Object && m_environment.field(type.objectIndex(), name))
                return QStringLiteral(" - did you mean '%1.%2'?").arg(variable, name);
        }
        QStringList names = m_environment.variableNames();
        for (const Local &local : m_locals)
            names += local.name;
        return didYouMean(name, names);
    }

    // "a.b.c" for a chain of names that starts with no local; empty for any other operand.
    QString dottedName(const Node &node) const
    {
        QStringList parts;
        const Node *link = &node;
        for (; link->kind == NodeKind::Select; link = &m_ast.child(*link, 0))
            parts.prepend(m_ast.nameOf(*link));
        if (link->kind != NodeKind::Identifier)
            return {};
        const QString head = m_ast.nameOf(*link);
        const bool local = !link->marked
            && std::any_of(m_locals.begin(), m_locals.end(),
                           [&](const Local &other) { return other.name == head; });
        parts.prepend(head);
        return local ? QString() : parts.join(u'.');
    }

    Type selectType(Node &node, NodeIndex index)
    {
        if (m_environment.hasDottedVariables()) {
            if (const VariableDeclaration *variable = m_environment.variable(dottedName(node)))
                return resolvedVariable(node, *variable);
        }
        const Type operand = check(m_ast.children[node.firstChild]);
        return fieldType(m_ast.nodes[index], operand);
    }

    Type fieldType(Node &node, const Type &operand)
    {
        const QString &name = m_ast.nameOf(node);
        switch (operand.kind()) {
        case Type::Kind::Object:
            return objectFieldType(node, operand.objectIndex());
        case Type::Kind::Map:
            return operand.element();
        case Type::Kind::Dynamic:
            readAnyField(name);
            return Type::dynamic();
        default:
            return mismatch(node.nameSpan,
                            QStringLiteral("a %1 has no field '%2'").arg(words(operand), name));
        }
    }

    Type objectFieldType(Node &node, quint16 objectType)
    {
        const QString &name = m_ast.nameOf(node);
        const FieldDeclaration *field = m_environment.field(objectType, name);
        if (!field)
            return fail(node.nameSpan,
                        QStringLiteral("%1 has no field '%2'%3")
                            .arg(m_environment.objectTypeName(objectType), name,
                                 didYouMean(name, m_environment.fieldNames(objectType))));
        node.resolution = Resolution::Field;
        node.target = field->index;
        m_reads.fields.push_back({objectType, field->index});
        return field->type;
    }

    // What a dynamic operand is shows only when it runs: any type with such a field may be read.
    void readAnyField(const QString &name)
    {
        for (quint16 type = 0; type < m_environment.objectTypeCount(); ++type) {
            if (const FieldDeclaration *field = m_environment.field(type, name))
                m_reads.fields.push_back({type, field->index});
        }
    }

    QList<Type> checkChildren(const Node &node)
    {
        QList<Type> types;
        for (const NodeIndex child : m_ast.childrenOf(node))
            types += check(child);
        return types;
    }

    Type builtinType(const Node &node)
    {
        const QList<Type> types = checkChildren(node);
        if (m_problem)
            return Type::dynamic();
        if (const auto result = builtinResult(node.builtin, types)) {
            checkMembers(node, types);
            return *result;
        }
        return mismatch(node.nameSpan, noOverloadMessage(node.builtin, types, m_environment));
    }

    void checkMembers(const Node &node, const QList<Type> &types)
    {
        if (!m_strict || node.childCount != 2)
            return;
        const NodeIndex left = m_ast.children[node.firstChild];
        const NodeIndex right = m_ast.children[node.firstChild + 1];
        if (node.builtin == Builtin::Equal || node.builtin == Builtin::NotEqual) {
            checkMember(types[0], right);
            checkMember(types[1], left);
        } else if (node.builtin == Builtin::In) {
            checkMember(Type::list(types[0]), right);
            checkMember(types[1].element(), left);
        }
    }

    void checkMember(const Type &type, NodeIndex compared)
    {
        if (!m_problem)
            m_problem = foreignMember(m_ast, type, compared);
    }

    Type callType(Node &node)
    {
        const QString &name = m_ast.nameOf(node);
        if (const auto builtin = builtinFunction(name, node.marked)) {
            const bool binary = *builtin >= Builtin::StartsWith && *builtin <= Builtin::Matches;
            const quint32 wanted = binary ? 2 : 1;
            const quint32 own = node.marked ? 1 : 0;
            if (node.childCount != wanted)
                return fail(node.nameSpan,
                            argumentCountMessage(name, wanted - own, node.childCount - own));
            node.kind = NodeKind::Builtin;
            node.builtin = *builtin;
            return builtinType(node);
        }
        const auto functions = m_environment.functions(name);
        if (functions.empty())
            return undeclaredType(node);
        const QList<Type> types = checkChildren(node);
        for (const FunctionDeclaration *function : functions) {
            if (!takes(*function, types))
                continue;
            node.resolution = Resolution::Function;
            node.target = function->id;
            m_reads.functions.push_back(function->id);
            return function->result;
        }
        return fail(node.nameSpan, wrongArgumentsMessage(*functions.front(), types, m_environment));
    }

    // A misspelt macro never gets so far; the call of any other name may stand where it is not
    // needed.
    Type undeclaredType(Node &node)
    {
        const QString name = m_ast.nameOf(node);
        const QString message = unknownFunctionMessage(name, node.marked, m_environment);
        if (m_strict || isBuiltinName(name))
            return fail(node.nameSpan, message);
        node.childCount = 0;
        node.span = node.nameSpan;
        node.name = static_cast<quint32>(m_ast.names.size());
        m_ast.names.push_back(message);
        return Type::dynamic();
    }

    static bool takes(const FunctionDeclaration &function, const QList<Type> &types)
    {
        return function.arguments.size() == types.size()
            && std::equal(
                   types.begin(), types.end(), function.arguments.begin(),
                   [](const Type &given, const Type &wanted) { return wanted.accepts(given); });
    }

    Type chainType(const Node &node)
    {
        for (const NodeIndex child : m_ast.childrenOf(node)) {
            const Type type = check(child);
            if (!isBoolean(type))
                mismatch(m_ast.nodes[child].span,
                         QStringLiteral("'%1' joins bools, but this is a %2")
                             .arg(node.kind == NodeKind::And ? u"&&" : u"||", words(type)));
        }
        return Type::boolean();
    }

    Type conditionalType(const Node &node)
    {
        const QList<Type> types = checkChildren(node);
        if (m_problem)
            return Type::dynamic();
        if (!isBoolean(types[0]))
            return mismatch(m_ast.child(node, 0).span,
                            QStringLiteral("the condition before '?' must be a bool, but is a %1")
                                .arg(words(types[0])));
        const bool fit = types[1].accepts(types[2]) || (types[1].isNumber() && types[2].isNumber());
        if (!fit)
            return mismatch(
                m_ast.child(node, 2).span,
                QStringLiteral("both sides of ':' must be of one type, but are %1 and %2")
                    .arg(words(types[1]), words(types[2])));
        return Type::joined(types[1], types[2]);
    }

    Type joinedChildren(const Node &node, quint32 first, quint32 step)
    {
        std::optional<Type> joined;
        for (quint32 i = first; i < node.childCount; i += step) {
            const Type type = check(m_ast.children[node.firstChild + i]);
            joined = joined ? Type::joined(*joined, type) : type;
        }
        return joined.value_or(Type::dynamic());
    }

    Type mapType(const Node &node)
    {
        const Type key = joinedChildren(node, 0, 2);
        const Type value = joinedChildren(node, 1, 2);
        const Type::Kind kind = key.kind();
        if (kind != Type::Kind::Dynamic && kind != Type::Kind::Bool && kind != Type::Kind::Int
            && kind != Type::Kind::String)
            return mismatch(node.span, QStringLiteral("unsupported key type: %1").arg(words(key)),
                            Type::map(Type::dynamic(), value));
        return Type::map(key, value);
    }

    Type comprehensionType(Node &node)
    {
        const QString name = m_ast.nameOf(node);
        const Type range = check(m_ast.children[node.firstChild]);
        if (!range.isDynamic() && range.kind() != Type::Kind::List
            && range.kind() != Type::Kind::Map)
            mismatch(node.nameSpan,
                     QStringLiteral("%1() needs a list or a map, not a %2")
                         .arg(macroName(node), words(range)));
        const Type item = range.kind() == Type::Kind::Map ? range.key() : range.element();
        node.target = static_cast<quint32>(m_locals.size());
        m_locals.push_back({name, item});
        const Type first = check(m_ast.children[node.firstChild + 1]);
        if (node.macro != Macro::Map && !isBoolean(first))
            mismatch(m_ast.child(node, 1).span,
                     QStringLiteral("the condition of %1() must be a bool, but is a %2")
                         .arg(macroName(node), words(first)));
        const Type second =
            node.macro == Macro::FilterMap ? check(m_ast.children[node.firstChild + 2]) : first;
        m_locals.pop_back();
        if (node.macro == Macro::Filter)
            return Type::list(item);
        return node.macro >= Macro::Map ? Type::list(second) : Type::boolean();
    }

    QStringView macroName(const Node &node) const
    {
        return QStringView(m_ast.source)
            .sliced(node.nameSpan.begin, node.nameSpan.end - node.nameSpan.begin);
    }

    Ast &m_ast;
    const Environment &m_environment;
    bool m_strict;
    ReadSet &m_reads;
    std::vector<Local> m_locals;
    std::optional<Problem> m_problem;
};

template <typename T>
void sortUnique(std::vector<T> &items)
{
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

} // namespace

std::optional<Problem> checkExpression(Ast &ast, const Environment &environment,
                                       const CompileOptions &options, ReadSet *reads)
{
    const bool strict = options.checking == CompileOptions::Checking::Strict;
    auto problem = Checker(ast, environment, strict, reads).run(options.expected);
    sortUnique(reads->fields);
    sortUnique(reads->variables);
    sortUnique(reads->functions);
    return problem;
}

} // namespace drawbridge::cel
