#include "model/import/routes/valueflow.h"

#include <QRegularExpression>
#include <QScopedValueRollback>

namespace drawbridge::routes {

using namespace code;

// Work is bounded for the whole program and for each handler, so that no program takes long.
static constexpr qint64 MostModuleSteps = 400'000;
static constexpr qint64 MostHandlerSteps = 40'000;
static constexpr qint64 MostStepsOfAll = 8'000'000;
static constexpr int DeepestCall = 6;

const FlowArgument *FlowCall::argument(int position, const QString &keyword) const
{
    int at = 0;
    for (const FlowArgument &candidate : arguments) {
        if (!keyword.isEmpty() && candidate.keyword == keyword)
            return &candidate;
        if (candidate.keyword.isEmpty() && at++ == position)
            return &candidate;
    }
    return nullptr;
}

QString FlowCall::constant(int position, const QString &keyword) const
{
    const FlowArgument *found = argument(position, keyword);
    return found && found->value.text ? *found->value.text : QString();
}

ValueFlow::ValueFlow(const Application &application, ProgressSink &progress)
    : m_application(application)
    , m_progress(progress)
    , m_followed(application.modules().size(), 0)
{
    for (size_t i = 0; i < application.modules().size(); ++i)
        m_modules.push_back(newScope(static_cast<int>(i), nullptr));
}

// A scope holds the functions that were defined in it, and these hold the scope.
ValueFlow::~ValueFlow()
{
    for (const std::weak_ptr<Scope> &each : m_scopes) {
        if (const std::shared_ptr<Scope> scope = each.lock())
            scope->values.clear();
    }
}

std::shared_ptr<Scope> ValueFlow::newScope(int module, const std::shared_ptr<Scope> &parent)
{
    if (m_scopes.size() >= m_scopesToSweep) {
        std::erase_if(m_scopes, [](const std::weak_ptr<Scope> &scope) { return scope.expired(); });
        m_scopesToSweep = std::max(m_scopesToSweep, 2 * m_scopes.size());
    }
    auto scope = std::make_shared<Scope>();
    scope->module = module;
    scope->parent = parent;
    m_scopes.push_back(scope);
    return scope;
}

// False when there was enough of it.
bool ValueFlow::spend()
{
    ++m_steps;
    if (m_steps % 1024 == 0 && m_progress.cancelled())
        m_spent = true;
    if (m_steps > m_limit)
        m_spent = true;
    if (m_spent && m_handler)
        m_handler->incomplete = true;
    return !m_spent;
}

void ValueFlow::followModule(int module)
{
    char &followed = m_followed[static_cast<size_t>(module)];
    if (followed)
        return;
    followed = 1;
    Frame frame;
    frame.module = module;
    frame.scope = m_modules[static_cast<size_t>(module)];
    const QScopedValueRollback frames(m_frame, &frame);
    const QScopedValueRollback handlers(m_handler, static_cast<HandlerFacts *>(nullptr));
    const QScopedValueRollback checks(m_checked, QMap<int, Grade>());
    runBlock(m_application.module(module).tree.root);
}

void ValueFlow::followModules()
{
    m_steps = 0;
    m_limit = MostModuleSteps;
    for (size_t i = 0; i < m_modules.size(); ++i)
        followModule(static_cast<int>(i));
    followUncalled();
    m_modulesCut = std::exchange(m_spent, false);
}

// Factories are called by whoever runs the program, with arguments that nobody knows.
void ValueFlow::followUncalled()
{
    for (size_t i = 0; i < m_modules.size(); ++i) {
        const QMap<QString, FlowValue> values = m_modules[i]->values;
        for (const FlowValue &value : values) {
            for (const FunctionUse &function : value.functions) {
                const std::pair use(function.module, function.node);
                if (function.module != static_cast<int>(i) || m_called.contains(use))
                    continue;
                callUncalled(function);
            }
        }
    }
}

void ValueFlow::callUncalled(const FunctionUse &function)
{
    Frame frame;
    frame.module = function.module;
    frame.scope = m_modules[static_cast<size_t>(function.module)];
    const QScopedValueRollback frames(m_frame, &frame);
    const CodeTree &functions = tree();
    QList<FlowArgument> arguments;
    for (const CodeId parameter : functions.at(functions.part(function.node, 0)).parts) {
        FlowArgument argument;
        argument.keyword = functions.at(parameter).text;
        const CodeId type = functions.part(parameter, 1);
        if (m_listener && functions.part(parameter, 2) == NoCode)
            argument.value = m_listener->unknownArgument(argument.keyword, eval(type), language());
        if (!argument.value.objects.isEmpty())
            arguments += argument;
    }
    callFunction(function, arguments, {});
}

FlowValue ValueFlow::resolved(const FlowValue &value)
{
    const bool whole = value.module >= 0 && value.functions.isEmpty() && value.objects.isEmpty();
    return whole ? exportOf(value.module, QStringLiteral("default")) : value;
}

QStringList ValueFlow::parameterNames(const FunctionUse &use) const
{
    const CodeTree &functions = m_application.module(use.module).tree;
    QStringList names;
    for (const CodeId parameter : functions.at(functions.part(use.node, 0)).parts)
        names += functions.at(parameter).text;
    return names;
}

FlowValue ValueFlow::evaluate(int module, CodeId expression, const std::shared_ptr<Scope> &scope)
{
    if (expression == NoCode)
        return {};
    Frame frame;
    frame.module = module;
    frame.scope = scope ? scope : m_modules[static_cast<size_t>(module)];
    const QScopedValueRollback frames(m_frame, &frame);
    return eval(expression);
}

std::optional<FunctionUse> ValueFlow::method(const CodeUse &owner, const QString &name, int depth)
{
    const CodeTree &classes = m_application.module(owner.module).tree;
    if (!classes.is(owner.node, CodeKind::Class) || depth > 6)
        return std::nullopt;
    for (const CodeId member : classes.at(classes.part(owner.node, 1)).parts) {
        CodeId function = member;
        QString called = classes.at(member).text;
        if (classes.is(member, CodeKind::Assign)
            && classes.is(classes.part(member, 1), CodeKind::Function)) {
            called = classes.at(classes.part(member, 0)).text;
            function = classes.part(member, 1);
        }
        if (classes.is(function, CodeKind::Function) && called == name)
            return FunctionUse {owner.module, function, owner.around, owner.node};
    }
    for (const CodeId base : classes.at(classes.part(owner.node, 0)).parts) {
        const FlowValue value = evaluate(owner.module, base, owner.around);
        if (!value.literal)
            continue;
        if (auto found = method(*value.literal, name, depth + 1))
            return found;
    }
    return std::nullopt;
}

FlowValue ValueFlow::parameterValue(const QString &name, const QString &location, int where)
{
    FlowValue value;
    if (!m_handler)
        return value;
    Taint taint;
    taint.parameter = m_handler->parameter(name, location, where);
    taint.grade = m_handler->parameters[taint.parameter].initial;
    value.taints += taint;
    return value;
}

HandlerFacts ValueFlow::followHandler(const FunctionUse &function,
                                      const QMap<QString, FlowValue> &arguments,
                                      const HandlerFacts &known, FlowValue *returned)
{
    HandlerFacts facts = known;
    const QScopedValueRollback handlers(m_handler, &facts);
    const QScopedValueRollback checks(m_checked, known.checked);
    m_allSteps += m_steps;
    m_steps = 0;
    m_limit = std::min(MostHandlerSteps, MostStepsOfAll - m_allSteps);
    m_spent = false;
    Frame outer;
    outer.module = function.module;
    outer.scope = m_modules[static_cast<size_t>(function.module)];
    const QScopedValueRollback frames(m_frame, &outer);
    const std::shared_ptr<Scope> scope = newScope(function.module, function.around);
    bindParameters(function, {}, {}, scope);
    for (auto it = arguments.cbegin(); it != arguments.cend(); ++it)
        scope->values.insert(it.key(), it.value());
    m_called.insert({function.module, function.node});
    const FlowValue result = runBody(function, scope);
    if (returned)
        *returned = result;
    // What a handler returns is the page.
    static const QRegularExpression markup(QStringLiteral("<[a-zA-Z!/]"));
    const bool python = m_application.module(function.module).language == Language::Python;
    if (python && result.built && markup.match(result.pieces).hasMatch())
        reachSink(Sink::Html, result, node(function).line);
    m_spent = false;
    facts.checked.clear();
    for (auto it = m_checked.cbegin(); it != m_checked.cend() && it.key() < 0; ++it)
        facts.checked.insert(it.key(), it.value());
    return facts;
}

// What a parameter is when it is not given was worked out before any request came.
FlowValue ValueFlow::evalStandard(CodeId expression)
{
    const QScopedValueRollback handlers(m_handler, static_cast<HandlerFacts *>(nullptr));
    return eval(expression);
}

void ValueFlow::bindParameters(const FunctionUse &function, const QList<FlowArgument> &arguments,
                               const FlowValue &receiver, const std::shared_ptr<Scope> &scope)
{
    const CodeTree &functions = m_application.module(function.module).tree;
    const std::vector<CodeId> parameters = functions.at(functions.part(function.node, 0)).parts;
    const bool bound = function.owner != NoCode
        && m_application.module(function.module).language == Language::Python;
    const Frame *caller = m_frame;
    Frame frame;
    frame.module = function.module;
    frame.scope = scope;
    frame.depth = caller ? caller->depth : 0;
    const QScopedValueRollback frames(m_frame, &frame);
    qsizetype position = bound ? -1 : 0;
    for (const CodeId parameter : parameters) {
        const QString name = functions.at(parameter).text;
        FlowValue value;
        const FlowArgument *given = nullptr;
        qsizetype at = 0;
        for (const FlowArgument &argument : arguments) {
            const bool matches =
                argument.keyword.isEmpty() ? at == position : argument.keyword == name;
            at += argument.keyword.isEmpty() ? 1 : 0;
            if (matches)
                given = &argument;
            // What is spread may be any parameter; rests take what is left.
            if (argument.keyword.startsWith(u'*') || name.startsWith(u'*'))
                value.addTaints(argument.value.taints);
        }
        if (position == -1)
            value = receiver;
        else if (given)
            value = given->value;
        else if (functions.part(parameter, 2) != NoCode)
            value = joined(value, evalStandard(functions.part(parameter, 2)));
        ++position;
        const QString plain = name.startsWith(u"**") ? name.sliced(2)
            : name.startsWith(u'*')                  ? name.sliced(1)
                                                     : name;
        if (!plain.isEmpty())
            scope->values.insert(plain, value);
        if (functions.part(parameter, 0) != NoCode)
            assignPattern(functions.part(parameter, 0), value);
    }
}

FlowValue ValueFlow::runBody(const FunctionUse &function, const std::shared_ptr<Scope> &scope)
{
    const CodeTree &functions = m_application.module(function.module).tree;
    Frame frame;
    frame.module = function.module;
    frame.scope = scope;
    frame.depth = m_frame ? m_frame->depth + 1 : 1;
    m_active.append({function.module, function.node});
    {
        const QScopedValueRollback frames(m_frame, &frame);
        const CodeId body = functions.part(function.node, 1);
        if (run(body) == Exit::Next)
            frame.checkedAtExit =
                frame.checkedAtExit ? weakest(*frame.checkedAtExit, m_checked) : m_checked;
    }
    m_active.removeLast();
    // What was refused by an error inside is checked for the caller, too.
    if (frame.checkedAtExit)
        m_checked = *frame.checkedAtExit;
    return frame.result.value_or(FlowValue());
}

FlowValue ValueFlow::callFunction(const FunctionUse &function, const QList<FlowArgument> &arguments,
                                  const FlowValue &receiver)
{
    FlowValue made = receiver;
    made.names.clear();
    made.loseWholeness();
    FlowValue from;
    for (const FlowArgument &argument : arguments)
        from.addTaints(argument.value.taints);
    from.addTaints(made.taints);
    from.loseWholeness();
    m_called.insert({function.module, function.node});
    const std::pair use(function.module, function.node);
    if (m_active.contains(use) || m_active.size() > 40)
        return from;
    const bool deep = m_frame && m_frame->depth >= DeepestCall;
    if (deep || !spend()) {
        escape(from);
        if (m_handler)
            m_handler->unknownCalls = true;
        return from;
    }
    const std::shared_ptr<Scope> scope = newScope(function.module, function.around);
    bindParameters(function, arguments, receiver, scope);
    return runBody(function, scope);
}

} // namespace drawbridge::routes
