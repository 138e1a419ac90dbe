#include "model/cel/enumerationcheck.h"

#include "model/cel/suggestion.h"

namespace drawbridge::cel {

// The members as words, cut when there are many.
static QString listedMembers(const QStringList &members)
{
    static constexpr qsizetype Shown = 12;
    return members.size() <= Shown
        ? members.join(QStringLiteral(", "))
        : QStringList(members.first(Shown)).join(QStringLiteral(", ")) + QStringLiteral(", ...");
}

static std::optional<Problem> foreignLiteral(const Ast &ast, const Type &type, const Node &node)
{
    const CelValue &literal = ast.literalOf(node);
    const QStringList members = type.members();
    if (!type.isEnumeration() || !literal.isString() || members.contains(literal.toString()))
        return std::nullopt;
    const QString text = literal.toString().toString();
    return Problem {node.span,
                    QStringLiteral("'%1' is none of the values %2%3")
                        .arg(text, listedMembers(members), didYouMean(text, members))};
}

std::optional<Problem> foreignMember(const Ast &ast, const Type &type, NodeIndex compared)
{
    const Node &node = ast.nodes[compared];
    if (node.kind == NodeKind::Literal)
        return foreignLiteral(ast, type, node);
    const bool items = node.kind == NodeKind::List && type.kind() == Type::Kind::List;
    const bool branches = node.kind == NodeKind::Conditional;
    if (!items && !branches)
        return std::nullopt;
    for (quint32 i = branches ? 1 : 0; i < node.childCount; ++i) {
        const NodeIndex child = ast.children[node.firstChild + i];
        if (const auto problem = foreignMember(ast, items ? type.element() : type, child))
            return problem;
    }
    return std::nullopt;
}

} // namespace drawbridge::cel
