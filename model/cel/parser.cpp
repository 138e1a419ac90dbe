#include "model/cel/parser.h"

#include "model/cel/lexer.h"
#include "model/cel/program.h"

#include <algorithm>

namespace drawbridge::cel {

namespace {

struct BinaryOperator
{
    TokenKind token;
    Builtin builtin;
    int precedence;
};

constexpr BinaryOperator BinaryOperators[] = {
    {TokenKind::Equal, Builtin::Equal, 1},
    {TokenKind::NotEqual, Builtin::NotEqual, 1},
    {TokenKind::Less, Builtin::Less, 1},
    {TokenKind::LessOrEqual, Builtin::LessOrEqual, 1},
    {TokenKind::Greater, Builtin::Greater, 1},
    {TokenKind::GreaterOrEqual, Builtin::GreaterOrEqual, 1},
    {TokenKind::In, Builtin::In, 1},
    {TokenKind::Plus, Builtin::Add, 2},
    {TokenKind::Minus, Builtin::Subtract, 2},
    {TokenKind::Star, Builtin::Multiply, 3},
    {TokenKind::Slash, Builtin::Divide, 3},
    {TokenKind::Percent, Builtin::Modulo, 3},
};

const BinaryOperator *binaryOperator(TokenKind token)
{
    const auto it = std::find_if(std::begin(BinaryOperators), std::end(BinaryOperators),
                                 [token](const BinaryOperator &op) { return op.token == token; });
    return it == std::end(BinaryOperators) ? nullptr : it;
}

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

// Recursive descent for the levels with rules of their own, precedence climbing between them. Once
// a problem is noted every function gives NoNode or leaves quickly.
class Parser
{
public:
    Parser(const QString &text, std::vector<Token> tokens)
        : m_tokens(std::move(tokens))
    {
        m_ast.source = text;
    }

    ParsedExpression run()
    {
        m_ast.root = parseTernary();
        if (!m_problem && current().kind != TokenKind::End)
            fail(current().span, QStringLiteral("unexpected %1").arg(describe(current())));
        return {std::move(m_ast), std::move(m_problem)};
    }

private:
    const Token &current() const { return m_tokens[m_next]; }
    bool at(TokenKind kind) const { return current().kind == kind; }

    const Token &take()
    {
        const Token &token = m_tokens[m_next];
        if (token.kind != TokenKind::End)
            ++m_next;
        return token;
    }

    bool expect(TokenKind kind, const QString &what)
    {
        if (m_problem)
            return false;
        if (at(kind)) {
            take();
            return true;
        }
        fail(current().span,
             QStringLiteral("expected %1 before %2").arg(what, describe(current())));
        return false;
    }

    QString describe(const Token &token) const { return describeToken(token, m_ast.source); }

    NodeIndex fail(const Span &span, const QString &message,
                   ErrorCode code = ErrorCode::InvalidInput)
    {
        if (!m_problem)
            m_problem = Problem {span, message, code};
        return NoNode;
    }

    NodeIndex tooDeep(const Span &span)
    {
        return fail(span,
                    QStringLiteral("the expression is nested deeper than %1 levels")
                        .arg(Program::MaximumNesting),
                    ErrorCode::LimitExceeded);
    }

    // Adds a node over its children; the span reaches from `begin` to the last token taken.
    NodeIndex add(Node node, quint32 begin, std::span<const NodeIndex> children)
    {
        if (m_problem)
            return NoNode;
        node.span = {begin, m_tokens[m_next - 1].span.end};
        node.firstChild = static_cast<quint32>(m_ast.children.size());
        node.childCount = static_cast<quint32>(children.size());
        for (const NodeIndex child : children) {
            const quint16 height = m_ast.nodes[child].height;
            node.height = qMax(node.height, static_cast<quint16>(height + 1));
        }
        if (node.height > Program::MaximumNesting)
            return tooDeep(node.span);
        m_ast.children.insert(m_ast.children.end(), children.begin(), children.end());
        m_ast.nodes.push_back(node);
        return static_cast<NodeIndex>(m_ast.nodes.size() - 1);
    }

    NodeIndex addBuiltin(Builtin builtin, quint32 begin, const Span &symbol,
                         std::span<const NodeIndex> children)
    {
        Node node;
        node.kind = NodeKind::Builtin;
        node.builtin = builtin;
        node.nameSpan = symbol;
        return add(node, begin, children);
    }

    NodeIndex addLiteral(const CelValue &value, quint32 begin)
    {
        Node node;
        node.name = static_cast<quint32>(m_ast.literals.size());
        m_ast.literals.push_back(value);
        return add(node, begin, {});
    }

    quint32 addName(const QString &name)
    {
        m_ast.names.push_back(name);
        return static_cast<quint32>(m_ast.names.size() - 1);
    }

    NodeIndex parseTernary()
    {
        if (m_depth >= Program::MaximumNesting)
            return tooDeep(current().span);
        ++m_depth;
        const quint32 begin = current().span.begin;
        NodeIndex result = parseChain(NodeKind::Or);
        if (!m_problem && at(TokenKind::Question)) {
            take();
            const NodeIndex then = parseChain(NodeKind::Or);
            expect(TokenKind::Colon, QStringLiteral("':'"));
            const NodeIndex otherwise = m_problem ? NoNode : parseTernary();
            Node node;
            node.kind = NodeKind::Conditional;
            result = add(node, begin, std::array {result, then, otherwise});
        }
        --m_depth;
        return result;
    }

    // a || b || c becomes one node, and so does a && b && c.
    NodeIndex parseChain(NodeKind kind)
    {
        const TokenKind token = kind == NodeKind::Or ? TokenKind::Or : TokenKind::And;
        const quint32 begin = current().span.begin;
        std::vector<NodeIndex> operands;
        while (!m_problem) {
            operands.push_back(kind == NodeKind::Or ? parseChain(NodeKind::And) : parseBinary(1));
            if (m_problem || !at(token))
                break;
            take();
        }
        if (m_problem)
            return NoNode;
        if (operands.size() == 1)
            return operands.front();
        Node node;
        node.kind = kind;
        return add(node, begin, operands);
    }

    NodeIndex parseBinary(int precedence)
    {
        const quint32 begin = current().span.begin;
        NodeIndex left = parseUnary();
        while (!m_problem) {
            const BinaryOperator *op = binaryOperator(current().kind);
            if (!op || op->precedence < precedence)
                break;
            const Span symbol = take().span;
            const NodeIndex right = parseBinary(op->precedence + 1);
            left = m_problem ? NoNode
                             : addBuiltin(op->builtin, begin, symbol, std::array {left, right});
        }
        return left;
    }

    // Runs of the same sign are counted, not nested: two cancel, but still want their operand's
    // type.
    NodeIndex parseUnary()
    {
        const TokenKind sign = current().kind;
        if (sign != TokenKind::Not && sign != TokenKind::Minus)
            return parseMember();
        std::vector<Span> signs;
        while (at(sign))
            signs.push_back(take().span);
        const bool negative = sign == TokenKind::Minus;
        if (negative && (at(TokenKind::Int) || at(TokenKind::Double))) {
            m_negative = signs.back();
            signs.pop_back();
        }
        NodeIndex operand = parseMember();
        const size_t count = signs.empty() ? 0 : 2 - signs.size() % 2;
        for (size_t i = 0; i < count && !m_problem; ++i) {
            const Span symbol = signs[count - 1 - i];
            operand = addBuiltin(negative ? Builtin::Negate : Builtin::Not, symbol.begin, symbol,
                                 std::array {operand});
        }
        return operand;
    }

    NodeIndex parseMember()
    {
        const quint32 begin = m_negative ? m_negative->begin : current().span.begin;
        NodeIndex operand = parsePrimary();
        while (!m_problem) {
            if (at(TokenKind::Dot))
                operand = parseSelection(operand, begin);
            else if (at(TokenKind::OpenBracket))
                operand = parseIndex(operand, begin);
            else if (at(TokenKind::OpenBrace))
                return fail(current().span,
                            QStringLiteral("messages cannot be made in this language; "
                                           "a map stands alone: {'key': value}"));
            else
                break;
        }
        return operand;
    }

    NodeIndex parseIndex(NodeIndex operand, quint32 begin)
    {
        const Span symbol = take().span;
        const NodeIndex index = parseTernary();
        if (!expect(TokenKind::CloseBracket, QStringLiteral("']'")))
            return NoNode;
        return addBuiltin(Builtin::Index, begin, symbol, std::array {operand, index});
    }

    NodeIndex parseSelection(NodeIndex operand, quint32 begin)
    {
        take();
        const Token name = current();
        if (name.kind != TokenKind::Identifier && name.kind != TokenKind::QuotedIdentifier)
            return fail(name.span,
                        QStringLiteral("expected a field or function name after '.', not %1")
                            .arg(describe(name)));
        take();
        if (at(TokenKind::OpenParenthesis) && name.kind == TokenKind::Identifier)
            return parseCall(name, operand, begin);
        Node node;
        node.kind = NodeKind::Select;
        node.name = addName(name.text);
        node.nameSpan = name.span;
        return add(node, begin, std::array {operand});
    }

    NodeIndex parsePrimary()
    {
        const Token token = current();
        const quint32 begin = token.span.begin;
        switch (token.kind) {
        case TokenKind::OpenParenthesis:
            return parseGroup();
        case TokenKind::OpenBracket:
            return parseList();
        case TokenKind::OpenBrace:
            return parseMap();
        case TokenKind::Dot:
            take();
            return parseIdentifier(begin, true);
        case TokenKind::Identifier:
            return parseIdentifier(begin, false);
        case TokenKind::Int:
            return parseInt();
        case TokenKind::Double: {
            take();
            const quint32 first = m_negative ? m_negative->begin : begin;
            const double value = m_negative ? -token.real : token.real;
            m_negative.reset();
            return addLiteral(CelValue::real(value), first);
        }
        case TokenKind::String:
            take();
            return addLiteral(CelValue::string(m_ast.arena->copy(token.text)), begin);
        case TokenKind::True:
        case TokenKind::False:
            take();
            return addLiteral(CelValue::boolean(token.kind == TokenKind::True), begin);
        case TokenKind::Null:
            take();
            return addLiteral(CelValue(), begin);
        default:
            return fail(token.span,
                        QStringLiteral("expected a value, not %1").arg(describe(token)));
        }
    }

    NodeIndex parseInt()
    {
        const Token token = take();
        const bool negative = m_negative.has_value();
        const quint32 begin = negative ? m_negative->begin : token.span.begin;
        m_negative.reset();
        constexpr quint64 Limit = quint64(1) << 63;
        if (token.magnitude == Limit && !negative)
            return fail(token.span, QStringLiteral("the integer does not fit into 64 bits"));
        // Unsigned arithmetic gives the smallest integer, too.
        const quint64 bits = negative ? 0 - token.magnitude : token.magnitude;
        return addLiteral(CelValue::integer(static_cast<qint64>(bits)), begin);
    }

    NodeIndex parseGroup()
    {
        take();
        const NodeIndex inner = parseTernary();
        return expect(TokenKind::CloseParenthesis, QStringLiteral("')'")) ? inner : NoNode;
    }

    NodeIndex parseList()
    {
        const quint32 begin = take().span.begin;
        std::vector<NodeIndex> items;
        while (!m_problem && !at(TokenKind::CloseBracket)) {
            items.push_back(parseTernary());
            if (!at(TokenKind::Comma))
                break;
            take();
        }
        if (!expect(TokenKind::CloseBracket, QStringLiteral("',' or ']'")))
            return NoNode;
        Node node;
        node.kind = NodeKind::List;
        return add(node, begin, items);
    }

    NodeIndex parseMap()
    {
        const quint32 begin = take().span.begin;
        std::vector<NodeIndex> items;
        while (!m_problem && !at(TokenKind::CloseBrace)) {
            items.push_back(parseTernary());
            expect(TokenKind::Colon, QStringLiteral("':'"));
            items.push_back(m_problem ? NoNode : parseTernary());
            if (!at(TokenKind::Comma))
                break;
            take();
        }
        if (!expect(TokenKind::CloseBrace, QStringLiteral("',' or '}'")))
            return NoNode;
        Node node;
        node.kind = NodeKind::Map;
        return add(node, begin, items);
    }

    NodeIndex parseIdentifier(quint32 begin, bool leadingDot)
    {
        const Token name = current();
        if (name.kind != TokenKind::Identifier)
            return fail(name.span, QStringLiteral("expected a name, not %1").arg(describe(name)));
        if (name.reserved)
            return fail(name.span, QStringLiteral("'%1' is a reserved word").arg(name.text));
        take();
        if (at(TokenKind::OpenParenthesis))
            return parseCall(name, NoNode, begin);
        Node node;
        node.kind = NodeKind::Identifier;
        node.marked = leadingDot;
        node.name = addName(name.text);
        node.nameSpan = name.span;
        return add(node, begin, {});
    }

    // A function of the language, a macro or a native function; with a receiver or without.
    NodeIndex parseCall(const Token &name, NodeIndex receiver, quint32 begin)
    {
        std::vector<NodeIndex> arguments;
        take();
        while (!m_problem && !at(TokenKind::CloseParenthesis)) {
            arguments.push_back(parseTernary());
            if (!at(TokenKind::Comma))
                break;
            take();
        }
        if (!expect(TokenKind::CloseParenthesis, QStringLiteral("',' or ')'")))
            return NoNode;
        const bool hasReceiver = receiver != NoNode;
        if (!hasReceiver && name.text == u"has")
            return expandHas(name, arguments, begin);
        if (hasReceiver) {
            for (const MacroShape &shape : MacroShapes) {
                if (name.text == QStringView(shape.name) && arguments.size() == shape.arguments)
                    return expandMacro(shape.macro, name, receiver, arguments, begin);
            }
        }
        if (hasReceiver)
            arguments.insert(arguments.begin(), receiver);
        Node node;
        node.kind = NodeKind::Call;
        node.marked = hasReceiver;
        node.name = addName(name.text);
        node.nameSpan = name.span;
        return add(node, begin, arguments);
    }

    NodeIndex expandHas(const Token &name, const std::vector<NodeIndex> &arguments, quint32 begin)
    {
        if (arguments.size() != 1 || m_ast.nodes[arguments.front()].kind != NodeKind::Select)
            return fail(name.span, QStringLiteral("has() takes one field access, as in has(a.b)"));
        const Node selection = m_ast.nodes[arguments.front()];
        Node node = selection;
        node.kind = NodeKind::Has;
        node.height = 1;
        const NodeIndex operand = m_ast.children[selection.firstChild];
        return add(node, begin, std::array {operand});
    }

    NodeIndex expandMacro(Macro macro, const Token &name, NodeIndex range,
                          const std::vector<NodeIndex> &arguments, quint32 begin)
    {
        const Node &variable = m_ast.nodes[arguments.front()];
        if (variable.kind != NodeKind::Identifier || variable.marked)
            return fail(variable.span,
                        QStringLiteral("the first argument of %1() names the variable of the loop")
                            .arg(name.text));
        Node node;
        node.kind = NodeKind::Comprehension;
        node.macro = macro;
        node.name = variable.name;
        node.nameSpan = name.span;
        std::vector<NodeIndex> children {range};
        children.insert(children.end(), arguments.begin() + 1, arguments.end());
        return add(node, begin, children);
    }

    std::vector<Token> m_tokens;
    size_t m_next = 0;
    int m_depth = 0;
    // A minus that belongs to the number that follows.
    std::optional<Span> m_negative;
    Ast m_ast;
    std::optional<Problem> m_problem;
};

} // namespace

ParsedExpression parseExpression(const QString &text)
{
    ParsedExpression result;
    if (text.size() > Program::MaximumLength) {
        result.problem = Problem {{},
                                  QStringLiteral("the expression is longer than %1 characters")
                                      .arg(Program::MaximumLength),
                                  ErrorCode::LimitExceeded};
        return result;
    }
    TokenList list = tokenize(text);
    if (list.problem) {
        result.problem = list.problem;
        return result;
    }
    return Parser(text, std::move(list.tokens)).run();
}

} // namespace drawbridge::cel
