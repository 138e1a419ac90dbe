#include "model/import/endpointwords.h"
#include "model/import/routes/codefacts.h"
#include "model/import/routes/codesecrets.h"
#include "model/import/routes/protection.h"
#include "model/import/routes/routereach.h"
#include "model/import/routes/signature.h"
#include "model/import/secretclassifier.h"
#include "model/import/showntext.h"

namespace drawbridge::routes {

using namespace code;

namespace {

constexpr qsizetype MostEndpoints = 5'000;
constexpr qsizetype LongestRoutePath = 256;

// A handler of a route: the function, and the method that it serves.
struct Handler
{
    QString method;
    FunctionUse function;
};

// Takes what was collected of a program and follows its handlers.
class EndpointReader
{
public:
    EndpointReader(const Application &application, ValueFlow &flow, RouteCollector &collector,
                   CodeFacts &facts)
        : m_application(application)
        , m_flow(flow)
        , m_collector(collector)
        , m_protections(flow)
        , m_facts(facts)
    {
    }

    void run(ProgressSink &progress);

private:
    void read(const RegisteredRoute &route);
    QList<Handler> handlersOf(const RegisteredRoute &route);
    void readHandler(const RegisteredRoute &route, const Handler &handler, const RoutePath &path,
                     const RouteReach &way);
    HandlerFacts follow(const Handler &handler, const RoutePath &path, const RegisteredRoute &route,
                        Protection *dependencies);
    void presetChecks(const RegisteredRoute &route, HandlerFacts &known) const;
    Protection protectionOf(const RegisteredRoute &route, const RouteReach &way,
                            const FunctionUse &function);
    QList<RouteGuard> classGuards(const RegisteredRoute &route);
    void describeParameters(CodeEndpoint &endpoint, const HandlerFacts &facts) const;
    void describeEffects(CodeEndpoint &endpoint, const HandlerFacts &facts) const;
    CodePlace place(int module, int line) const
    {
        return {m_application.module(module).path, line};
    }

    const Application &m_application;
    ValueFlow &m_flow;
    RouteCollector &m_collector;
    ProtectionReader m_protections;
    CodeFacts &m_facts;
    QSet<int> m_unmounted;
    QSet<QString> m_known;
};

QList<Handler> EndpointReader::handlersOf(const RegisteredRoute &route)
{
    static const QStringList words {QStringLiteral("get"), QStringLiteral("post"),
                                    QStringLiteral("put"), QStringLiteral("patch"),
                                    QStringLiteral("delete")};
    QList<Handler> handlers;
    const auto &use = route.handler.instance ? route.handler.instance : route.handler.literal;
    if (use && m_application.module(use->module).tree.is(use->node, CodeKind::Class)) {
        for (const QString &word : words) {
            const QString method = word.toUpper();
            const auto function = m_flow.method(*use, word);
            if (function && (route.methods.isEmpty() || route.methods.contains(method)))
                handlers.append({method, *function});
        }
        return handlers;
    }
    QStringList methods = route.methods;
    if (methods.isEmpty())
        methods = {QStringLiteral("GET")};
    // A wrapper around a handler that was not followed, and handlers in libraries.
    FunctionUse function {route.module, NoCode, {}, NoCode};
    if (!route.handler.functions.isEmpty())
        function = route.handler.functions.first();
    for (const QString &method : std::as_const(methods)) {
        if (method != u"OPTIONS" && method != u"HEAD")
            handlers.append({method == u"*" ? QStringLiteral("ANY") : method.left(16), function});
    }
    return handlers;
}

// "method_decorators = [login_required]" of a class of handlers.
QList<RouteGuard> EndpointReader::classGuards(const RegisteredRoute &route)
{
    QList<RouteGuard> guards;
    const auto &use = route.handler.literal;
    if (!use)
        return guards;
    const CodeTree &tree = m_application.module(use->module).tree;
    if (!tree.is(use->node, CodeKind::Class))
        return guards;
    const std::vector<CodeId> members = tree.at(tree.part(use->node, 1)).parts;
    for (const CodeId member : members) {
        const CodeId target = tree.part(member, 0);
        const CodeId list = tree.part(member, 1);
        const bool named = tree.is(member, CodeKind::Assign) && tree.is(target, CodeKind::Name)
            && (tree.at(target).text == u"decorators"
                || tree.at(target).text == u"method_decorators")
            && tree.is(list, CodeKind::List);
        if (!named)
            continue;
        const std::vector<CodeId> items = tree.at(list).parts;
        for (const CodeId item : items)
            guards.append({m_flow.evaluate(use->module, item, use->around), {}, 0});
    }
    return guards;
}

Protection EndpointReader::protectionOf(const RegisteredRoute &route, const RouteReach &way,
                                        const FunctionUse &function)
{
    const Framework framework = m_collector.objects()[route.owner].framework;
    Protection result;
    result.known = !m_collector.isWrapped() && function.node != NoCode;
    QList<RouteGuard> own = route.guards + classGuards(route);
    // Decorators of the methods of a class.
    const CodeTree &tree = m_application.module(function.module).tree;
    const CodeId decorators = function.owner != NoCode ? tree.part(function.node, 2) : NoCode;
    for (const CodeId each :
         decorators != NoCode ? tree.at(decorators).parts : std::vector<CodeId>())
        own.append({m_flow.evaluate(function.module, each, function.around), {}, 0});
    using Role = ProtectionReader::Role;
    const Role role = framework == Framework::Flask ? Role::Decorator
        : framework == Framework::FastApi           ? Role::Dependency
                                                    : Role::Middleware;
    const Role outer = framework == Framework::Flask ? Role::Hook : role;
    for (const RouteGuard &guard : std::as_const(own))
        result = ProtectionReader::together(result, m_protections.of(role, guard.value));
    for (const RouteGuard &guard : way.guards)
        result = ProtectionReader::together(result, m_protections.of(outer, guard.value));
    return result;
}

// "body('email').isEmail()" of express-validator.
void EndpointReader::presetChecks(const RegisteredRoute &route, HandlerFacts &known) const
{
    static const QMap<QString, QString> locations {
        {QStringLiteral("body"), QStringLiteral("body")},
        {QStringLiteral("query"), QStringLiteral("query")},
        {QStringLiteral("param"), QStringLiteral("path")},
        {QStringLiteral("header"), QStringLiteral("header")},
        {QStringLiteral("cookie"), QStringLiteral("cookie")}};
    static const QString library = QStringLiteral("express-validator.");
    for (const RouteGuard &guard : route.guards) {
        const QString name = guard.value.names.value(0);
        const QString location = locations.value(name.mid(library.size()).section(u'(', 0, 0));
        if (!name.startsWith(library) || location.isEmpty() || !guard.value.text
            || guard.value.text->isEmpty() || !m_flow.readsValidation())
            continue;
        const Grade grade = name.contains(u".isIn()") ? Grade::AllowList
            : name.contains(u".isInt()") || name.contains(u".isBoolean()")
                || name.contains(u".isFloat()") || name.contains(u".isNumeric()")
            ? Grade::Type
            : name.contains(u".is") || name.contains(u".matches()") ? Grade::Pattern
                                                                    : Grade::None;
        ParameterFacts &facts =
            known.parameters[known.parameter(*guard.value.text, location, route.line)];
        facts.initial = std::max(facts.initial, grade);
        facts.best = facts.initial;
    }
}

HandlerFacts EndpointReader::follow(const Handler &handler, const RoutePath &path,
                                    const RegisteredRoute &route, Protection *dependencies)
{
    const FunctionUse &function = handler.function;
    const Framework framework = m_collector.objects()[route.owner].framework;
    HandlerFacts known;
    known.mayBeChecked = dependencies->mayCheck;
    known.checked = dependencies->checked;
    QMap<QString, FlowValue> arguments;
    if (framework == Framework::FastApi && function.node != NoCode) {
        Signature signature = SignatureReader(m_flow).read(function, path.path);
        for (const FlowValue &dependency : std::as_const(signature.dependencies))
            *dependencies = ProtectionReader::together(
                *dependencies, m_protections.of(ProtectionReader::Role::Dependency, dependency));
        known = std::move(signature.known);
        arguments = std::move(signature.arguments);
    }
    known.method = handler.method == u"ANY" ? QString() : handler.method;
    for (const RoutePath::Placeholder &placeholder : path.placeholders) {
        const int index =
            known.parameter(placeholder.name.left(128), QStringLiteral("path"), route.line);
        ParameterFacts &facts = known.parameters[index];
        if (framework == Framework::FastApi && arguments.contains(placeholder.name))
            continue;
        facts.type = placeholder.type;
        facts.initial = placeholder.grade;
        facts.best = placeholder.grade;
        FlowValue value;
        Taint taint;
        taint.parameter = index;
        taint.grade = placeholder.grade;
        value.taints += taint;
        if (framework != Framework::Express)
            arguments.insert(placeholder.name, value);
    }
    if (framework == Framework::Express)
        presetChecks(route, known);
    if (function.node == NoCode) {
        known.incomplete = true;
        known.moreParameters = true;
        known.unknownCalls = true;
        for (ParameterFacts &facts : known.parameters)
            facts.escaped = facts.maybeChecked = true;
        return known;
    }
    if (framework == Framework::Express)
        arguments = m_protections.expressArguments(function);
    return m_flow.followHandler(function, arguments, known);
}

void EndpointReader::describeParameters(CodeEndpoint &endpoint, const HandlerFacts &facts) const
{
    const bool complete = !facts.incomplete;
    for (const ParameterFacts &parameter : facts.parameters) {
        CodeParameter described;
        described.name = shown(parameter.name);
        described.location = parameter.location;
        described.type = shown(parameter.type);
        described.read = {endpoint.place.file, parameter.line};
        if (const auto sink = parameter.sink(complete))
            described.sink = wordOf(*sink);
        if (const auto grade = parameter.validation(complete))
            described.validation = wordOf(*grade);
        if (const SinkUse *use = parameter.worstUse())
            described.ends = place(use->module, use->line);
        if (!described.name.isEmpty())
            endpoint.parameters += described;
    }
    endpoint.moreParameters = facts.moreParameters || facts.incomplete;
}

void EndpointReader::describeEffects(CodeEndpoint &endpoint, const HandlerFacts &facts) const
{
    static const QStringList reads {QStringLiteral("GET"), QStringLiteral("TRACE"),
                                    QStringLiteral("ANY"), QStringLiteral("WS")};
    endpoint.changes = endpoint.place;
    if (!reads.contains(endpoint.method)) {
        endpoint.stateChanging = true;
    } else if (facts.writes > 0) {
        endpoint.stateChanging = true;
    } else if (endpoint.method == u"GET" && !facts.unknownCalls && !facts.incomplete) {
        endpoint.stateChanging = false;
    }
    if (facts.takesFiles)
        endpoint.fileUpload = true;
    else if (!facts.moreParameters && !facts.incomplete)
        endpoint.fileUpload = false;
    bool password = false;
    for (const CodeParameter &parameter : std::as_const(endpoint.parameters))
        password = password || parameter.name.contains(u"password", Qt::CaseInsensitive);
    endpoint.login = endpoint.method == u"POST" && password && isLoginPath(endpoint.path);
    endpoint.administrative = isAdministrativePath(endpoint.path);
}

void EndpointReader::readHandler(const RegisteredRoute &route, const Handler &handler,
                                 const RoutePath &path, const RouteReach &way)
{
    CodeEndpoint endpoint;
    endpoint.method = handler.method;
    endpoint.path = redactedText(path.path).simplified().left(LongestRoutePath);
    if (endpoint.path.isEmpty())
        endpoint.path = QStringLiteral("/");
    // The first one answers.
    const QString name = endpoint.method + u' ' + endpoint.path;
    if (m_known.contains(name))
        return;
    m_known.insert(name);
    const bool elsewhere = handler.function.node != NoCode;
    endpoint.place = place(route.module, route.line);
    if (elsewhere && handler.function.module == route.module)
        endpoint.lastLine = m_application.module(route.module).tree.lastLine(handler.function.node);
    if (endpoint.lastLine < endpoint.place.line)
        endpoint.lastLine = 0;
    Protection protection = protectionOf(route, way, handler.function);
    const HandlerFacts facts = follow(handler, path, route, &protection);
    protection = ProtectionReader::together(protection, ProtectionReader::ofFacts(facts));
    describeParameters(endpoint, facts);
    describeEffects(endpoint, facts);
    if (!protection.word.isEmpty())
        endpoint.authentication = protection.word;
    else if (protection.known && !facts.moreParameters)
        endpoint.authentication = QStringLiteral("none");
    if (protection.byFunction && !protection.word.isEmpty())
        endpoint.authorization = QStringLiteral("function");
    endpoint.rateLimit = protection.rateLimit;
    endpoint.csrfToken = way.csrfToken && endpoint.stateChanging.value_or(false);
    endpoint.largestBody = way.largestBody;
    m_facts.endpoints += endpoint;
}

void EndpointReader::read(const RegisteredRoute &route)
{
    const RouteObject &owner = m_collector.objects()[route.owner];
    const QString ownPath = owner.framework == Framework::Express
        ? (route.path == u"/" ? QString() : route.path)
        : route.path;
    const QList<RouteReach> ways = waysTo(m_collector, route.owner, route.order, route.path);
    const QList<Handler> handlers = handlersOf(route);
    for (const RouteReach &way : ways) {
        const RoutePath path = readRoutePath(joinedPath(way.prefix, ownPath), owner.framework);
        if (!way.rooted && !m_unmounted.contains(route.owner)) {
            m_unmounted.insert(route.owner);
            m_facts.diagnostics.append(
                {DiagnosticSeverity::Information,
                 QStringLiteral("the routes of this router are not seen to be mounted anywhere; "
                                "their paths may begin with more"),
                 {m_application.module(owner.module).path, owner.line, 0}});
        }
        for (const Handler &handler : handlers) {
            if (m_facts.endpoints.size() >= MostEndpoints) {
                m_facts.incomplete = true;
                return;
            }
            readHandler(route, handler, path, way);
        }
    }
}

void EndpointReader::run(ProgressSink &progress)
{
    static const QMap<Framework, QString> names {{Framework::Flask, QStringLiteral("Flask")},
                                                 {Framework::FastApi, QStringLiteral("FastAPI")},
                                                 {Framework::Express, QStringLiteral("Express")}};
    const QList<RegisteredRoute> routes = m_collector.routes();
    for (const RegisteredRoute &route : routes) {
        if (progress.cancelled())
            break;
        const QString name = names.value(m_collector.objects()[route.owner].framework);
        if (!m_facts.frameworks.contains(name))
            m_facts.frameworks += name;
        read(route);
    }
    std::sort(m_facts.endpoints.begin(), m_facts.endpoints.end(),
              [](const CodeEndpoint &a, const CodeEndpoint &b) {
                  return std::tie(a.path, a.method) < std::tie(b.path, b.method);
              });
}

void tellUnread(const Application &application, CodeFacts &facts)
{
    for (const CodeModule &module : application.modules()) {
        if (!module.tree.incomplete)
            continue;
        facts.incomplete = true;
        facts.diagnostics.append(
            {DiagnosticSeverity::Warning,
             QStringLiteral("is not understood from here on; what it holds may "
                            "be missing"),
             {module.path, module.tree.incompleteLine, 0}});
    }
}

} // namespace

CodeFacts readCodeFacts(const QList<CodeFile> &files, ProgressSink &progress)
{
    CodeFacts facts;
    const Application application(files);
    ValueFlow flow(application, progress);
    RouteCollector collector(flow);
    flow.setListener(&collector);
    flow.followModules();
    tellUnread(application, facts);
    EndpointReader(application, flow, collector, facts).run(progress);
    facts.incomplete = facts.incomplete || flow.isCut();
    if (collector.missesRoutes())
        facts.diagnostics.append(
            {DiagnosticSeverity::Information,
             QStringLiteral(
                 "some routes are registered in a way that cannot be followed; there may "
                 "be more than these"),
             {application.modules().empty() ? QString() : application.module(0).path, 0, 0}});
    if (const auto debug = collector.debugMode(); debug && debug->second > 0)
        facts.debugMode = CodePlace {application.module(debug->first).path, debug->second};
    if (const auto &listening = collector.listening()) {
        facts.port = listening->port;
        facts.listensOn = shown(listening->address);
        facts.listens = {application.module(listening->module).path, listening->line};
    }
    for (const RouteObject &object : collector.objects()) {
        const QString path = object.line > 0 ? application.module(object.module).path : QString();
        if (!path.isEmpty() && !facts.files.contains(path))
            facts.files += path;
    }
    for (const CodeModule &module : application.modules())
        facts.secrets += secretsIn(module);
    return facts;
}

} // namespace drawbridge::routes
