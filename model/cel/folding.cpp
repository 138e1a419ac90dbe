#include "model/cel/folding.h"

#include "model/cel/machine.h"
#include "model/cel/valueconversion.h"

#include <limits>

namespace drawbridge::cel {

namespace {

// What is longer in the making is left to the evaluation, where it may never be needed.
constexpr quint64 FoldingSteps = 20'000;
constexpr quint64 TotalFoldingSteps = 200'000;
constexpr quint32 NoLocal = std::numeric_limits<quint32>::max();

// Constant code asks for nothing.
class NoActivation final : public Activation
{
public:
    CelValue variable(quint16 slot, Scratch &) override
    {
        return CelValue::unknown(Reference::ofVariable(slot));
    }
    CelValue field(ObjectHandle object, quint16 field, Scratch &) override
    {
        return CelValue::unknown(Reference::ofField(object, field));
    }
};

class Folder
{
public:
    Folder(Ast &ast, const Environment &environment)
        : m_ast(ast)
        , m_environment(environment)
    {
    }

    void run()
    {
        if (scan(m_ast.root).constant)
            fold(m_ast.root);
    }

private:
    struct Dependence
    {
        bool constant = true;
        // The outermost iteration variable that is used.
        quint32 outermostLocal = NoLocal;
    };

    // Folds the constant children of what is not constant itself.
    Dependence scan(NodeIndex index)
    {
        const Node node = m_ast.nodes[index];
        Dependence result;
        if (node.kind == NodeKind::Identifier) {
            result.constant = false;
            if (node.resolution == Resolution::Local)
                result = {true, node.target};
            return result;
        }
        std::vector<NodeIndex> foldable;
        for (const NodeIndex child : m_ast.childrenOf(node)) {
            const Dependence part = scan(child);
            result.constant = result.constant && part.constant;
            result.outermostLocal = qMin(result.outermostLocal, part.outermostLocal);
            if (part.constant && part.outermostLocal == NoLocal)
                foldable.push_back(child);
        }
        if (node.kind == NodeKind::Call)
            result.constant = false;
        if (node.kind == NodeKind::Comprehension && result.outermostLocal >= node.target)
            result.outermostLocal = NoLocal;
        if (!result.constant || result.outermostLocal != NoLocal) {
            for (const NodeIndex child : foldable)
                fold(child);
        }
        return result;
    }

    void fold(NodeIndex index)
    {
        Node &node = m_ast.nodes[index];
        if (node.kind == NodeKind::Literal || m_spent >= TotalFoldingSteps)
            return;
        m_spent += FoldingSteps / 100;
        m_scratch.reset(FoldingSteps);
        NoActivation nothing;
        const Code code = generateCode(m_ast, index);
        const CelValue value = Machine(code, m_environment, nothing, m_scratch).run();
        if (m_scratch.exhausted())
            m_spent += FoldingSteps;
        if (!value.isKnown() || m_scratch.exhausted() || !fitsProgram(value))
            return;
        node.kind = NodeKind::Literal;
        node.childCount = 0;
        node.name = static_cast<quint32>(m_ast.literals.size());
        m_ast.literals.push_back(copiedTo(value, *m_ast.arena));
    }

    // Sharing inside a value is lost in the copy, which therefore has a budget of its own.
    bool fitsProgram(const CelValue &value)
    {
        quint64 cells = 0;
        return countCells(value, &cells);
    }

    static bool countCells(const CelValue &value, quint64 *cells)
    {
        static constexpr quint64 MaximumCells = 10'000;
        *cells += 1;
        if (value.isString())
            *cells += value.size() / 16;
        bool fits = *cells <= MaximumCells;
        if (value.isList()) {
            for (quint32 i = 0; i < value.size() && fits; ++i)
                fits = countCells(value.at(i), cells);
        } else if (value.isMap() && fits) {
            value.eachEntry([&](const CelValue &key, const CelValue &item) {
                fits = countCells(key, cells) && countCells(item, cells);
                return fits;
            });
        }
        return fits;
    }

    Ast &m_ast;
    const Environment &m_environment;
    Scratch m_scratch;
    quint64 m_spent = 0;
};

} // namespace

void foldConstants(Ast &ast, const Environment &environment)
{
    Folder(ast, environment).run();
}

} // namespace drawbridge::cel
