#include "model/import/code/scriptparser.h"

namespace drawbridge::code {

// "a =>", "async a =>", "(a, b) =>", "(a): Type =>", "<T>(a) =>".
bool ScriptParser::beginsArrow()
{
    const size_t ahead = is(u"async") && !is(u"=>", 1) ? 1 : 0;
    if (isKind(TokenKind::Name, ahead) && is(u"=>", ahead + 1))
        return true;
    const size_t before = m_at;
    m_at += ahead;
    if (is(u"<") && beginsTypeArguments())
        skipTypeArguments();
    bool arrow = false;
    if (is(u"(") && closing(m_at) + 1 < m_tokens.size()) {
        skipBrackets();
        if (is(u":")) {
            take();
            skipType();
        }
        arrow = is(u"=>");
    }
    m_at = before;
    return arrow;
}

CodeId ScriptParser::parseArrow()
{
    const int where = line();
    if (is(u"async") && !is(u"=>", 1))
        take();
    if (isKind(TokenKind::Name)) {
        const QString name = take().text;
        const CodeId parameter = add(CodeKind::Parameter, where, name, {NoCode, NoCode, NoCode});
        return parseArrowBody(add(CodeKind::Parameters, where, {}, {parameter}), where);
    }
    skipTypeArguments();
    const CodeId parameters = parseParameters();
    skipAnnotation();
    return parseArrowBody(parameters, where);
}

CodeId ScriptParser::parseArrowBody(CodeId parameters, int where)
{
    accept(u"=>");
    const CodeId body =
        is(u"{") ? parseBlock() : add(CodeKind::Return, line(), {}, {parseExpression()});
    return add(CodeKind::Function, where, {}, {parameters, body, NoCode, NoCode});
}

CodeId ScriptParser::parseFunction()
{
    const int where = line();
    accept(u"async");
    accept(u"function");
    accept(u"*");
    const QString name = takeName();
    skipTypeArguments();
    const CodeId parameters = is(u"(") ? parseParameters() : add(CodeKind::Parameters, where);
    skipAnnotation();
    const CodeId body = is(u"{") ? parseBlock() : add(CodeKind::Block, where);
    return add(CodeKind::Function, where, name, {parameters, body, NoCode, NoCode});
}

CodeId ScriptParser::parseParameter()
{
    const int where = line();
    skipModifiers();
    const bool rest = accept(u"...");
    QString name;
    CodeId pattern = NoCode;
    if (is(u"{"))
        pattern = parseObject();
    else if (is(u"["))
        pattern = parseArray();
    else if (isKind(TokenKind::Name))
        name = take().text;
    else
        skipped();
    accept(u"?");
    skipAnnotation();
    const CodeId standard = accept(u"=") ? parseExpression() : NoCode;
    return add(CodeKind::Parameter, where, rest ? u'*' + name : name, {pattern, NoCode, standard});
}

CodeId ScriptParser::parseParameters()
{
    const size_t opening = m_at;
    const int where = line();
    take();
    std::vector<CodeId> parameters;
    const bool without = std::exchange(m_withoutIn, false);
    while (!is(u")") && !atEnd() && m_at < closing(opening)) {
        parameters.push_back(parseParameter());
        if (!accept(u","))
            break;
    }
    m_withoutIn = without;
    closeFrom(opening);
    return add(CodeKind::Parameters, where, {}, std::move(parameters));
}

// What may stand before a member of a class or a parameter of its constructor.
void ScriptParser::skipModifiers()
{
    while (is(u"@")) {
        take();
        parsePostfix();
    }
    const auto isModifier = [this] {
        return isOneOf({u"public", u"private", u"protected", u"readonly", u"static", u"abstract",
                        u"override", u"declare", u"async", u"get", u"set", u"accessor"})
            && !isOneOf({u"(", u"=", u":", u";", u",", u")", u"?", u"!", u"<"}, 1);
    };
    while (isModifier() || is(u"*"))
        take();
}

void ScriptParser::parseMember(std::vector<CodeId> &members)
{
    const int where = line();
    skipModifiers();
    QString name;
    if (is(u"["))
        skipBrackets();
    else if (isKind(TokenKind::Name) || isKind(TokenKind::Text) || isKind(TokenKind::Number))
        name = take().text;
    else if (is(u"{") && !members.empty())
        parseBlock(); // a static block
    else
        take();
    if (is(u"?") || is(u"!"))
        take();
    if (is(u"(") || is(u"<")) {
        skipTypeArguments();
        const CodeId parameters = is(u"(") ? parseParameters() : add(CodeKind::Parameters, where);
        skipAnnotation();
        if (is(u"{"))
            members.push_back(
                add(CodeKind::Function, where, name, {parameters, parseBlock(), NoCode, NoCode}));
    } else {
        skipAnnotation();
        if (accept(u"=")) {
            const CodeId target = add(CodeKind::Name, where, name);
            members.push_back(
                add(CodeKind::Assign, where, QStringLiteral("="), {target, parseExpression()}));
        }
    }
    accept(u";");
}

CodeId ScriptParser::parseClass()
{
    const Deeper deeper(*this);
    const int where = line();
    take();
    const QString name =
        isKind(TokenKind::Name) && !isOneOf({u"extends", u"implements"}) ? take().text : QString();
    skipTypeArguments();
    std::vector<CodeId> bases;
    if (accept(u"extends")) {
        bases.push_back(parsePostfix());
        skipTypeArguments();
    }
    while (!is(u"{") && !atEnd())
        take();
    const CodeId list = add(CodeKind::List, where, {}, std::move(bases));
    std::vector<CodeId> members;
    const size_t opening = m_at;
    take();
    if (tooDeep()) {
        markIncomplete();
        closeFrom(opening);
    }
    while (!tooDeep() && !is(u"}") && !atEnd() && m_at < closing(opening))
        parseMember(members);
    if (!tooDeep())
        closeFrom(opening);
    const CodeId body = add(CodeKind::Block, where, {}, std::move(members));
    return add(CodeKind::Class, where, name, {list, body, NoCode});
}

// "<A, B<C>>" that a call, a constructor or a value follows, and not two comparisons.
bool ScriptParser::beginsTypeArguments() const
{
    int open = 0;
    for (size_t ahead = 0; ahead < 40; ++ahead) {
        const Token &token = peek(ahead);
        const bool fits = token.kind == TokenKind::Name || token.kind == TokenKind::Text
            || isOneOf({u"<", u">", u">>", u">>>", u",", u".", u"[", u"]", u"|", u"&", u"{", u"}",
                        u":", u";", u"?", u"=>", u"(", u")"},
                       ahead);
        if (!fits)
            return false;
        if (is(u"<", ahead))
            ++open;
        else if (isOneOf({u">", u">>", u">>>"}, ahead))
            open -= static_cast<int>(token.text.size());
        if (open == 0)
            return isOneOf({u"(", u"{"}, ahead + 1) || isKind(TokenKind::JoinedBegin, ahead + 1);
        if (open < 0)
            return false;
    }
    return false;
}

// Balanced angle brackets, if they open here.
void ScriptParser::skipTypeArguments()
{
    if (!is(u"<"))
        return;
    int open = 0;
    do {
        if (is(u"<"))
            ++open;
        else if (isOneOf({u">", u">>", u">>>"}))
            open -= static_cast<int>(peek().text.size());
        if (isOneOf({u"(", u"[", u"{"}))
            skipBrackets();
        else
            take();
    } while (open > 0 && !atEnd() && !is(u";"));
}

void ScriptParser::skipTypePrimary()
{
    while (isOneOf({u"keyof", u"typeof", u"readonly", u"infer", u"unique", u"asserts", u"new",
                    u"abstract", u"|", u"&", u"-"}))
        take();
    if (isOneOf({u"(", u"[", u"{"}))
        skipBrackets();
    else if (is(u"<"))
        skipTypeArguments();
    else if (isKind(TokenKind::JoinedBegin))
        skipBrackets();
    else if (isKind(TokenKind::Name) || isKind(TokenKind::Text) || isKind(TokenKind::Number))
        take();
}

void ScriptParser::skipType()
{
    const Deeper deeper(*this);
    if (tooDeep()) {
        markIncomplete();
        return;
    }
    skipTypePrimary();
    while (!atEnd()) {
        if (is(u".") && isKind(TokenKind::Name, 1)) {
            take();
            take();
        } else if (is(u"<")) {
            skipTypeArguments();
        } else if (is(u"[") && !peek().newlineBefore) {
            skipBrackets();
        } else if (isOneOf({u"|", u"&", u"is", u"extends", u"in"})) {
            take();
            skipTypePrimary();
        } else if (is(u"=>") && m_at > 0 && m_tokens[m_at - 1].text == u")") {
            // A function type; the arrow of the function itself follows its own type.
            const size_t before = m_at;
            take();
            if (is(u"{")) {
                m_at = before;
                return;
            }
            skipType();
        } else if (is(u"?") && !isOneOf({u".", u"[", u"("}, 1)) {
            take();
            skipType();
            accept(u":");
            skipType();
        } else {
            return;
        }
    }
}

void ScriptParser::skipAnnotation()
{
    if (accept(u":"))
        skipType();
}

} // namespace drawbridge::code
