#include "model/cel/fieldtest.h"

#include "model/cel/operations.h"
#include "model/cel/programdata.h"

namespace drawbridge::cel {

bool FieldTest::isFalseFor(const CelValue &value, Scratch &scratch) const
{
    if (test == Builtin::ToBool)
        return value.isFalse();
    if (test == Builtin::Not)
        return value.isTrue();
    return value.isKnown() && applyBinary(test, value, operand, scratch).isFalse();
}

namespace {

// The parts that a chain of && joins, however it is bracketed.
class Conjunction
{
public:
    Conjunction(const Ast &ast, quint16 variable)
        : m_ast(ast)
        , m_variable(variable)
    {
    }

    void collect(const Node &node)
    {
        if (node.kind == NodeKind::And) {
            for (const NodeIndex child : m_ast.childrenOf(node))
                collect(m_ast.nodes[child]);
        } else if (isField(node)) {
            add(node, Builtin::ToBool);
        } else if (node.kind == NodeKind::Builtin && node.builtin == Builtin::Not) {
            if (isField(m_ast.child(node, 0)))
                add(m_ast.child(node, 0), Builtin::Not);
        } else if (isComparison(node)) {
            add(m_ast.child(node, 0), node.builtin, m_ast.literalOf(m_ast.child(node, 1)));
        }
    }

    std::vector<FieldTest> take() { return std::move(m_tests); }

private:
    bool isField(const Node &node) const
    {
        if (node.kind != NodeKind::Select || node.resolution != Resolution::Field)
            return false;
        const Node &operand = m_ast.child(node, 0);
        return operand.kind == NodeKind::Identifier && operand.resolution == Resolution::Variable
            && operand.target == m_variable;
    }

    bool isComparison(const Node &node) const
    {
        return node.kind == NodeKind::Builtin && node.builtin >= Builtin::Equal
            && node.builtin <= Builtin::In && isField(m_ast.child(node, 0))
            && m_ast.child(node, 1).kind == NodeKind::Literal;
    }

    void add(const Node &field, Builtin test, const CelValue &operand = {})
    {
        m_tests.push_back({static_cast<quint16>(field.target), test, operand});
    }

    const Ast &m_ast;
    quint16 m_variable;
    std::vector<FieldTest> m_tests;
};

} // namespace

std::vector<FieldTest> Program::requiredTests(quint16 variable) const
{
    if (!m_data)
        return {};
    Conjunction conjunction(m_data->ast, variable);
    conjunction.collect(m_data->ast.nodes[m_data->ast.root]);
    return conjunction.take();
}

} // namespace drawbridge::cel
