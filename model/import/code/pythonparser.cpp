#include "model/import/code/pythonparser.h"

namespace drawbridge::code {

CodeTree PythonParser::run()
{
    std::vector<CodeId> statements;
    while (!atEnd())
        parseStatement(statements);
    m_tree.root = add(CodeKind::Block, 1, {}, std::move(statements));
    return std::move(m_tree);
}

void PythonParser::parseStatement(std::vector<CodeId> &statements)
{
    const Deeper deeper(*this);
    if (tooDeep()) {
        markIncomplete();
        take();
        return;
    }
    if (isKind(TokenKind::Newline) || isKind(TokenKind::Indent) || isKind(TokenKind::Dedent)) {
        take();
        return;
    }
    if (is(u"async") && isOneOf({u"def", u"for", u"with"}, 1))
        take();
    if (is(u"@"))
        statements.push_back(parseDecorated());
    else if (is(u"def"))
        statements.push_back(parseFunction(NoCode));
    else if (is(u"class"))
        statements.push_back(parseClass(NoCode));
    else if (is(u"if"))
        statements.push_back(parseIf());
    else if (is(u"for"))
        statements.push_back(parseFor());
    else if (is(u"while"))
        statements.push_back(parseWhile());
    else if (is(u"try"))
        statements.push_back(parseTry());
    else if (is(u"with"))
        statements.push_back(parseWith());
    else if (beginsMatch())
        statements.push_back(parseMatch());
    else
        parseSimpleStatement(statements);
}

// Statements with semicolons between them, to the end of the line.
void PythonParser::parseSimpleStatement(std::vector<CodeId> &statements)
{
    do {
        if (isKind(TokenKind::Newline))
            break;
        const size_t before = m_at;
        statements.push_back(parseSmall());
        if (m_at == before)
            take();
        while (!is(u";") && !isKind(TokenKind::Newline) && !isKind(TokenKind::Indent)
               && !isKind(TokenKind::Dedent) && !atEnd())
            take();
    } while (accept(u";"));
    if (isKind(TokenKind::Newline))
        take();
}

CodeId PythonParser::parseSmall()
{
    const int where = line();
    const auto valueUnlessEnd = [&]() -> std::vector<CodeId> {
        if (isKind(TokenKind::Newline) || is(u";") || atEnd())
            return {};
        return {parseTests()};
    };
    if (accept(u"return"))
        return add(CodeKind::Return, where, {}, valueUnlessEnd());
    if (accept(u"raise"))
        return add(CodeKind::Throw, where, {}, valueUnlessEnd());
    if (isOneOf({u"break", u"continue"}))
        return add(CodeKind::Jump, where, take().text);
    if (is(u"pass")) {
        take();
        return add(CodeKind::Opaque, where);
    }
    if (accept(u"assert")) {
        const CodeId test = parseTest();
        if (accept(u","))
            parseTest();
        return add(CodeKind::Check, where, {}, {test});
    }
    if (is(u"import"))
        return parseImport();
    if (is(u"from"))
        return parseFromImport();
    if (isOneOf({u"global", u"nonlocal", u"del"})) {
        take();
        return add(CodeKind::Opaque, where, {}, valueUnlessEnd());
    }
    return parseExpressionStatement();
}

CodeId PythonParser::parseExpressionStatement()
{
    static const QStringList augmented {
        QStringLiteral("+="),  QStringLiteral("-="),  QStringLiteral("*="),  QStringLiteral("/="),
        QStringLiteral("//="), QStringLiteral("%="),  QStringLiteral("&="),  QStringLiteral("|="),
        QStringLiteral("^="),  QStringLiteral("<<="), QStringLiteral(">>="), QStringLiteral("**="),
        QStringLiteral("@=")};
    const int where = line();
    const CodeId target = parseTests();
    if (accept(u":")) {
        const CodeId type = parseTest();
        const CodeId value = accept(u"=") ? parseTests() : NoCode;
        return add(CodeKind::Assign, where, QStringLiteral("="), {target, value, type});
    }
    if (isKind(TokenKind::Operator) && augmented.contains(peek().text)) {
        const QString name = take().text;
        return add(CodeKind::Assign, where, name, {target, parseTests()});
    }
    if (!is(u"="))
        return target;
    std::vector<CodeId> chain {target};
    while (accept(u"="))
        chain.push_back(parseTests());
    CodeId value = chain.back();
    for (size_t i = chain.size() - 1; i-- > 0;)
        value = add(CodeKind::Assign, where, QStringLiteral("="), {chain[i], value});
    return value;
}

// After the colon: the rest of the line, or the lines that are indented more.
CodeId PythonParser::parseBlock()
{
    const int where = line();
    std::vector<CodeId> statements;
    if (!isKind(TokenKind::Newline)) {
        parseSimpleStatement(statements);
        return add(CodeKind::Block, where, {}, std::move(statements));
    }
    take();
    if (!isKind(TokenKind::Indent))
        return add(CodeKind::Block, where);
    take();
    while (!isKind(TokenKind::Dedent) && !atEnd())
        parseStatement(statements);
    if (isKind(TokenKind::Dedent))
        take();
    return add(CodeKind::Block, where, {}, std::move(statements));
}

CodeId PythonParser::parseDecorated()
{
    const int where = line();
    std::vector<CodeId> decorators;
    while (accept(u"@")) {
        decorators.push_back(parseTest());
        while (!isKind(TokenKind::Newline) && !atEnd())
            take();
        if (isKind(TokenKind::Newline))
            take();
    }
    accept(u"async");
    const CodeId list = add(CodeKind::List, where, {}, std::move(decorators));
    if (is(u"class"))
        return parseClass(list);
    return is(u"def") ? parseFunction(list) : list;
}

CodeId PythonParser::parseParameters(QStringView end)
{
    const int where = line();
    std::vector<CodeId> parameters;
    while (!is(end) && !atEnd() && !isKind(TokenKind::Newline)) {
        const int begin = line();
        if (is(u"*") || is(u"/") || is(u"**")) {
            const QString stars = take().text;
            if (!isKind(TokenKind::Name)) {
                accept(u",");
                continue;
            }
            const QString name = (stars == u"/" ? QString() : stars) + take().text;
            const CodeId type = accept(u":") ? parseTest() : NoCode;
            parameters.push_back(add(CodeKind::Parameter, begin, name, {NoCode, type, NoCode}));
        } else if (isKind(TokenKind::Name)) {
            const QString name = take().text;
            const CodeId type = end != u":" && accept(u":") ? parseTest() : NoCode;
            const CodeId standard = accept(u"=") ? parseTest() : NoCode;
            parameters.push_back(add(CodeKind::Parameter, begin, name, {NoCode, type, standard}));
        } else {
            take();
        }
        accept(u",");
    }
    return add(CodeKind::Parameters, where, {}, std::move(parameters));
}

CodeId PythonParser::parseFunction(CodeId decorators)
{
    const int where = line();
    take();
    const QString name = takeName();
    if (is(u"["))
        skipBrackets();
    CodeId parameters = NoCode;
    if (is(u"(")) {
        const size_t opening = m_at;
        take();
        parameters = parseParameters(u")");
        closeFrom(opening);
    } else {
        parameters = add(CodeKind::Parameters, where);
    }
    const CodeId type = accept(u"->") ? parseTest() : NoCode;
    const CodeId body = accept(u":") ? parseBlock() : add(CodeKind::Block, where);
    return add(CodeKind::Function, where, name, {parameters, body, decorators, type});
}

CodeId PythonParser::parseClass(CodeId decorators)
{
    const int where = line();
    take();
    const QString name = takeName();
    if (is(u"["))
        skipBrackets();
    std::vector<CodeId> bases;
    if (is(u"(")) {
        const CodeId call = parseCall(add(CodeKind::Opaque, where));
        const std::vector<CodeId> parts = m_tree.at(call).parts;
        for (size_t i = 1; i < parts.size(); ++i) {
            if (m_tree.is(parts[i], CodeKind::Argument) && m_tree.at(parts[i]).text.isEmpty())
                bases.push_back(m_tree.part(parts[i], 0));
        }
    }
    const CodeId list = add(CodeKind::List, where, {}, std::move(bases));
    const CodeId body = accept(u":") ? parseBlock() : add(CodeKind::Block, where);
    return add(CodeKind::Class, where, name, {list, body, decorators});
}

CodeId PythonParser::parseIf()
{
    const Deeper deeper(*this);
    const int where = line();
    take();
    const CodeId test = parseTest();
    const CodeId then = accept(u":") ? parseBlock() : add(CodeKind::Block, where);
    if (tooDeep()) {
        markIncomplete();
        return add(CodeKind::If, where, {}, {test, then});
    }
    if (is(u"elif"))
        return add(CodeKind::If, where, {}, {test, then, parseIf()});
    if (is(u"else") && is(u":", 1)) {
        take();
        take();
        return add(CodeKind::If, where, {}, {test, then, parseBlock()});
    }
    return add(CodeKind::If, where, {}, {test, then});
}

CodeId PythonParser::parseFor()
{
    const int where = line();
    take();
    const CodeId target = parseTargets();
    accept(u"in");
    const CodeId source = parseTests();
    std::vector<CodeId> parts {target, source};
    parts.push_back(accept(u":") ? parseBlock() : add(CodeKind::Block, where));
    if (is(u"else") && is(u":", 1)) {
        take();
        take();
        parts.push_back(parseBlock());
    }
    return add(CodeKind::Loop, where, {}, std::move(parts));
}

CodeId PythonParser::parseWhile()
{
    const int where = line();
    take();
    const CodeId test = parseTest();
    const CodeId body = accept(u":") ? parseBlock() : add(CodeKind::Block, where);
    return add(CodeKind::Loop, where, {}, {NoCode, test, body});
}

CodeId PythonParser::parseTry()
{
    const int where = line();
    take();
    std::vector<CodeId> parts;
    parts.push_back(accept(u":") ? parseBlock() : add(CodeKind::Block, where));
    while (isOneOf({u"except", u"else", u"finally"})) {
        const QString word = take().text;
        accept(u"*");
        while (!is(u":") && !isKind(TokenKind::Newline) && !atEnd())
            take();
        parts.push_back(accept(u":") ? parseBlock() : add(CodeKind::Block, where));
        m_tree.at(parts.back()).text = word;
    }
    return add(CodeKind::Try, where, {}, std::move(parts));
}

CodeId PythonParser::parseWith()
{
    const int where = line();
    take();
    // "with (a as b, c as d):" has its items in brackets.
    const bool brackets =
        is(u"(") && closing(m_at) + 1 < m_tokens.size() && m_tokens[closing(m_at) + 1].text == u":";
    if (brackets)
        take();
    std::vector<CodeId> parts;
    while (!is(u":") && !is(u")") && !isKind(TokenKind::Newline) && !atEnd()) {
        const size_t before = m_at;
        CodeId value = parseTest();
        if (accept(u"as"))
            value = add(CodeKind::Assign, where, QStringLiteral("="), {parsePrimary(), value});
        parts.push_back(value);
        if (!accept(u",") && m_at == before)
            take();
    }
    accept(u")");
    parts.push_back(accept(u":") ? parseBlock() : add(CodeKind::Block, where));
    return add(CodeKind::With, where, {}, std::move(parts));
}

QString PythonParser::parseDottedName()
{
    QString name;
    while (isKind(TokenKind::Name) || is(u".") || is(u"...")) {
        if ((is(u"import") || is(u"as")) && !name.isEmpty())
            break;
        name += take().text;
    }
    return name;
}

CodeId PythonParser::parseImport()
{
    const int where = line();
    take();
    std::vector<CodeId> imports;
    do {
        const QString module = parseDottedName();
        std::vector<CodeId> alias;
        if (accept(u"as"))
            alias.push_back(add(CodeKind::Name, where, takeName()));
        const CodeId name = add(CodeKind::ImportedName, where, {}, std::move(alias));
        imports.push_back(add(CodeKind::Import, where, module, {name}));
    } while (accept(u","));
    return imports.size() == 1 ? imports.front()
                               : add(CodeKind::Block, where, {}, std::move(imports));
}

CodeId PythonParser::parseFromImport()
{
    const int where = line();
    take();
    const QString module = parseDottedName();
    std::vector<CodeId> names;
    if (accept(u"import")) {
        const bool brackets = accept(u"(");
        do {
            if (brackets && is(u")"))
                break;
            const QString name = is(u"*") ? take().text : takeName();
            std::vector<CodeId> alias;
            if (accept(u"as"))
                alias.push_back(add(CodeKind::Name, where, takeName()));
            if (!name.isEmpty())
                names.push_back(add(CodeKind::ImportedName, where, name, std::move(alias)));
        } while (accept(u","));
        accept(u")");
    }
    return add(CodeKind::Import, where, module, std::move(names));
}

// "match" is a name elsewhere: a statement only with an indented "case" in the next line.
bool PythonParser::beginsMatch() const
{
    if (!is(u"match") || isOneOf({u"=", u".", u","}, 1))
        return false;
    for (size_t at = m_at; at + 3 < m_tokens.size(); ++at) {
        if (m_tokens[at].kind == TokenKind::Newline)
            return m_tokens[at + 1].kind == TokenKind::Indent && m_tokens[at + 2].text == u"case";
    }
    return false;
}

CodeId PythonParser::parseMatch()
{
    const int where = line();
    take();
    std::vector<CodeId> parts {parseTests()};
    accept(u":");
    while (isKind(TokenKind::Newline) || isKind(TokenKind::Indent))
        take();
    while (is(u"case")) {
        while (!is(u":") && !isKind(TokenKind::Newline) && !atEnd())
            closing(m_at) > m_at &&closing(m_at) + 1 < m_tokens.size() ? skipBrackets()
                                                                       : (void)take();
        parts.push_back(accept(u":") ? parseBlock() : add(CodeKind::Block, where));
    }
    if (isKind(TokenKind::Dedent))
        take();
    return add(CodeKind::Switch, where, {}, std::move(parts));
}

} // namespace drawbridge::code
