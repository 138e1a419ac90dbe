#include "model/import/routes/valueflow.h"

#include <QScopedValueRollback>

namespace drawbridge::routes {

using namespace code;

ValueFlow::Exit ValueFlow::run(CodeId statement)
{
    if (statement == NoCode || !spend())
        return Exit::Next;
    const QScopedValueRollback depth(m_depth, m_depth + 1);
    if (m_depth > 400)
        return Exit::Next;
    switch (tree().at(statement).kind) {
    case CodeKind::Block:
        return runBlock(statement);
    case CodeKind::Return:
        return leave(statement, Exit::Returned);
    case CodeKind::Throw:
        return leave(statement, Exit::Thrown);
    case CodeKind::Jump:
        return Exit::Returned;
    case CodeKind::If:
        return runIf(statement);
    case CodeKind::Switch:
        return runSwitch(statement);
    case CodeKind::Loop:
        return runLoop(statement);
    case CodeKind::Try:
        return runTry(statement);
    case CodeKind::With:
        return runWith(statement);
    case CodeKind::Check:
        m_checked = strongest(m_checked, test(tree().part(statement, 0)).whenTrue);
        return Exit::Next;
    case CodeKind::Import:
        runImport(statement);
        return Exit::Next;
    case CodeKind::Export:
        runExport(statement);
        return Exit::Next;
    case CodeKind::Function:
        defineFunction(statement);
        return Exit::Next;
    case CodeKind::Class:
        defineClass(statement);
        return Exit::Next;
    default:
        return runExpression(statement);
    }
}

ValueFlow::Exit ValueFlow::runBlock(CodeId block)
{
    // Functions of JavaScript are there before their place is reached.
    const std::vector<CodeId> &statements = tree().at(block).parts;
    if (language() == Language::Script) {
        for (const CodeId statement : statements) {
            if (tree().is(statement, CodeKind::Function))
                defineFunction(statement);
        }
    }
    for (const CodeId statement : statements) {
        const Exit exit = run(statement);
        if (exit != Exit::Next)
            return exit;
    }
    return Exit::Next;
}

// What was checked on the way out goes with the result.
ValueFlow::Exit ValueFlow::leave(CodeId statement, Exit how)
{
    FlowValue value = eval(tree().part(statement, 0));
    if (how == Exit::Thrown)
        return how;
    for (Taint &taint : value.taints)
        taint.grade = std::max(taint.grade, m_checked.value(taint.parameter, Grade::None));
    value.whenTrue = strongest(value.whenTrue, m_checked);
    value.whenFalse = strongest(value.whenFalse, m_checked);
    m_frame->result = m_frame->result ? joined(*m_frame->result, value) : value;
    m_frame->checkedAtExit =
        m_frame->checkedAtExit ? weakest(*m_frame->checkedAtExit, m_checked) : m_checked;
    return how;
}

ValueFlow::Exit ValueFlow::runExpression(CodeId statement)
{
    eval(statement);
    const CodeId call =
        tree().is(statement, CodeKind::Unary) ? tree().part(statement, 0) : statement;
    if (!tree().is(call, CodeKind::Call))
        return Exit::Next;
    const FlowValue callee = eval(tree().part(call, 0));
    for (const QString &name : callee.names) {
        const KnownCall *known = knownCall(name, language());
        if (known && known->effect == CallEffect::Leaves)
            return Exit::Thrown;
    }
    return Exit::Next;
}

FlowValue ValueFlow::test(CodeId expression)
{
    FlowValue value = eval(expression);
    const bool tells = !value.whenTrue.isEmpty() || !value.whenFalse.isEmpty();
    if (value.compared && !tells && m_handler) {
        for (const Taint &taint : std::as_const(value.taints))
            m_handler->parameters[taint.parameter].maybeChecked = true;
    }
    return value;
}

ValueFlow::Path ValueFlow::here() const
{
    return {m_checked, m_frame->scope->values};
}

void ValueFlow::goTo(const Path &path)
{
    m_checked = path.checked;
    m_frame->scope->values = path.values;
}

// What holds and what variables may be where two ways come together.
ValueFlow::Path ValueFlow::joinedPaths(const Path &a, const Path &b)
{
    Path result {weakest(a.checked, b.checked), a.values};
    for (auto it = b.values.cbegin(); it != b.values.cend(); ++it) {
        const auto known = a.values.constFind(it.key());
        if (known == a.values.constEnd())
            result.values.insert(it.key(), it.value());
        else if (known->revision != it->revision)
            result.values.insert(it.key(), joined(*known, *it));
    }
    return result;
}

ValueFlow::Exit ValueFlow::runIf(CodeId statement)
{
    const QSet<Credential> touched = m_handler ? m_handler->touched : QSet<Credential>();
    if (m_handler)
        m_handler->touched.clear();
    const FlowValue tested = test(tree().part(statement, 0));
    const QSet<Credential> asked = m_handler ? m_handler->touched : QSet<Credential>();
    if (m_handler)
        m_handler->touched += touched;
    if (tested.decides && tested.truth)
        return run(tree().part(statement, *tested.truth ? 1 : 2));
    const Path before = here();
    m_checked = strongest(before.checked, tested.whenTrue);
    const Exit thenExit = run(tree().part(statement, 1));
    const Path afterThen = here();
    goTo(before);
    m_checked = strongest(before.checked, tested.whenFalse);
    const Exit elseExit = run(tree().part(statement, 2));
    const Path afterElse = here();
    // Whoever is not known is sent away here. Of functions that were called, only by an error.
    const auto refuses = [this](Exit exit) {
        return exit == Exit::Thrown || (exit == Exit::Returned && m_frame->depth <= 1);
    };
    if (m_handler && (refuses(thenExit) || refuses(elseExit)))
        m_handler->guards += asked;
    if (thenExit != Exit::Next && elseExit != Exit::Next)
        return thenExit == elseExit ? thenExit : Exit::Returned;
    goTo(thenExit != Exit::Next       ? afterElse
             : elseExit != Exit::Next ? afterThen
                                      : joinedPaths(afterThen, afterElse));
    return Exit::Next;
}

ValueFlow::Exit ValueFlow::runSwitch(CodeId statement)
{
    const std::vector<CodeId> &parts = tree().at(statement).parts;
    const FlowValue subject = parts.empty() ? FlowValue() : eval(parts.front());
    const Path before = here();
    // In a case the value is one of those that are written there.
    const QMap<int, Grade> listed = strongest(before.checked, tells(subject, Grade::AllowList));
    Path after = before;
    for (size_t i = 1; i < parts.size(); ++i) {
        goTo(before);
        m_checked = listed;
        if (run(parts[i]) == Exit::Next)
            after = joinedPaths(after, here());
    }
    goTo(after);
    return Exit::Next;
}

ValueFlow::Exit ValueFlow::runLoop(CodeId statement)
{
    const CodeId target = tree().part(statement, 0);
    const CodeId source = tree().part(statement, 1);
    const Path before = here();
    if (target != NoCode)
        assignPattern(target, itemsOf(eval(source)));
    else
        m_checked = strongest(before.checked, test(source).whenTrue);
    run(tree().part(statement, 2));
    goTo(joinedPaths(before, here()));
    run(tree().part(statement, 3));
    return Exit::Next;
}

ValueFlow::Exit ValueFlow::runTry(CodeId statement)
{
    const std::vector<CodeId> &parts = tree().at(statement).parts;
    if (parts.empty())
        return Exit::Next;
    const Path before = here();
    Exit exit = run(parts.front());
    bool open = exit == Exit::Next;
    Path after = here();
    for (size_t i = 1; i < parts.size(); ++i) {
        const QString word = tree().at(parts[i]).text;
        if (word == u"except") {
            goTo(before);
            if (run(parts[i]) != Exit::Next)
                continue;
            after = open ? joinedPaths(after, here()) : here();
            open = true;
        } else {
            goTo(after);
            const Exit last = run(parts[i]);
            after = here();
            if (last != Exit::Next) {
                open = false;
                exit = last;
            }
        }
    }
    goTo(after);
    return open ? Exit::Next : exit;
}

ValueFlow::Exit ValueFlow::runWith(CodeId statement)
{
    const std::vector<CodeId> &parts = tree().at(statement).parts;
    for (size_t i = 0; i + 1 < parts.size(); ++i)
        eval(parts[i]);
    return parts.empty() ? Exit::Next : run(parts.back());
}

// "import a.b", "from a import b as c", "import x, { y } from './z'".
void ValueFlow::runImport(CodeId statement)
{
    const CodeNode &import = tree().at(statement);
    const int found = m_application.find(import.text, m_frame->module);
    if (found >= 0)
        followModule(found);
    for (const CodeId imported : import.parts)
        bindImport(found, tree().at(imported), import.text);
}

// The name that a library goes by in tables: "node:fs" and "fs" are one.
static QString libraryName(const QString &imported)
{
    return imported.startsWith(u"node:") ? imported.sliced(5) : imported;
}

// "require('./users')", of the program or a library.
FlowValue ValueFlow::moduleValue(const QString &imported)
{
    FlowValue value;
    value.module = m_application.find(imported, m_frame->module);
    if (value.module >= 0)
        followModule(value.module);
    else
        value.names = {libraryName(imported)};
    return value;
}

void ValueFlow::bindImport(int module, const CodeNode &imported, const QString &from)
{
    const bool python = language() == Language::Python;
    const QString alias = imported.parts.empty() ? QString() : tree().at(imported.parts[0]).text;
    QMap<QString, FlowValue> &values = m_frame->scope->values;
    FlowValue value;
    if (imported.text == u"*") {
        if (module >= 0) {
            const QMap<QString, FlowValue> all = m_modules[static_cast<size_t>(module)]->values;
            for (auto it = all.cbegin(); it != all.cend(); ++it)
                values.insert(it.key(), it.value());
        }
        return;
    }
    if (imported.text.isEmpty()) {
        // The module itself; "import a.b" binds "a".
        const QString first = python ? from.section(u'.', 0, 0) : QString();
        value.module = module;
        value.names = {libraryName(alias.isEmpty() ? first : from)};
        if (alias.isEmpty() && from.contains(u'.'))
            value.module = m_application.find(first, m_frame->module);
        values.insert(alias.isEmpty() ? first : alias, value);
        return;
    }
    const QString bound = alias.isEmpty() ? imported.text : alias;
    if (module >= 0)
        value = exportOf(module, imported.text);
    const bool isKnown = module >= 0
        && (!value.names.isEmpty() || value.module >= 0 || value.literal || value.instance
            || !value.functions.isEmpty() || !value.objects.isEmpty() || value.text);
    if (!isKnown && python) {
        // "from package import module".
        const QString dot = from.endsWith(u'.') ? QString() : QStringLiteral(".");
        value.module = m_application.find(from + dot + imported.text, m_frame->module);
        if (value.module >= 0)
            followModule(value.module);
    }
    if (value.names.isEmpty() && module < 0)
        value.names = {imported.text == u"default" && !python
                           ? libraryName(from)
                           : libraryName(from) + u'.' + imported.text};
    recogniseRequest(value);
    values.insert(bound, value);
}

void ValueFlow::runExport(CodeId statement)
{
    const CodeNode &exported = tree().at(statement);
    if (exported.parts.empty())
        return;
    const CodeId value = exported.parts.front();
    const bool declares = tree().is(value, CodeKind::Function) || tree().is(value, CodeKind::Class);
    if (declares && !tree().at(value).text.isEmpty())
        run(value);
    m_frame->scope->values.insert(QStringLiteral("exports.") + exported.text,
                                  declares && !tree().at(value).text.isEmpty()
                                      ? lookUp(tree().at(value).text).value_or(FlowValue())
                                      : eval(value));
}

FlowValue ValueFlow::functionValue(CodeId expression)
{
    FlowValue value;
    value.functions = {{m_frame->module, expression, m_frame->scope, NoCode}};
    return value;
}

void ValueFlow::defineFunction(CodeId statement)
{
    const CodeNode &function = tree().at(statement);
    FlowValue value = functionValue(statement);
    const CodeId decorators = tree().part(statement, 2);
    m_frame->scope->values.insert(function.text, value);
    if (decorators == NoCode || !m_listener)
        return;
    // The innermost decorator stands last.
    const std::vector<CodeId> list = tree().at(decorators).parts;
    for (size_t i = list.size(); i-- > 0;)
        m_listener->decorated(eval(list[i]), value, tree().at(list[i]).line);
}

void ValueFlow::defineClass(CodeId statement)
{
    const CodeNode &definition = tree().at(statement);
    FlowValue value;
    value.literal = CodeUse {m_frame->module, statement, m_frame->scope};
    for (const CodeId base : tree().at(tree().part(statement, 0)).parts)
        eval(base);
    if (!definition.text.isEmpty())
        m_frame->scope->values.insert(definition.text, value);
    const CodeId decorators = tree().part(statement, 2);
    if (decorators == NoCode || !m_listener)
        return;
    const std::vector<CodeId> list = tree().at(decorators).parts;
    for (size_t i = list.size(); i-- > 0;)
        m_listener->decorated(eval(list[i]), value, tree().at(list[i]).line);
}

void ValueFlow::assignMember(CodeId target, const FlowValue &value)
{
    const CodeId objectNode = tree().part(target, 0);
    const FlowValue object = eval(objectNode);
    const QString name = tree().at(target).text;
    // "module.exports = x", "exports.x = y", "module.exports.x = y".
    if (tree().is(objectNode, CodeKind::Name) && tree().at(objectNode).text == u"module"
        && name == u"exports") {
        m_frame->scope->values.insert(QStringLiteral("module.exports"), value);
        return;
    }
    const bool exportsName =
        tree().is(objectNode, CodeKind::Name) && tree().at(objectNode).text == u"exports";
    const bool moduleExports = tree().is(objectNode, CodeKind::Member)
        && tree().at(objectNode).text == u"exports"
        && tree().is(tree().part(objectNode, 0), CodeKind::Name)
        && tree().at(tree().part(objectNode, 0)).text == u"module";
    if (exportsName || moduleExports) {
        m_frame->scope->values.insert(QStringLiteral("exports.") + name, value);
        return;
    }
    if (m_listener && !object.objects.isEmpty())
        m_listener->assigned(object, name, value, m_frame->module, line(target));
    // Kept under the path that it is written as: "self.runner".
    if (tree().is(objectNode, CodeKind::Name))
        remember(tree().at(objectNode).text + u'.' + name, value);
}

void ValueFlow::remember(const QString &name, FlowValue value)
{
    value.revision = ++m_revision;
    m_frame->scope->values.insert(name, value);
}

// Names, members, lists and maps to the left of an assignment.
void ValueFlow::assignPattern(CodeId target, const FlowValue &value)
{
    if (target == NoCode || !spend())
        return;
    const CodeNode &node = tree().at(target);
    switch (node.kind) {
    case CodeKind::Name:
        remember(node.text, value);
        return;
    case CodeKind::Member:
        assignMember(target, value);
        return;
    case CodeKind::Index: {
        const FlowValue object = eval(tree().part(target, 0));
        const FlowValue key = eval(tree().part(target, 1));
        if (m_listener && !object.objects.isEmpty() && key.text)
            m_listener->assigned(object, *key.text, value, m_frame->module, node.line);
        return;
    }
    case CodeKind::Assign: {
        // With a value for when there is none.
        FlowValue both = joined(value, eval(tree().part(target, 1)));
        both.part = value.part;
        assignPattern(tree().part(target, 0), both);
        return;
    }
    case CodeKind::Spread:
        assignPattern(tree().part(target, 0), value);
        return;
    case CodeKind::List: {
        const bool literal = value.literal
            && m_application.module(value.literal->module)
                   .tree.is(value.literal->node, CodeKind::List);
        const std::vector<CodeId> items = literal
            ? m_application.module(value.literal->module).tree.at(value.literal->node).parts
            : std::vector<CodeId>();
        for (size_t i = 0; i < node.parts.size(); ++i)
            assignPattern(node.parts[i],
                          i < items.size()
                              ? evaluate(value.literal->module, items[i], value.literal->around)
                              : itemsOf(value));
        return;
    }
    case CodeKind::Map:
        for (const CodeId entry : node.parts) {
            const bool plain =
                tree().is(entry, CodeKind::Entry) && !tree().at(entry).text.isEmpty();
            assignPattern(tree().part(entry, 0),
                          plain ? memberOf(value, tree().at(entry).text, line(entry)) : value);
        }
        return;
    default:
        return;
    }
}

} // namespace drawbridge::routes
