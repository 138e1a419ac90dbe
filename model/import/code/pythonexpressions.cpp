#include "model/import/code/pythonparser.h"

namespace drawbridge::code {

// One expression, or several with commas between them as a list.
CodeId PythonParser::parseTests()
{
    const int where = line();
    const CodeId first = parseTest();
    if (!is(u","))
        return first;
    std::vector<CodeId> items {first};
    while (accept(u",")) {
        const bool ends = isOneOf({u"=", u")", u"]", u"}", u":"}) || isKind(TokenKind::Newline)
            || isKind(TokenKind::HoleEnd) || atEnd();
        if (ends)
            break;
        items.push_back(parseTest());
    }
    return add(CodeKind::List, where, {}, std::move(items));
}

CodeId PythonParser::parseTest()
{
    const Deeper deeper(*this);
    const int where = line();
    if (tooDeep()) {
        markIncomplete();
        return skipped();
    }
    if (is(u"*") || is(u"**")) {
        take();
        return add(CodeKind::Spread, where, {}, {parseTest()});
    }
    if (is(u"lambda"))
        return parseLambda();
    if (accept(u"yield")) {
        accept(u"from");
        const bool ends = isKind(TokenKind::Newline) || isOneOf({u")", u"]", u"}", u","});
        return ends ? add(CodeKind::Opaque, where)
                    : add(CodeKind::Opaque, where, {}, {parseTests()});
    }
    const CodeId value = parseOperators(1);
    if (accept(u":="))
        return add(CodeKind::Assign, where, QStringLiteral("="), {value, parseTest()});
    if (is(u"if") && !peek().newlineBefore) {
        take();
        const CodeId test = parseOperators(1);
        const CodeId otherwise = accept(u"else") ? parseTest() : add(CodeKind::Opaque, where);
        return add(CodeKind::Choice, where, {}, {test, value, otherwise});
    }
    return value;
}

CodeId PythonParser::parseLambda()
{
    const int where = line();
    take();
    const CodeId parameters = parseParameters(u":");
    accept(u":");
    const CodeId result = add(CodeKind::Return, where, {}, {parseTest()});
    return add(CodeKind::Function, where, {}, {parameters, result, NoCode, NoCode});
}

// From the loosest to the tightest; 0 for what is none. `name` gets both words of "not in".
int PythonParser::operatorRank(QString *name) const
{
    static const QList<QStringList> ranks {
        {QStringLiteral("or")},
        {QStringLiteral("and")},
        {QStringLiteral("in"), QStringLiteral("is"), QStringLiteral("<"), QStringLiteral(">"),
         QStringLiteral("=="), QStringLiteral(">="), QStringLiteral("<="), QStringLiteral("!=")},
        {QStringLiteral("|")},
        {QStringLiteral("^")},
        {QStringLiteral("&")},
        {QStringLiteral("<<"), QStringLiteral(">>")},
        {QStringLiteral("+"), QStringLiteral("-")},
        {QStringLiteral("*"), QStringLiteral("/"), QStringLiteral("//"), QStringLiteral("%"),
         QStringLiteral("@")},
        {QStringLiteral("**")}};
    if (is(u"not") && is(u"in", 1)) {
        *name = QStringLiteral("not in");
        return 3;
    }
    if (!isKind(TokenKind::Operator) && !isKind(TokenKind::Name))
        return 0;
    for (qsizetype i = 0; i < ranks.size(); ++i) {
        if (ranks[i].contains(peek().text)) {
            *name = peek().text;
            if (*name == u"is" && is(u"not", 1))
                *name = QStringLiteral("is not");
            return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

CodeId PythonParser::parseOperators(int lowest)
{
    const Deeper deeper(*this);
    if (tooDeep()) {
        markIncomplete();
        return skipped();
    }
    const int where = line();
    CodeId left = parseUnary();
    QString name;
    for (int rank = operatorRank(&name); rank >= lowest && rank > 0; rank = operatorRank(&name)) {
        take();
        if (name == u"not in" || name == u"is not")
            take();
        const CodeId right = parseOperators(name == u"**" ? rank : rank + 1);
        left = add(CodeKind::Binary, where, name, {left, right});
    }
    return left;
}

CodeId PythonParser::parseUnary()
{
    const int where = line();
    if (is(u"not")) {
        take();
        return add(CodeKind::Unary, where, QStringLiteral("not"), {parseOperators(3)});
    }
    if (isOneOf({u"-", u"+", u"~"})) {
        const QString name = take().text;
        return add(CodeKind::Unary, where, name, {parseOperators(10)});
    }
    if (accept(u"await"))
        return add(CodeKind::Unary, where, QStringLiteral("await"), {parsePrimary()});
    return parsePrimary();
}

CodeId PythonParser::parsePrimary()
{
    CodeId value = parseAtom();
    while (true) {
        if (is(u".") && isKind(TokenKind::Name, 1)) {
            take();
            const int where = line();
            value = add(CodeKind::Member, where, take().text, {value});
        } else if (is(u"(")) {
            value = parseCall(value);
        } else if (is(u"[")) {
            value = parseIndex(value);
        } else {
            return value;
        }
    }
}

CodeId PythonParser::parseTexts()
{
    const int where = line();
    std::vector<CodeId> parts;
    bool joined = false;
    while (isKind(TokenKind::Text) || isKind(TokenKind::JoinedBegin)) {
        joined = joined || isKind(TokenKind::JoinedBegin);
        parts.push_back(isKind(TokenKind::JoinedBegin) ? parseJoined()
                                                       : add(CodeKind::Text, line(), take().text));
    }
    if (parts.size() == 1)
        return parts.front();
    if (joined)
        return add(CodeKind::Joined, where, {}, std::move(parts));
    QString text;
    for (const CodeId part : parts)
        text += m_tree.at(part).text;
    return add(CodeKind::Text, where, text);
}

CodeId PythonParser::parseAtom()
{
    const int where = line();
    switch (peek().kind) {
    case TokenKind::Name:
        return add(CodeKind::Name, where, take().text);
    case TokenKind::Number:
        return add(CodeKind::Number, where, take().text);
    case TokenKind::Text:
    case TokenKind::JoinedBegin:
        return parseTexts();
    case TokenKind::Operator:
        if (is(u"("))
            return parseList(u")");
        if (is(u"["))
            return parseList(u"]");
        if (is(u"{"))
            return parseBraces();
        break;
    default:
        break;
    }
    // The end of a line or of a hole is left to whoever waits for it.
    const bool ends = isKind(TokenKind::Newline) || isKind(TokenKind::HoleEnd)
        || isKind(TokenKind::Dedent) || isOneOf({u")", u"]", u"}", u",", u":", u"="}) || atEnd();
    if (!ends)
        take();
    return add(CodeKind::Opaque, where);
}

CodeId PythonParser::parseComprehension(CodeId element)
{
    const int where = line();
    accept(u"async");
    accept(u"for");
    const CodeId target = parseTargets();
    accept(u"in");
    std::vector<CodeId> parts {element, target, parseOperators(1)};
    while (isOneOf({u"if", u"for", u"async"})) {
        if (accept(u"if"))
            parts.push_back(parseOperators(1));
        else
            parts[0] = parseComprehension(element);
    }
    return add(CodeKind::Comprehension, where, {}, std::move(parts));
}

// "(a)", "(a, b)", "[a, b]", "(a for b in c)".
CodeId PythonParser::parseList(QStringView close)
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> items;
    bool commas = close == u"]";
    while (!is(close) && !atEnd() && m_at < closing(opening)) {
        items.push_back(parseTest());
        if (isOneOf({u"for", u"async"})) {
            items.back() = parseComprehension(items.back());
            commas = true;
        }
        if (!accept(u","))
            break;
        commas = true;
    }
    closeFrom(opening);
    if (!commas && items.size() == 1)
        return items.front();
    return add(CodeKind::List, where, {}, std::move(items));
}

CodeId PythonParser::parseEntry()
{
    const int where = line();
    const CodeId key = parseTest();
    if (!accept(u":"))
        return key;
    const CodeId value = parseTest();
    const bool constant = m_tree.is(key, CodeKind::Text) || m_tree.is(key, CodeKind::Number);
    if (constant) {
        const QString text = m_tree.at(key).text;
        return add(CodeKind::Entry, where, text, {value});
    }
    return add(CodeKind::Entry, where, {}, {value, key});
}

CodeId PythonParser::parseBraces()
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> items;
    bool isMap = is(u"}") || is(u"**");
    while (!is(u"}") && !atEnd() && m_at < closing(opening)) {
        CodeId item = parseEntry();
        isMap = isMap || m_tree.is(item, CodeKind::Entry);
        if (isOneOf({u"for", u"async"}))
            item = parseComprehension(item);
        items.push_back(item);
        if (!accept(u","))
            break;
    }
    closeFrom(opening);
    return add(isMap ? CodeKind::Map : CodeKind::List, where, {}, std::move(items));
}

CodeId PythonParser::parseCall(CodeId callee)
{
    const size_t opening = m_at;
    const int where = m_tree.at(callee).line;
    take();
    std::vector<CodeId> parts {callee};
    while (!is(u")") && !atEnd() && m_at < closing(opening)) {
        const int begin = line();
        if (isKind(TokenKind::Name) && is(u"=", 1)) {
            const QString keyword = take().text;
            take();
            parts.push_back(add(CodeKind::Argument, begin, keyword, {parseTest()}));
        } else {
            CodeId value = parseTest();
            if (isOneOf({u"for", u"async"}))
                value = parseComprehension(value);
            parts.push_back(m_tree.is(value, CodeKind::Spread)
                                ? value
                                : add(CodeKind::Argument, begin, {}, {value}));
        }
        if (!accept(u","))
            break;
    }
    closeFrom(opening);
    return add(CodeKind::Call, where, {}, std::move(parts));
}

// A slice stands as an opaque key.
CodeId PythonParser::parseIndex(CodeId object)
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> keys;
    bool slice = false;
    while (!is(u"]") && !atEnd() && m_at < closing(opening)) {
        if (accept(u":")) {
            slice = true;
            continue;
        }
        keys.push_back(parseTest());
        slice = is(u":") || slice;
        if (is(u","))
            take();
        else if (!is(u":"))
            break;
    }
    closeFrom(opening);
    const CodeId key = keys.size() == 1 && !slice
        ? keys.front()
        : add(slice ? CodeKind::Opaque : CodeKind::List, where, {}, std::move(keys));
    return add(CodeKind::Index, where, {}, {object, key});
}

// "a, (b, c), *d" before "in" or "=".
CodeId PythonParser::parseTargets()
{
    const int where = line();
    std::vector<CodeId> targets;
    do {
        if (is(u"in") || is(u"="))
            break;
        accept(u"*");
        targets.push_back(parsePrimary());
    } while (accept(u","));
    if (targets.size() == 1)
        return targets.front();
    return add(CodeKind::List, where, {}, std::move(targets));
}

} // namespace drawbridge::code
