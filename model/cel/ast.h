#pragma once

#include "model/cel/arena.h"
#include "model/cel/builtin.h"

#include <memory>
#include <vector>

namespace drawbridge::cel {

enum class NodeKind : quint8 {
    Literal,
    Identifier,
    // operand.name
    Select,
    // has(operand.name)
    Has,
    // An operator or function of the language; its arguments are the children.
    Builtin,
    // A function that the environment declares, the receiver first; names what is called until the
    // checker has resolved it. One that nobody declares has no children and names what is wrong.
    Call,
    And,
    Or,
    Conditional,
    List,
    // Keys and values in turn.
    Map,
    // range.macro(variable, predicate[, transform])
    Comprehension
};

enum class Macro : quint8 { Exists, All, ExistsOne, Filter, Map, FilterMap };

// What the checker found a name to be.
enum class Resolution : quint8 {
    None,
    // An iteration variable; the target is its depth.
    Local,
    // A variable of the environment; the target is its slot.
    Variable,
    // A field of an object type; the target is its index.
    Field,
    // A native function; the target is its id.
    Function
};

using NodeIndex = quint32;
constexpr NodeIndex NoNode = 0xFFFFFFFF;

struct Node
{
    NodeKind kind = NodeKind::Literal;
    Builtin builtin = Builtin::Not;
    Macro macro = Macro::Exists;
    Resolution resolution = Resolution::None;
    // Called on a receiver; for an identifier: written with a leading dot.
    bool marked = false;
    // Levels of nodes below, this one included.
    quint16 height = 1;
    quint32 firstChild = 0;
    quint32 childCount = 0;
    // Into the tree's names or literals.
    quint32 name = 0;
    quint32 target = 0;
    Span span;
    // Of the name alone, where there is one.
    Span nameSpan;
};

// A parsed expression: nodes in one vector, children in another; texts of literals in the arena.
struct Ast
{
    QString source;
    std::vector<Node> nodes;
    std::vector<NodeIndex> children;
    std::vector<QString> names;
    std::vector<CelValue> literals;
    // Filled by the checker, one for each node.
    std::vector<Type> types;
    std::shared_ptr<Arena> arena = std::make_shared<Arena>();
    NodeIndex root = NoNode;

    std::span<const NodeIndex> childrenOf(const Node &node) const
    {
        return {children.data() + node.firstChild, node.childCount};
    }
    const Node &child(const Node &node, quint32 index) const
    {
        return nodes[children[node.firstChild + index]];
    }
    const QString &nameOf(const Node &node) const { return names[node.name]; }
    const CelValue &literalOf(const Node &node) const { return literals[node.name]; }
};

} // namespace drawbridge::cel
