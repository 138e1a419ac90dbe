#include "model/import/code/scriptparser.h"

namespace drawbridge::code {

CodeTree ScriptParser::run()
{
    std::vector<CodeId> statements;
    while (!atEnd()) {
        const size_t before = m_at;
        statements.push_back(parseStatement());
        if (m_at == before)
            take();
    }
    m_tree.root = add(CodeKind::Block, 1, {}, std::move(statements));
    return std::move(m_tree);
}

void ScriptParser::endStatement()
{
    // What is left of a line that was not understood.
    while (!is(u";") && !is(u"}") && !peek().newlineBefore && !atEnd())
        (void)skipped();
    accept(u";");
}

CodeId ScriptParser::parseBlock()
{
    const Deeper deeper(*this);
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> statements;
    if (tooDeep()) {
        markIncomplete();
        closeFrom(opening);
        return add(CodeKind::Block, where);
    }
    const bool without = std::exchange(m_withoutIn, false);
    while (!is(u"}") && !atEnd() && m_at < closing(opening)) {
        const size_t before = m_at;
        statements.push_back(parseStatement());
        if (m_at == before)
            take();
    }
    m_withoutIn = without;
    closeFrom(opening);
    return add(CodeKind::Block, where, {}, std::move(statements));
}

// After "if (...)" and the like: a block or one statement.
CodeId ScriptParser::parseBody()
{
    const int where = line();
    if (is(u"{"))
        return parseBlock();
    const CodeId statement = parseStatement();
    return add(CodeKind::Block, where, {}, {statement});
}

// What begins with a word of the language; NoCode for everything else.
CodeId ScriptParser::parseKeywordStatement()
{
    if (isOneOf({u"const", u"let", u"var"}) && !isOneOf({u"=", u".", u"("}, 1))
        return parseVariables();
    if (is(u"if"))
        return parseIf();
    if (is(u"for"))
        return parseFor();
    if (is(u"while"))
        return parseWhile();
    if (is(u"do"))
        return parseDo();
    if (is(u"switch"))
        return parseSwitch();
    if (is(u"try"))
        return parseTry();
    if (is(u"import") && !isOneOf({u"(", u"."}, 1))
        return parseImport();
    if (is(u"export"))
        return parseExport();
    if (isOneOf({u"return", u"throw"}))
        return parseReturn();
    if (is(u"function") || (is(u"async") && is(u"function", 1)))
        return parseFunction();
    if (is(u"abstract") && is(u"class", 1))
        take();
    return is(u"class") ? parseClass() : NoCode;
}

CodeId ScriptParser::parseReturn()
{
    const int where = line();
    const CodeKind kind = is(u"return") ? CodeKind::Return : CodeKind::Throw;
    take();
    std::vector<CodeId> value;
    if (!isOneOf({u";", u"}"}) && !peek().newlineBefore && !atEnd())
        value.push_back(parseExpressions());
    endStatement();
    return add(kind, where, {}, std::move(value));
}

CodeId ScriptParser::parseStatement()
{
    const Deeper deeper(*this);
    const int where = line();
    if (tooDeep()) {
        markIncomplete();
        return skipped();
    }
    if (is(u"{"))
        return parseBlock();
    if (accept(u";"))
        return add(CodeKind::Opaque, where);
    if (skipTypeDeclaration())
        return add(CodeKind::Opaque, where);
    while (is(u"@")) { // decorators of classes
        take();
        parsePostfix();
    }
    if (const CodeId statement = parseKeywordStatement(); statement != NoCode)
        return statement;
    if (isOneOf({u"break", u"continue"})) {
        const QString word = take().text;
        endStatement();
        return add(CodeKind::Jump, where, word);
    }
    if (isKind(TokenKind::Name) && is(u":", 1) && !is(u"default")) {
        take();
        take();
        return parseStatement();
    }
    const CodeId value = parseExpressions();
    endStatement();
    return value;
}

// "interface X {...}", "type X = ...", "declare ...", "enum X {...}": nothing of it runs.
bool ScriptParser::skipTypeDeclaration()
{
    const bool named = isKind(TokenKind::Name, 1);
    if (is(u"declare") && named) {
        take();
        if (!skipTypeDeclaration() && is(u"{"))
            skipBrackets();
        else
            endStatement();
        return true;
    }
    if ((is(u"interface") || is(u"enum") || is(u"namespace") || is(u"module")) && named) {
        while (!is(u"{") && !atEnd() && !is(u";"))
            take();
        if (is(u"{"))
            skipBrackets();
        return true;
    }
    if (is(u"const") && is(u"enum", 1)) {
        take();
        return skipTypeDeclaration();
    }
    if (is(u"type") && named && isOneOf({u"=", u"<"}, 2)) {
        take();
        take();
        skipTypeArguments();
        accept(u"=");
        skipType();
        endStatement();
        return true;
    }
    return false;
}

CodeId ScriptParser::parseVariables()
{
    const int where = line();
    take();
    std::vector<CodeId> assignments;
    do {
        const int begin = line();
        const CodeId target = is(u"{") ? parseObject()
            : is(u"[")                 ? parseArray()
                                       : add(CodeKind::Name, begin, takeName());
        if (is(u"!"))
            take();
        skipAnnotation();
        const CodeId value = accept(u"=") ? parseExpression() : NoCode;
        assignments.push_back(add(CodeKind::Assign, begin, QStringLiteral("="), {target, value}));
    } while (accept(u","));
    if (!isOneOf({u"of", u"in"}))
        endStatement();
    return assignments.size() == 1 ? assignments.front()
                                   : add(CodeKind::Block, where, {}, std::move(assignments));
}

CodeId ScriptParser::parseIf()
{
    const Deeper deeper(*this);
    const int where = line();
    take();
    CodeId test = add(CodeKind::Opaque, where);
    if (is(u"(")) {
        const size_t opening = m_at;
        take();
        test = parseExpressions();
        closeFrom(opening);
    }
    const CodeId then = parseBody();
    if (!accept(u"else"))
        return add(CodeKind::If, where, {}, {test, then});
    return add(CodeKind::If, where, {}, {test, then, parseBody()});
}

CodeId ScriptParser::parseFor()
{
    const int where = line();
    take();
    accept(u"await");
    if (!is(u"("))
        return add(CodeKind::Opaque, where);
    const size_t opening = m_at;
    take();
    CodeId target = NoCode;
    CodeId source = add(CodeKind::Opaque, where);
    std::vector<CodeId> parts;
    if (!is(u";")) {
        m_withoutIn = true;
        const bool declares = isOneOf({u"const", u"let", u"var"});
        target = declares ? parseVariables() : parseExpressions();
        m_withoutIn = false;
    }
    if (isOneOf({u"of", u"in"})) {
        take();
        source = parseExpressions();
        if (m_tree.is(target, CodeKind::Assign))
            target = m_tree.part(target, 0);
    } else {
        // "for (a; b; c)": what is set before comes before the loop.
        parts.push_back(target == NoCode ? add(CodeKind::Opaque, where) : target);
        target = NoCode;
        accept(u";");
        if (!is(u";"))
            source = parseExpressions();
    }
    closeFrom(opening);
    const CodeId loop = add(CodeKind::Loop, where, {}, {target, source, parseBody()});
    if (parts.empty())
        return loop;
    parts.push_back(loop);
    return add(CodeKind::Block, where, {}, std::move(parts));
}

CodeId ScriptParser::parseWhile()
{
    const int where = line();
    take();
    CodeId test = add(CodeKind::Opaque, where);
    if (is(u"(")) {
        const size_t opening = m_at;
        take();
        test = parseExpressions();
        closeFrom(opening);
    }
    return add(CodeKind::Loop, where, {}, {NoCode, test, parseBody()});
}

CodeId ScriptParser::parseDo()
{
    const int where = line();
    take();
    const CodeId body = parseBody();
    CodeId test = add(CodeKind::Opaque, where);
    if (accept(u"while") && is(u"(")) {
        const size_t opening = m_at;
        take();
        test = parseExpressions();
        closeFrom(opening);
    }
    endStatement();
    return add(CodeKind::Loop, where, {}, {NoCode, test, body});
}

CodeId ScriptParser::parseSwitch()
{
    const int where = line();
    take();
    std::vector<CodeId> parts;
    if (is(u"(")) {
        const size_t opening = m_at;
        take();
        parts.push_back(parseExpressions());
        closeFrom(opening);
    }
    if (!is(u"{"))
        return add(CodeKind::Opaque, where, {}, std::move(parts));
    const size_t opening = m_at;
    take();
    std::vector<CodeId> statements;
    const auto endCase = [&] {
        if (!statements.empty())
            parts.push_back(add(CodeKind::Block, where, {}, std::move(statements)));
        statements.clear();
    };
    while (!is(u"}") && !atEnd() && m_at < closing(opening)) {
        const size_t before = m_at;
        if (accept(u"case")) {
            endCase();
            parseExpressions();
            accept(u":");
        } else if (is(u"default") && is(u":", 1)) {
            endCase();
            take();
            take();
        } else {
            statements.push_back(parseStatement());
        }
        if (m_at == before)
            take();
    }
    endCase();
    closeFrom(opening);
    return add(CodeKind::Switch, where, {}, std::move(parts));
}

CodeId ScriptParser::parseTry()
{
    const int where = line();
    take();
    std::vector<CodeId> parts {parseBody()};
    if (accept(u"catch")) {
        if (is(u"("))
            skipBrackets();
        parts.push_back(parseBody());
        m_tree.at(parts.back()).text = QStringLiteral("except");
    }
    if (accept(u"finally")) {
        parts.push_back(parseBody());
        m_tree.at(parts.back()).text = QStringLiteral("finally");
    }
    return add(CodeKind::Try, where, {}, std::move(parts));
}

// "a", "* as b", "{ c, d as e }", each before "from 'module'".
CodeId ScriptParser::parseImport()
{
    const int where = line();
    take();
    if (is(u"type") && !isOneOf({u"from", u","}, 1)) {
        // Types only: nothing of it runs.
        while (!isKind(TokenKind::Text) && !is(u";") && !atEnd())
            take();
        take();
        endStatement();
        return add(CodeKind::Opaque, where);
    }
    std::vector<CodeId> names;
    const auto named = [&](const QString &name, const QString &alias) {
        names.push_back(
            add(CodeKind::ImportedName, where, name, {add(CodeKind::Name, where, alias)}));
    };
    while (!is(u"from") && !isKind(TokenKind::Text) && !is(u";") && !atEnd()) {
        if (accept(u"*")) {
            accept(u"as");
            named({}, takeName());
        } else if (is(u"{")) {
            const size_t opening = m_at;
            take();
            while (!is(u"}") && !atEnd() && m_at < closing(opening)) {
                if (is(u"type") && !isOneOf({u",", u"}", u"as"}, 1))
                    take();
                const QString name = take().text;
                named(name, accept(u"as") ? takeName() : name);
                accept(u",");
            }
            closeFrom(opening);
        } else if (isKind(TokenKind::Name) && is(u"=", 1)) {
            // "import x = require('y')" of TypeScript.
            return parseVariables();
        } else if (isKind(TokenKind::Name)) {
            named(QStringLiteral("default"), take().text);
        } else {
            take();
        }
    }
    accept(u"from");
    const QString module = isKind(TokenKind::Text) ? take().text : QString();
    endStatement();
    return add(CodeKind::Import, where, module, std::move(names));
}

// "export { a as b }", also from another module.
void ScriptParser::parseExportNames(std::vector<CodeId> &statements)
{
    const int where = line();
    const size_t opening = m_at;
    std::vector<std::pair<QString, QString>> names;
    take();
    while (!is(u"}") && !atEnd() && m_at < closing(opening)) {
        const QString name = take().text;
        names.emplace_back(name, accept(u"as") ? take().text : name);
        accept(u",");
    }
    closeFrom(opening);
    const QString module = accept(u"from") && isKind(TokenKind::Text) ? take().text : QString();
    for (const auto &[name, exported] : names) {
        // What comes from elsewhere stands under a name that no program can have.
        const QString local = module.isEmpty() ? name : u'\n' + exported;
        if (!module.isEmpty()) {
            const CodeId alias = add(CodeKind::Name, where, local);
            const CodeId imported = add(CodeKind::ImportedName, where, name, {alias});
            statements.push_back(add(CodeKind::Import, where, module, {imported}));
        }
        statements.push_back(
            add(CodeKind::Export, where, exported, {add(CodeKind::Name, where, local)}));
    }
}

CodeId ScriptParser::parseExport()
{
    const int where = line();
    take();
    std::vector<CodeId> statements;
    if (accept(u"default")) {
        const CodeId value = is(u"abstract") || is(u"class") || is(u"function") || is(u"async")
            ? parseStatement()
            : parseExpression();
        return add(CodeKind::Export, where, QStringLiteral("default"), {value});
    }
    if (accept(u"=")) {
        // "export = x" of TypeScript.
        return add(CodeKind::Export, where, QStringLiteral("default"), {parseExpression()});
    }
    if (accept(u"*")) {
        if (accept(u"as"))
            takeName();
        accept(u"from");
        const QString module = isKind(TokenKind::Text) ? take().text : QString();
        endStatement();
        return add(CodeKind::Import, where, module,
                   {add(CodeKind::ImportedName, where, QStringLiteral("*"))});
    }
    if (is(u"{")) {
        parseExportNames(statements);
        endStatement();
        return add(CodeKind::Block, where, {}, std::move(statements));
    }
    const CodeId declared = parseStatement();
    statements.push_back(declared);
    const auto exportName = [&](const QString &name) {
        statements.push_back(
            add(CodeKind::Export, where, name, {add(CodeKind::Name, where, name)}));
    };
    const std::vector<CodeId> assigned = m_tree.is(declared, CodeKind::Block)
        ? m_tree.at(declared).parts
        : std::vector<CodeId> {declared};
    for (const CodeId each : assigned) {
        if (m_tree.is(each, CodeKind::Function) || m_tree.is(each, CodeKind::Class))
            exportName(QString(m_tree.at(each).text));
        else if (m_tree.is(each, CodeKind::Assign)
                 && m_tree.is(m_tree.part(each, 0), CodeKind::Name))
            exportName(QString(m_tree.at(m_tree.part(each, 0)).text));
    }
    return add(CodeKind::Block, where, {}, std::move(statements));
}

} // namespace drawbridge::code
