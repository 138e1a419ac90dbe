#include "model/import/code/scriptparser.h"

namespace drawbridge::code {

// With commas between them, of which only the last one counts; the others are kept beside it.
CodeId ScriptParser::parseExpressions()
{
    const int where = line();
    const CodeId first = parseExpression();
    if (!is(u","))
        return first;
    std::vector<CodeId> parts {first};
    while (accept(u","))
        parts.push_back(parseExpression());
    return add(CodeKind::Opaque, where, {}, std::move(parts));
}

CodeId ScriptParser::parseExpression()
{
    static const QStringList assignments {
        QStringLiteral("="),   QStringLiteral("+="),  QStringLiteral("-="),
        QStringLiteral("*="),  QStringLiteral("/="),  QStringLiteral("%="),
        QStringLiteral("&="),  QStringLiteral("|="),  QStringLiteral("^="),
        QStringLiteral("<<="), QStringLiteral(">>="), QStringLiteral("**="),
        QStringLiteral("&&="), QStringLiteral("||="), QStringLiteral("?\?="),
        QStringLiteral(">>>=")};
    const Deeper deeper(*this);
    const int where = line();
    if (tooDeep()) {
        markIncomplete();
        return skipped();
    }
    if (accept(u"..."))
        return add(CodeKind::Spread, where, {}, {parseExpression()});
    if (beginsArrow())
        return parseArrow();
    if (accept(u"yield")) {
        accept(u"*");
        const bool ends = isOneOf({u")", u"]", u"}", u",", u";"}) || peek().newlineBefore;
        return ends ? add(CodeKind::Opaque, where)
                    : add(CodeKind::Opaque, where, {}, {parseExpression()});
    }
    const CodeId value = parseOperators(1);
    if (isKind(TokenKind::Operator) && assignments.contains(peek().text)) {
        const QString name = take().text;
        return add(CodeKind::Assign, where, name, {value, parseExpression()});
    }
    if (accept(u"?")) {
        const bool without = std::exchange(m_withoutIn, false);
        const CodeId then = parseExpression();
        m_withoutIn = without;
        const CodeId otherwise = accept(u":") ? parseExpression() : add(CodeKind::Opaque, where);
        return add(CodeKind::Choice, where, {}, {value, then, otherwise});
    }
    return value;
}

int ScriptParser::operatorRank() const
{
    static const QList<QStringList> ranks {
        {QStringLiteral("??")},
        {QStringLiteral("||")},
        {QStringLiteral("&&")},
        {QStringLiteral("|")},
        {QStringLiteral("^")},
        {QStringLiteral("&")},
        {QStringLiteral("=="), QStringLiteral("!="), QStringLiteral("==="), QStringLiteral("!==")},
        {QStringLiteral("<"), QStringLiteral(">"), QStringLiteral("<="), QStringLiteral(">="),
         QStringLiteral("in"), QStringLiteral("instanceof")},
        {QStringLiteral("<<"), QStringLiteral(">>"), QStringLiteral(">>>")},
        {QStringLiteral("+"), QStringLiteral("-")},
        {QStringLiteral("*"), QStringLiteral("/"), QStringLiteral("%")},
        {QStringLiteral("**")}};
    const bool isOperator =
        isKind(TokenKind::Operator) || is(u"instanceof") || (is(u"in") && !m_withoutIn);
    if (!isOperator)
        return 0;
    for (qsizetype i = 0; i < ranks.size(); ++i) {
        if (ranks[i].contains(peek().text))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

CodeId ScriptParser::parseOperators(int lowest)
{
    const Deeper deeper(*this);
    if (tooDeep()) {
        markIncomplete();
        return skipped();
    }
    const int where = line();
    CodeId left = parseUnary();
    while (true) {
        if (isOneOf({u"as", u"satisfies"}) && !peek().newlineBefore) {
            take();
            skipType();
            continue;
        }
        const int rank = operatorRank();
        if (rank == 0 || rank < lowest)
            return left;
        const QString name = take().text;
        const CodeId right = parseOperators(name == u"**" ? rank : rank + 1);
        left = add(CodeKind::Binary, where, name, {left, right});
    }
}

CodeId ScriptParser::parseUnary()
{
    const Deeper deeper(*this);
    const int where = line();
    if (tooDeep()) {
        markIncomplete();
        return skipped();
    }
    if (isOneOf({u"!", u"-", u"+", u"~", u"typeof", u"void", u"delete", u"await"})) {
        const QString name = take().text;
        return add(CodeKind::Unary, where, name == u"!" ? QStringLiteral("not") : name,
                   {parseUnary()});
    }
    if (is(u"++") || is(u"--")) {
        take();
        return parseUnary();
    }
    // "<Type>value" of TypeScript.
    if (is(u"<") && beginsTypeArguments()) {
        skipTypeArguments();
        return parseUnary();
    }
    return parsePostfix();
}

CodeId ScriptParser::parsePostfix()
{
    CodeId value = is(u"new") ? parseNew() : parseAtom();
    while (true) {
        const int where = line();
        if ((is(u".") || is(u"?.")) && isKind(TokenKind::Name, 1)) {
            take();
            value = add(CodeKind::Member, where, take().text, {value});
        } else if (is(u"?.") && isOneOf({u"(", u"["}, 1)) {
            take();
        } else if (is(u"(")) {
            value = parseArguments(value, {});
        } else if (is(u"[")) {
            const size_t opening = m_at;
            take();
            const CodeId key = is(u"]") ? add(CodeKind::Opaque, where) : parseExpressions();
            closeFrom(opening);
            value = add(CodeKind::Index, where, {}, {value, key});
        } else if (isKind(TokenKind::JoinedBegin)) {
            // A tagged template: what the tag does with the holes is not known.
            value = add(CodeKind::Call, where, QStringLiteral("tag"), {value, parseJoined()});
        } else if (is(u"!") && !peek().newlineBefore
                   && isOneOf({u".", u"[", u"(", u")", u",", u";", u"]", u"}"}, 1)) {
            take();
        } else if (is(u"<") && beginsTypeArguments()) {
            skipTypeArguments();
        } else if ((is(u"++") || is(u"--")) && !peek().newlineBefore) {
            take();
        } else {
            return value;
        }
    }
}

CodeId ScriptParser::parseNew()
{
    const int where = line();
    take();
    CodeId callee = is(u"new") ? parseNew() : parseAtom();
    while (is(u".") && isKind(TokenKind::Name, 1)) {
        take();
        callee = add(CodeKind::Member, where, take().text, {callee});
    }
    if (is(u"<"))
        skipTypeArguments();
    if (!is(u"("))
        return add(CodeKind::Call, where, QStringLiteral("new"), {callee});
    return parseArguments(callee, QStringLiteral("new"));
}

CodeId ScriptParser::parseArguments(CodeId callee, const QString &text)
{
    const size_t opening = m_at;
    const int where = m_tree.at(callee).line;
    take();
    std::vector<CodeId> parts {callee};
    const bool without = std::exchange(m_withoutIn, false);
    while (!is(u")") && !atEnd() && m_at < closing(opening)) {
        const int begin = line();
        const CodeId value = parseExpression();
        parts.push_back(m_tree.is(value, CodeKind::Spread)
                            ? value
                            : add(CodeKind::Argument, begin, {}, {value}));
        if (!accept(u","))
            break;
    }
    m_withoutIn = without;
    closeFrom(opening);
    return add(CodeKind::Call, where, text, std::move(parts));
}

CodeId ScriptParser::parseAtom()
{
    const int where = line();
    switch (peek().kind) {
    case TokenKind::Name:
        if (is(u"function") || (is(u"async") && is(u"function", 1)))
            return parseFunction();
        if (is(u"class"))
            return parseClass();
        return add(CodeKind::Name, where, take().text);
    case TokenKind::Number:
        return add(CodeKind::Number, where, take().text);
    case TokenKind::Text:
        return add(CodeKind::Text, where, take().text);
    case TokenKind::Regex:
        return add(CodeKind::Regex, where, take().text);
    case TokenKind::JoinedBegin:
        return parseJoined();
    case TokenKind::Operator:
        if (is(u"("))
            break;
        if (is(u"["))
            return parseArray();
        if (is(u"{"))
            return parseObject();
        break;
    default:
        break;
    }
    if (is(u"(")) {
        const size_t opening = m_at;
        take();
        const bool without = std::exchange(m_withoutIn, false);
        const CodeId value = is(u")") ? add(CodeKind::Opaque, where) : parseExpressions();
        m_withoutIn = without;
        closeFrom(opening);
        return value;
    }
    const bool ends = isOneOf({u")", u"]", u"}", u",", u";", u":"}) || isKind(TokenKind::HoleEnd)
        || isKind(TokenKind::JoinedEnd) || atEnd();
    if (!ends)
        take();
    return add(CodeKind::Opaque, where);
}

CodeId ScriptParser::parseArray()
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> items;
    const bool without = std::exchange(m_withoutIn, false);
    while (!is(u"]") && !atEnd() && m_at < closing(opening)) {
        if (accept(u",")) {
            items.push_back(add(CodeKind::Opaque, where));
            continue;
        }
        items.push_back(parseExpression());
        if (!accept(u","))
            break;
    }
    m_withoutIn = without;
    closeFrom(opening);
    return add(CodeKind::List, where, {}, std::move(items));
}

// "key: value", "key", "key = standard", "[computed]: value", "method() {}", "get x() {}".
CodeId ScriptParser::parseEntry()
{
    const int where = line();
    if (accept(u"..."))
        return add(CodeKind::Spread, where, {}, {parseExpression()});
    while (isOneOf({u"async", u"get", u"set", u"*"}) && !isOneOf({u":", u",", u"}", u"("}, 1))
        take();
    QString key;
    CodeId computed = NoCode;
    if (is(u"[")) {
        const size_t opening = m_at;
        take();
        computed = parseExpression();
        closeFrom(opening);
    } else if (isKind(TokenKind::Name) || isKind(TokenKind::Text) || isKind(TokenKind::Number)) {
        key = take().text;
    } else {
        return skipped();
    }
    CodeId value = NoCode;
    if (accept(u":")) {
        value = parseExpression();
    } else if (is(u"(") || is(u"<")) {
        skipTypeArguments();
        const CodeId parameters = parseParameters();
        skipAnnotation();
        const CodeId body = is(u"{") ? parseBlock() : add(CodeKind::Block, where);
        value = add(CodeKind::Function, where, key, {parameters, body, NoCode, NoCode});
    } else {
        value = add(CodeKind::Name, where, key);
        if (accept(u"="))
            value = add(CodeKind::Assign, where, QStringLiteral("="), {value, parseExpression()});
    }
    return computed == NoCode ? add(CodeKind::Entry, where, key, {value})
                              : add(CodeKind::Entry, where, {}, {value, computed});
}

CodeId ScriptParser::parseObject()
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> entries;
    const bool without = std::exchange(m_withoutIn, false);
    while (!is(u"}") && !atEnd() && m_at < closing(opening)) {
        entries.push_back(parseEntry());
        if (!accept(u","))
            break;
    }
    m_withoutIn = without;
    closeFrom(opening);
    return add(CodeKind::Map, where, {}, std::move(entries));
}

} // namespace drawbridge::code
