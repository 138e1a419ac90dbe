#include "model/cel/bytecode.h"
#include "model/cel/operations.h"

namespace drawbridge::cel {

namespace {

// Writes code in one walk; keeps count of the stack, so that the machine needs no checks.
class CodeGenerator
{
public:
    CodeGenerator(const Ast &ast, std::optional<Problem> *problem)
        : m_ast(ast)
        , m_problem(problem)
    {
    }

    Code run(NodeIndex root)
    {
        generate(root);
        return std::move(m_code);
    }

private:
    quint32 here() const { return static_cast<quint32>(m_code.instructions.size()); }

    // `change` is what the instruction does to the height of the stack.
    quint32 emit(Operation operation, const Node &node, int change, quint32 b = 0, quint16 a = 0,
                 Builtin builtin = Builtin::Not)
    {
        m_code.instructions.push_back({operation, builtin, a, b});
        m_code.spans.push_back(node.span);
        m_height += change;
        m_code.stackSize = qMax(m_code.stackSize, static_cast<quint32>(m_height));
        return here() - 1;
    }

    void jumpHere(quint32 instruction) { m_code.instructions[instruction].b = here(); }

    NodeIndex childIndex(const Node &node, quint32 index) const
    {
        return m_ast.children[node.firstChild + index];
    }

    void generate(NodeIndex index)
    {
        const Node &node = m_ast.nodes[index];
        switch (node.kind) {
        case NodeKind::Literal:
            return constant(node, m_ast.literalOf(node));
        case NodeKind::Identifier:
            emit(node.resolution == Resolution::Local ? Operation::Local : Operation::Variable,
                 node, 1, 0, static_cast<quint16>(node.target));
            return;
        case NodeKind::Select:
            return selection(node);
        case NodeKind::Has:
            generate(childIndex(node, 0));
            access(node, Operation::HasField, Operation::HasSelect);
            return;
        case NodeKind::Builtin:
            return builtin(node);
        case NodeKind::Call:
            return call(node);
        case NodeKind::And:
        case NodeKind::Or:
            return chain(node);
        case NodeKind::Conditional:
            return conditional(node);
        case NodeKind::List:
        case NodeKind::Map:
            children(node);
            emit(node.kind == NodeKind::List ? Operation::MakeList : Operation::MakeMap, node,
                 1 - static_cast<int>(node.childCount), node.childCount);
            return;
        case NodeKind::Comprehension:
            return comprehension(node);
        }
    }

    void children(const Node &node)
    {
        for (const NodeIndex child : m_ast.childrenOf(node))
            generate(child);
    }

    void call(const Node &node)
    {
        if (node.resolution == Resolution::None) {
            m_code.names.push_back(m_ast.nameOf(node));
            emit(Operation::Fail, node, 1, static_cast<quint32>(m_code.names.size() - 1));
            return;
        }
        children(node);
        emit(Operation::Call, node, 1 - static_cast<int>(node.childCount), node.childCount,
             static_cast<quint16>(node.target));
    }

    void constant(const Node &node, const CelValue &value)
    {
        m_code.constants.push_back(value);
        emit(Operation::Constant, node, 1, static_cast<quint32>(m_code.constants.size() - 1));
    }

    void selection(const Node &node)
    {
        const Node &operand = m_ast.child(node, 0);
        if (node.resolution == Resolution::Field && operand.kind == NodeKind::Identifier
            && operand.resolution == Resolution::Variable) {
            emit(Operation::VariableField, node, 1, node.target,
                 static_cast<quint16>(operand.target));
            return;
        }
        generate(childIndex(node, 0));
        access(node, Operation::Field, Operation::Select);
    }

    void access(const Node &node, Operation resolved, Operation byName)
    {
        if (node.resolution == Resolution::Field) {
            emit(resolved, node, 0, node.target);
            return;
        }
        m_code.names.push_back(m_ast.nameOf(node));
        emit(byName, node, 0, static_cast<quint32>(m_code.names.size() - 1));
    }

    void builtin(const Node &node)
    {
        generate(childIndex(node, 0));
        if (node.builtin == Builtin::Known) {
            emit(Operation::Known, node, 0);
        } else if (node.childCount == 1) {
            emit(Operation::Unary, node, 0, 0, 0, node.builtin);
        } else if (node.builtin != Builtin::Matches || !constantPattern(node)) {
            generate(childIndex(node, 1));
            emit(Operation::Binary, node, -1, 0, 0, node.builtin);
        }
    }

    bool constantPattern(const Node &node)
    {
        const Node &pattern = m_ast.child(node, 1);
        if (pattern.kind != NodeKind::Literal || !m_ast.literalOf(pattern).isString())
            return false;
        QString reason;
        auto compiled = compilePattern(m_ast.literalOf(pattern).toString(), &reason);
        if (!compiled) {
            if (m_problem && !*m_problem)
                *m_problem = Problem {pattern.span, reason};
            return false;
        }
        m_code.patterns.push_back(std::move(compiled));
        emit(Operation::MatchesConstant, node, 0, static_cast<quint32>(m_code.patterns.size() - 1));
        return true;
    }

    void chain(const Node &node)
    {
        const bool conjunction = node.kind == NodeKind::And;
        std::vector<quint32> exits;
        generate(childIndex(node, 0));
        exits.push_back(emit(conjunction ? Operation::BeginAnd : Operation::BeginOr, node, 0));
        for (quint32 i = 1; i < node.childCount; ++i) {
            generate(childIndex(node, i));
            exits.push_back(emit(conjunction ? Operation::And : Operation::Or, node, -1));
        }
        for (const quint32 exit : exits)
            jumpHere(exit);
    }

    void conditional(const Node &node)
    {
        generate(childIndex(node, 0));
        const quint32 branch = emit(Operation::Branch, node, -1);
        generate(childIndex(node, 1));
        const quint32 jump = emit(Operation::Jump, node, -1);
        // The machine finds the way to the end in the jump before the else branch.
        jumpHere(branch);
        generate(childIndex(node, 2));
        jumpHere(jump);
    }

    void comprehension(const Node &node)
    {
        const quint16 depth = static_cast<quint16>(node.target);
        m_code.loopDepth = qMax(m_code.loopDepth, quint32(depth) + 1);
        generate(childIndex(node, 0));
        const quint32 begin = emit(Operation::BeginLoop, node, -1, 0, depth);
        m_code.instructions[begin].builtin = static_cast<Builtin>(node.macro);
        const quint32 head = emit(Operation::NextItem, node, 0, 0, depth);
        generate(childIndex(node, 1));
        if (node.macro == Macro::FilterMap) {
            emit(Operation::FilterItem, node, -1, head, depth);
            generate(childIndex(node, 2));
        }
        emit(Operation::EndItem, node, -1, head, depth);
        // A range that is no value has its result pushed by the begin of the loop.
        jumpHere(head);
        emit(Operation::EndLoop, node, 1, 0, depth);
        jumpHere(begin);
    }

    const Ast &m_ast;
    std::optional<Problem> *m_problem;
    Code m_code;
    int m_height = 0;
};

} // namespace

Code generateCode(const Ast &ast, NodeIndex root, std::optional<Problem> *problem)
{
    return CodeGenerator(ast, problem).run(root);
}

} // namespace drawbridge::cel
