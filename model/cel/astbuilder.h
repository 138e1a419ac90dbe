#pragma once

#include "model/cel/ast.h"

namespace drawbridge::cel {

// Puts a tree together bottom-up, bounds its height and expands macros. After the first problem
// everything gives NoNode.
class AstBuilder
{
public:
    explicit AstBuilder(const QString &source) { m_ast.source = source; }

    bool failed() const { return m_problem.has_value(); }
    NodeIndex fail(const Span &span, const QString &message,
                   ErrorCode code = ErrorCode::InvalidInput);
    NodeIndex failTooDeep(const Span &span);

    // Adds a node over its children.
    NodeIndex add(Node node, const Span &span, std::span<const NodeIndex> children);
    NodeIndex addBuiltin(Builtin builtin, const Span &span, const Span &symbol,
                         std::span<const NodeIndex> children);
    NodeIndex addLiteral(const CelValue &value, const Span &span);
    NodeIndex addText(const QString &text, const Span &span);
    // The index of a name for Node::name.
    quint32 addName(const QString &name);
    // A call of a macro or a function; the receiver is NoNode where there is none.
    NodeIndex addCall(const QString &name, const Span &nameSpan, NodeIndex receiver,
                      const std::vector<NodeIndex> &arguments, const Span &span);

    Ast takeAst(NodeIndex root);
    std::optional<Problem> takeProblem() { return std::move(m_problem); }

private:
    NodeIndex expandHas(const Span &nameSpan, const std::vector<NodeIndex> &arguments,
                        const Span &span);
    NodeIndex expandMacro(Macro macro, const QString &name, const Span &nameSpan, NodeIndex range,
                          const std::vector<NodeIndex> &arguments, const Span &span);

    Ast m_ast;
    std::optional<Problem> m_problem;
};

} // namespace drawbridge::cel
