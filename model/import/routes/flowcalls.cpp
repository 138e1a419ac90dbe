#include "model/import/routes/valueflow.h"

#include <QRegularExpression>
#include <QScopedValueRollback>

namespace drawbridge::routes {

using namespace code;

QList<FlowArgument> ValueFlow::evalArguments(CodeId expression)
{
    QList<FlowArgument> arguments;
    const std::vector<CodeId> parts = tree().at(expression).parts;
    for (size_t i = 1; i < parts.size() && i < 200; ++i) {
        const CodeId part = parts[i];
        FlowArgument argument;
        argument.node = tree().is(part, CodeKind::Argument) || tree().is(part, CodeKind::Spread)
            ? tree().part(part, 0)
            : part;
        argument.keyword = tree().is(part, CodeKind::Spread) ? QStringLiteral("*")
            : tree().is(part, CodeKind::Argument)            ? tree().at(part).text
                                                             : QString();
        argument.value = eval(argument.node);
        arguments += argument;
    }
    return arguments;
}

FlowValue ValueFlow::evalCall(CodeId expression)
{
    FlowCall call;
    call.module = m_frame->module;
    call.node = expression;
    call.line = line(expression);
    const CodeId callee = tree().part(expression, 0);
    if (tree().is(callee, CodeKind::Member)) {
        call.method = tree().at(callee).text;
        call.receiver = eval(tree().part(callee, 0));
        call.callee = evalMember(callee);
    } else {
        call.callee = eval(callee);
    }
    call.arguments = evalArguments(expression);
    return applyCall(call);
}

// Made from whatever went in, with the name of the call.
FlowValue ValueFlow::madeFrom(const FlowCall &call) const
{
    FlowValue value;
    value.taints = call.receiver.taints;
    for (const FlowArgument &argument : call.arguments)
        value.addTaints(argument.value.taints);
    value.loseWholeness();
    for (const QString &name : call.callee.names) {
        value.names += name + QStringLiteral("()");
        if (name.endsWith(u"passport.authenticate"))
            value.text = call.constant(0);
        // "body('email').isEmail()" is still of "email".
        if (name.startsWith(u"express-validator."))
            value.text = call.method.isEmpty() ? call.constant(0) : call.receiver.text;
    }
    // What is made so lets strangers through.
    for (const FlowArgument &argument : call.arguments) {
        const bool optional =
            argument.keyword == u"optional" && argument.value.truth.value_or(true);
        const bool silent =
            argument.keyword == u"auto_error" && !argument.value.truth.value_or(true);
        if (optional || silent)
            value.truth = false;
    }
    return value;
}

FlowValue ValueFlow::applyCall(FlowCall &call)
{
    if (m_listener) {
        if (auto known = m_listener->called(call))
            return *known;
    }
    if (call.receiver.part != Part::None) {
        if (auto known = partCall(call))
            return *known;
    }
    if (auto known = callSpecial(call))
        return *known;
    if (auto known = callProgram(call))
        return *known;
    if (auto known = callLibrary(call))
        return *known;
    escapeArguments(call);
    followCallbacks(call);
    if (m_handler)
        m_handler->unknownCalls = true;
    FlowValue value = madeFrom(call);
    value.compared = true;
    // "asyncHandler(handler)" of whatever library is that handler.
    if (language() == Language::Script) {
        for (const FlowArgument &argument : call.arguments) {
            if (value.functions.isEmpty())
                value.functions = argument.value.functions;
        }
    }
    return value;
}

void ValueFlow::escape(const FlowValue &value)
{
    if (!m_handler)
        return;
    FlowValue whole = value;
    if (value.part != Part::None && value.part != Part::Response)
        whole.addTaints(wholePart(value, 0).taints);
    for (const Taint &taint : std::as_const(whole.taints)) {
        ParameterFacts &facts = m_handler->parameters[taint.parameter];
        facts.escaped = true;
        facts.maybeChecked = true;
    }
}

void ValueFlow::escapeArguments(const FlowCall &call)
{
    escape(call.receiver);
    for (const FlowArgument &argument : call.arguments)
        escape(argument.value);
}

// Functions that are handed to a library are called by it, with what nobody knows, or with the
// items of what the method is called of.
void ValueFlow::followCallbacks(const FlowCall &call)
{
    for (const FlowArgument &argument : call.arguments) {
        for (const FunctionUse &function : argument.value.functions) {
            FlowArgument item;
            item.value = itemsOf(call.receiver);
            item.value.names.clear();
            const QMap<int, Grade> before = m_checked;
            callFunction(function, {item}, {});
            m_checked = before;
        }
    }
}

// What is no plain function: promises of functions, formats, lookups in literals.
std::optional<FlowValue> ValueFlow::callSpecial(const FlowCall &call)
{
    if (auto wrapped = callWrapper(call))
        return wrapped;
    const bool sameFunction = (call.method == u"bind" && !call.receiver.functions.isEmpty())
        || (call.method == u"as_view" && call.receiver.literal);
    if (sameFunction)
        return call.receiver;
    if (call.method == u"format" && call.receiver.text) {
        FlowValue value = madeFrom(call);
        value.names.clear();
        value.built = true;
        value.pieces = call.receiver.pieces;
        value.beginning = call.receiver.text->section(u'{', 0, 0);
        return value;
    }
    if (call.method == u"join" && call.receiver.text && !call.arguments.isEmpty())
        return joinedItems(call);
    return callOnLiteral(call);
}

// Functions that give what they are given, and those that load modules.
std::optional<FlowValue> ValueFlow::callWrapper(const FlowCall &call)
{
    static const QStringList wrappers {
        QStringLiteral("util.promisify"),    QStringLiteral("promisify"),
        QStringLiteral("functools.partial"), QStringLiteral("functools.wraps"),
        QStringLiteral("asyncio.to_thread"), QStringLiteral("fastapi.Depends"),
        QStringLiteral("fastapi.Security"),  QStringLiteral("fastapi.params.Depends")};
    for (const QString &name : call.callee.names) {
        if (wrappers.contains(name) && !call.arguments.isEmpty())
            return call.arguments.first().value;
        m_readsValidation = m_readsValidation || name.endsWith(u".validationResult");
        const bool loads = name == u"require" && language() == Language::Script;
        if (loads && !call.constant(0).isEmpty())
            return moduleValue(call.constant(0));
        const bool parsesQuery = name.endsWith(u"parse_qs") || name.endsWith(u"parse_qsl");
        if (parsesQuery && !call.arguments.isEmpty()
            && call.arguments.first().value.part == Part::RawQuery) {
            FlowValue value;
            value.part = Part::Query;
            return value;
        }
    }
    return std::nullopt;
}

// "' '.join([a, b])"
FlowValue ValueFlow::joinedItems(const FlowCall &call)
{
    const FlowValue &list = call.arguments.first().value;
    if (!list.literal) {
        FlowValue value = madeFrom(call);
        value.names.clear();
        return value;
    }
    const CodeTree &code = m_application.module(list.literal->module).tree;
    const std::vector<CodeId> parts = code.at(list.literal->node).parts;
    FlowValue value;
    value.text = QString();
    for (const CodeId part : parts)
        value = concatenated(
            concatenated(value, evaluate(list.literal->module, part, list.literal->around)),
            call.receiver);
    return value;
}

// Entries of a map, and whether something is in a list that the program has.
std::optional<FlowValue> ValueFlow::callOnLiteral(const FlowCall &call)
{
    if (call.arguments.isEmpty())
        return std::nullopt;
    const auto &use = call.receiver.literal;
    const FlowValue &asked = call.arguments.first().value;
    if (call.method == u"get" && use
        && m_application.module(use->module).tree.is(use->node, CodeKind::Map)) {
        noteChecked(tells(asked, Grade::AllowList));
        return asked.text ? entryOf(*use, *asked.text) : itemsOf(call.receiver);
    }
    const bool own =
        !call.receiver.isTainted() && call.receiver.part == Part::None && !call.receiver.text;
    if ((call.method == u"includes" || call.method == u"has") && own) {
        FlowValue value;
        value.taints = asked.taints;
        value.compared = true;
        value.whenTrue = tells(asked, Grade::AllowList);
        return value;
    }
    return std::nullopt;
}

// Functions and classes of the program itself.
std::optional<FlowValue> ValueFlow::callProgram(const FlowCall &call)
{
    FlowValue callee = call.callee;
    if (callee.module >= 0 && callee.functions.isEmpty())
        callee = exportOf(callee.module, QStringLiteral("default"));
    if (!callee.functions.isEmpty()) {
        FlowValue value;
        const QMap<int, Grade> before = m_checked;
        std::optional<QMap<int, Grade>> after;
        bool first = true;
        for (const FunctionUse &function : std::as_const(callee.functions)) {
            m_checked = before;
            const FlowValue result = callFunction(function, call.arguments, call.receiver);
            value = first ? result : joined(value, result);
            after = after ? weakest(*after, m_checked) : m_checked;
            first = false;
        }
        m_checked = after.value_or(before);
        return value;
    }
    const bool isClass = callee.literal
        && m_application.module(callee.literal->module)
               .tree.is(callee.literal->node, CodeKind::Class);
    if (!isClass)
        return std::nullopt;
    FlowValue value = madeFrom(call);
    value.instance = callee.literal;
    value.names.clear();
    QString constructor = QStringLiteral("__init__");
    if (m_application.module(callee.literal->module).language == Language::Script)
        constructor = QStringLiteral("constructor");
    if (const auto found = method(*callee.literal, constructor)) {
        const QScopedValueRollback checks(m_checked, m_checked);
        callFunction(*found, call.arguments, value);
    }
    return value;
}

std::optional<FlowValue> ValueFlow::callLibrary(const FlowCall &call)
{
    for (const QString &name : call.callee.names) {
        if (const KnownCall *known = knownCall(name, language()))
            return applyKnown(call, *known);
    }
    // Methods of values of which only the name of the method is known.
    if (call.callee.names.isEmpty() && !call.method.isEmpty()) {
        const QString any = QStringLiteral("?.") + call.method;
        if (const KnownCall *known = knownCall(any, language()))
            return applyKnown(call, *known);
    }
    return std::nullopt;
}

static const FlowValue *valueThatCounts(const FlowCall &call, const KnownCall &known)
{
    if (known.argument == -1)
        return &call.receiver;
    // Of "res.redirect(301, url)" the last one.
    if (known.argument == -2)
        return call.arguments.isEmpty() ? nullptr : &call.arguments.last().value;
    const QString keyword = known.keyword ? QString::fromUtf16(known.keyword) : QString();
    const FlowArgument *found = call.argument(known.argument, keyword);
    if (!found && keyword == u"source")
        found = call.argument(known.argument, QStringLiteral("template_string"));
    if (!found && keyword == u"path")
        found = call.argument(known.argument, QStringLiteral("path_or_file"));
    return found ? &found->value : nullptr;
}

FlowValue ValueFlow::convert(const FlowCall &call, const KnownCall &known, const FlowValue &value)
{
    FlowValue result = madeFrom(call);
    result.taints = value.taints;
    result.addTaints(wholePart(value, call.line).taints);
    const bool throws = known.effect == CallEffect::ConvertsOrThrows;
    const QMap<int, Grade> told = tells(value, known.grade);
    if (throws && call.method != u"validate" && !call.method.startsWith(u"safeParse"))
        m_checked = strongest(m_checked, told);
    result.verdict = told;
    result.raise(known.grade);
    for (const Taint &taint : std::as_const(result.taints)) {
        if (!m_handler)
            break;
        Grade &best = m_handler->parameters[taint.parameter].best;
        best = std::max(best, known.grade);
    }
    return result;
}

FlowValue ValueFlow::applyKnown(const FlowCall &call, const KnownCall &known)
{
    const FlowValue *value = valueThatCounts(call, known);
    FlowValue result = madeFrom(call);
    followCallbacks(call);
    switch (known.effect) {
    case CallEffect::Sink:
    case CallEffect::SinkIf:
        applySink(call, known);
        break;
    case CallEffect::Drops:
        result.taints.clear();
        break;
    case CallEffect::Converts:
    case CallEffect::ConvertsOrThrows:
        return value ? convert(call, known, *value) : result;
    case CallEffect::Parses:
        for (const Taint &taint : std::as_const(result.taints)) {
            if (m_handler)
                m_handler->parameters[taint.parameter].maybeChecked = true;
        }
        break;
    case CallEffect::Checks:
        result.compared = true;
        // "isinstance(x, str)" is true of every parameter.
        if (value
            && !(call.arguments.size() == 2
                 && call.arguments[1].value.names.contains(QStringLiteral("str"))))
            result.whenTrue = tells(*value, known.grade);
        break;
    case CallEffect::Cleans:
        result.clean(known.sink);
        if (known.sink == Sink::Url) {
            result.clean(Sink::Redirect);
            result.clean(Sink::Html);
        }
        break;
    case CallEffect::Writes:
        if (m_handler && m_handler->writes == 0)
            m_handler->writes = call.line;
        break;
    case CallEffect::ReadsSession:
    case CallEffect::ReadsToken:
        readCredential(known.effect);
        break;
    case CallEffect::Harmless:
    case CallEffect::Leaves:
        keepText(call, result);
        break;
    }
    return result;
}

// A token that does not fit ends the request with an error.
void ValueFlow::readCredential(CallEffect effect)
{
    if (!m_handler)
        return;
    const bool isToken = effect == CallEffect::ReadsToken;
    const Credential credential = isToken ? Credential::Token : Credential::Session;
    m_handler->touched.insert(credential);
    if (isToken)
        m_handler->guards.insert(credential);
}

// Text that stays the same but for space and case, and text that is cut into pieces.
void ValueFlow::keepText(const FlowCall &call, FlowValue &result)
{
    static const QStringList keeps {
        QStringLiteral("strip"),    QStringLiteral("lower"),       QStringLiteral("upper"),
        QStringLiteral("trim"),     QStringLiteral("toLowerCase"), QStringLiteral("toUpperCase"),
        QStringLiteral("str"),      QStringLiteral("encode"),      QStringLiteral("decode"),
        QStringLiteral("toString"), QStringLiteral("String"),      QStringLiteral("casefold")};
    static const QStringList cuts {QStringLiteral("split"), QStringLiteral("shlex.split"),
                                   QStringLiteral("replace")};
    static const QStringList tests {QStringLiteral("startswith"), QStringLiteral("startsWith"),
                                    QStringLiteral("endswith"), QStringLiteral("endsWith")};
    const bool isMethod = !call.method.isEmpty() && !call.callee.names.contains(cuts[1]);
    const QString plain = isMethod    ? call.method
        : call.callee.names.isEmpty() ? QString()
                                      : call.callee.names.first();
    result.compared = result.compared || tests.contains(call.method);
    if (!keeps.contains(plain) && !cuts.contains(plain))
        return;
    const FlowValue &text =
        !isMethod && !call.arguments.isEmpty() ? call.arguments.first().value : call.receiver;
    if (keeps.contains(plain))
        result.taints = text.taints;
    result.built = text.built && !text.text;
    result.pieces = result.built ? text.pieces : QString();
    result.beginning = result.built ? text.beginning : QString();
}

// "subprocess.run(x, shell=True)", "['sh', '-c', x]", or a program that the caller chooses.
bool ValueFlow::runsShell(const FlowCall &call, const FlowValue &command)
{
    const FlowArgument *shell = call.argument(99, QStringLiteral("shell"));
    if (shell && shell->value.truth.value_or(true))
        return true;
    for (const FlowArgument &argument : call.arguments) {
        const auto &options = argument.value.literal;
        const bool isMap =
            options && m_application.module(options->module).tree.is(options->node, CodeKind::Map);
        if (isMap && entryOf(*options, QStringLiteral("shell")).truth.value_or(false))
            return true;
    }
    static const QStringList shells {
        QStringLiteral("sh"),        QStringLiteral("bash"),          QStringLiteral("/bin/sh"),
        QStringLiteral("/bin/bash"), QStringLiteral("/usr/bin/bash"), QStringLiteral("cmd"),
        QStringLiteral("cmd.exe"),   QStringLiteral("powershell")};
    const auto &list = command.literal;
    const bool isList =
        list && m_application.module(list->module).tree.is(list->node, CodeKind::List);
    if (command.text)
        return shells.contains(*command.text);
    // Without a shell, what follows a fixed name are arguments of that program.
    if (!isList)
        return command.isTainted() && command.beginning.trimmed().isEmpty();
    const CodeTree &code = m_application.module(list->module).tree;
    const CodeId first = code.part(list->node, 0);
    const FlowValue program = evaluate(list->module, first, list->around);
    return program.isTainted() || (program.text && shells.contains(*program.text));
}

bool ValueFlow::conditionHolds(const FlowCall &call, const KnownCall &known, const FlowValue &value,
                               bool *unknown)
{
    static const QRegularExpression query(
        QStringLiteral("\\b(select|insert|update|delete|replace|create|drop|alter|where|from|order "
                       "by|exec|call|union|values|merge)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression markup(QStringLiteral("<[a-zA-Z!/]"));
    switch (known.condition) {
    case CallCondition::Process:
        return runsShell(call, value);
    case CallCondition::Query:
        *unknown = value.isTainted() || value.part != Part::None;
        return value.built && query.match(value.pieces).hasMatch();
    case CallCondition::UnsafeLoader: {
        const FlowArgument *loader = call.argument(1, QStringLiteral("Loader"));
        const QString name =
            loader && !loader->value.names.isEmpty() ? loader->value.names.first() : QString();
        return !name.contains(QStringLiteral("Safe")) && !name.contains(QStringLiteral("Base"));
    }
    case CallCondition::Markup:
        return value.built && markup.match(value.pieces).hasMatch();
    case CallCondition::OutsideRoot:
        for (const FlowArgument &argument : call.arguments) {
            const auto &options = argument.value.literal;
            if (options
                && m_application.module(options->module).tree.is(options->node, CodeKind::Map))
                return false;
        }
        return true;
    case CallCondition::TextArgument:
        return value.isTainted() && value.functions.isEmpty();
    case CallCondition::None:
        return true;
    }
    return true;
}

void ValueFlow::applySink(const FlowCall &call, const KnownCall &known)
{
    const FlowValue *value = valueThatCounts(call, known);
    if (!m_handler || !value)
        return;
    // What a program or an object does that is made here is not known.
    if (known.sink >= Sink::Deserialization)
        m_handler->unknownCalls = true;
    // A process gets its arguments with its name.
    FlowValue all = *value;
    if (known.condition == CallCondition::Process) {
        for (const FlowArgument &argument : call.arguments)
            all.addTaints(argument.value.taints);
    }
    bool unknown = false;
    if (conditionHolds(call, known, *value, &unknown)) {
        all.addTaints(wholePart(*value, call.line).taints);
        // What was uploaded is no name of a file.
        if (known.sink == Sink::File && value->part == Part::File)
            return;
        reachSink(known.sink, all, call.line);
    } else if (unknown) {
        escape(*value);
    }
    static const QRegularExpression changes(
        QStringLiteral("\\b(insert|update|delete|drop|alter)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    if (known.sink == Sink::Sql && m_handler->writes == 0
        && changes.match(value->pieces).hasMatch())
        m_handler->writes = call.line;
}

void ValueFlow::reachSink(Sink sink, const FlowValue &value, int where)
{
    if (!m_handler)
        return;
    static const QRegularExpression fixedHost(QStringLiteral("^[a-z+]+://[^/{}]+[/?]"));
    static const QRegularExpression fixedPath(QStringLiteral("^(/[^/\\\\]|\\?|#)"));
    // Where the address is fixed, only what comes after it is the caller's.
    if ((sink == Sink::Url || sink == Sink::Redirect)
        && fixedHost.match(value.beginning).hasMatch())
        return;
    if (sink == Sink::Redirect && fixedPath.match(value.beginning).hasMatch())
        return;
    for (const Taint &taint : value.taints) {
        if (taint.cleanFor & (1U << static_cast<unsigned>(sink)))
            continue;
        ParameterFacts &facts = m_handler->parameters[taint.parameter];
        const Grade grade = std::max(taint.grade, m_checked.value(taint.parameter, Grade::None));
        if (facts.sinks.size() < 40)
            facts.sinks.append({sink, grade, facts.maybeChecked, m_frame->module, where});
    }
}

} // namespace drawbridge::routes
