#include "model/cel/parser.h"

#include "model/cel/astbuilder.h"
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

// Recursive descent for the levels with rules of their own, precedence climbing between them. Once
// a problem is noted every function gives NoNode or leaves quickly.
class Parser
{
public:
    Parser(const QString &text, std::vector<Token> tokens)
        : m_text(text)
        , m_tokens(std::move(tokens))
        , m_builder(text)
    {
    }

    ParsedExpression run()
    {
        const NodeIndex root = parseTernary();
        if (!failed() && current().kind != TokenKind::End)
            fail(current().span, QStringLiteral("unexpected %1").arg(describe(current())));
        return {m_builder.takeAst(root), m_builder.takeProblem()};
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
        if (failed())
            return false;
        if (at(kind)) {
            take();
            return true;
        }
        fail(current().span,
             QStringLiteral("expected %1 before %2").arg(what, describe(current())));
        return false;
    }

    QString describe(const Token &token) const { return describeToken(token, m_text); }

    bool failed() const { return m_builder.failed(); }

    NodeIndex fail(const Span &span, const QString &message)
    {
        return m_builder.fail(span, message);
    }

    // From `begin` to the last token taken.
    Span spanFrom(quint32 begin) const { return {begin, m_tokens[m_next - 1].span.end}; }

    NodeIndex add(const Node &node, quint32 begin, std::span<const NodeIndex> children)
    {
        return failed() ? NoNode : m_builder.add(node, spanFrom(begin), children);
    }

    NodeIndex parseTernary()
    {
        if (m_depth >= Program::MaximumNesting)
            return m_builder.failTooDeep(current().span);
        ++m_depth;
        const quint32 begin = current().span.begin;
        NodeIndex result = parseChain(NodeKind::Or);
        if (!failed() && at(TokenKind::Question)) {
            take();
            const NodeIndex then = parseChain(NodeKind::Or);
            expect(TokenKind::Colon, QStringLiteral("':'"));
            const NodeIndex otherwise = failed() ? NoNode : parseTernary();
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
        while (!failed()) {
            operands.push_back(kind == NodeKind::Or ? parseChain(NodeKind::And) : parseBinary(1));
            if (failed() || !at(token))
                break;
            take();
        }
        if (failed())
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
        while (!failed()) {
            const BinaryOperator *op = binaryOperator(current().kind);
            if (!op || op->precedence < precedence)
                break;
            const Span symbol = take().span;
            const NodeIndex right = parseBinary(op->precedence + 1);
            left = failed() ? NoNode
                            : m_builder.addBuiltin(op->builtin, spanFrom(begin), symbol,
                                                   std::array {left, right});
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
        for (size_t i = 0; i < count && !failed(); ++i) {
            const Span symbol = signs[count - 1 - i];
            operand = m_builder.addBuiltin(negative ? Builtin::Negate : Builtin::Not,
                                           spanFrom(symbol.begin), symbol, std::array {operand});
        }
        return operand;
    }

    NodeIndex parseMember()
    {
        const quint32 begin = m_negative ? m_negative->begin : current().span.begin;
        NodeIndex operand = parsePrimary();
        while (!failed()) {
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
        return m_builder.addBuiltin(Builtin::Index, spanFrom(begin), symbol,
                                    std::array {operand, index});
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
        node.name = m_builder.addName(name.text);
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
            return m_builder.addLiteral(CelValue::real(value), spanFrom(first));
        }
        case TokenKind::String:
            take();
            return m_builder.addText(token.text, spanFrom(begin));
        case TokenKind::True:
        case TokenKind::False:
            take();
            return m_builder.addLiteral(CelValue::boolean(token.kind == TokenKind::True),
                                        spanFrom(begin));
        case TokenKind::Null:
            take();
            return m_builder.addLiteral(CelValue(), spanFrom(begin));
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
        return m_builder.addLiteral(CelValue::integer(static_cast<qint64>(bits)), spanFrom(begin));
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
        while (!failed() && !at(TokenKind::CloseBracket)) {
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
        while (!failed() && !at(TokenKind::CloseBrace)) {
            items.push_back(parseTernary());
            expect(TokenKind::Colon, QStringLiteral("':'"));
            items.push_back(failed() ? NoNode : parseTernary());
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
        node.name = m_builder.addName(name.text);
        node.nameSpan = name.span;
        return add(node, begin, {});
    }

    // A function of the language, a macro or a native function; with a receiver or without.
    NodeIndex parseCall(const Token &name, NodeIndex receiver, quint32 begin)
    {
        std::vector<NodeIndex> arguments;
        take();
        while (!failed() && !at(TokenKind::CloseParenthesis)) {
            arguments.push_back(parseTernary());
            if (!at(TokenKind::Comma))
                break;
            take();
        }
        if (!expect(TokenKind::CloseParenthesis, QStringLiteral("',' or ')'")))
            return NoNode;
        return m_builder.addCall(name.text, name.span, receiver, arguments, spanFrom(begin));
    }

    QStringView m_text;
    std::vector<Token> m_tokens;
    size_t m_next = 0;
    int m_depth = 0;
    AstBuilder m_builder;
    // A minus that belongs to the number that follows.
    std::optional<Span> m_negative;
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
