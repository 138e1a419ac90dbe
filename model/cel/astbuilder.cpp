#include "model/cel/astbuilder.h"

#include "model/cel/program.h"

namespace drawbridge::cel {

namespace {

struct MacroShape
{
    const char16_t *name;
    size_t arguments;
    Macro macro;
};

constexpr MacroShape MacroShapes[] = {
    {u"exists", 2, Macro::Exists}, {u"all", 2, Macro::All}, {u"exists_one", 2, Macro::ExistsOne},
    {u"filter", 2, Macro::Filter}, {u"map", 2, Macro::Map}, {u"map", 3, Macro::FilterMap},
};

} // namespace

NodeIndex AstBuilder::fail(const Span &span, const QString &message, ErrorCode code)
{
    if (!m_problem)
        m_problem = Problem {span, message, code};
    return NoNode;
}

NodeIndex AstBuilder::failTooDeep(const Span &span)
{
    return fail(span,
                QStringLiteral("the expression is nested deeper than %1 levels")
                    .arg(Program::MaximumNesting),
                ErrorCode::LimitExceeded);
}

NodeIndex AstBuilder::add(Node node, const Span &span, std::span<const NodeIndex> children)
{
    if (m_problem)
        return NoNode;
    node.span = span;
    node.firstChild = static_cast<quint32>(m_ast.children.size());
    node.childCount = static_cast<quint32>(children.size());
    for (const NodeIndex child : children) {
        const quint16 height = m_ast.nodes[child].height;
        node.height = qMax(node.height, static_cast<quint16>(height + 1));
    }
    if (node.height > Program::MaximumNesting)
        return failTooDeep(span);
    m_ast.children.insert(m_ast.children.end(), children.begin(), children.end());
    m_ast.nodes.push_back(node);
    return static_cast<NodeIndex>(m_ast.nodes.size() - 1);
}

NodeIndex AstBuilder::addBuiltin(Builtin builtin, const Span &span, const Span &symbol,
                                 std::span<const NodeIndex> children)
{
    Node node;
    node.kind = NodeKind::Builtin;
    node.builtin = builtin;
    node.nameSpan = symbol;
    return add(node, span, children);
}

NodeIndex AstBuilder::addLiteral(const CelValue &value, const Span &span)
{
    Node node;
    node.name = static_cast<quint32>(m_ast.literals.size());
    m_ast.literals.push_back(value);
    return add(node, span, {});
}

NodeIndex AstBuilder::addText(const QString &text, const Span &span)
{
    return addLiteral(CelValue::string(m_ast.arena->copy(text)), span);
}

quint32 AstBuilder::addName(const QString &name)
{
    m_ast.names.push_back(name);
    return static_cast<quint32>(m_ast.names.size() - 1);
}

NodeIndex AstBuilder::addCall(const QString &name, const Span &nameSpan, NodeIndex receiver,
                              const std::vector<NodeIndex> &arguments, const Span &span)
{
    if (m_problem)
        return NoNode;
    if (receiver == NoNode && name == u"has")
        return expandHas(nameSpan, arguments, span);
    std::vector<NodeIndex> children;
    if (receiver != NoNode) {
        for (const MacroShape &shape : MacroShapes) {
            if (name == QStringView(shape.name) && arguments.size() == shape.arguments)
                return expandMacro(shape.macro, name, nameSpan, receiver, arguments, span);
        }
        children.push_back(receiver);
    }
    children.insert(children.end(), arguments.begin(), arguments.end());
    Node node;
    node.kind = NodeKind::Call;
    node.marked = receiver != NoNode;
    node.name = addName(name);
    node.nameSpan = nameSpan;
    return add(node, span, children);
}

NodeIndex AstBuilder::expandHas(const Span &nameSpan, const std::vector<NodeIndex> &arguments,
                                const Span &span)
{
    if (arguments.size() != 1 || m_ast.nodes[arguments.front()].kind != NodeKind::Select)
        return fail(nameSpan, QStringLiteral("has() takes one field access, as in has(a.b)"));
    Node node = m_ast.nodes[arguments.front()];
    const NodeIndex operand = m_ast.children[node.firstChild];
    node.kind = NodeKind::Has;
    node.height = 1;
    return add(node, span, std::array {operand});
}

NodeIndex AstBuilder::expandMacro(Macro macro, const QString &name, const Span &nameSpan,
                                  NodeIndex range, const std::vector<NodeIndex> &arguments,
                                  const Span &span)
{
    const Node &variable = m_ast.nodes[arguments.front()];
    if (variable.kind != NodeKind::Identifier || variable.marked)
        return fail(
            variable.span,
            QStringLiteral("the first argument of %1() names the variable of the loop").arg(name));
    Node node;
    node.kind = NodeKind::Comprehension;
    node.macro = macro;
    node.name = variable.name;
    node.nameSpan = nameSpan;
    std::vector<NodeIndex> children {range};
    children.insert(children.end(), arguments.begin() + 1, arguments.end());
    return add(node, span, children);
}

Ast AstBuilder::takeAst(NodeIndex root)
{
    m_ast.root = root;
    return std::move(m_ast);
}

} // namespace drawbridge::cel
