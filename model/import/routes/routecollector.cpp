#include "model/import/routes/routecollector.h"

#include <QRegularExpression>

namespace drawbridge::routes {

using namespace code;

static constexpr qsizetype MostObjects = 2'000;
static constexpr qsizetype MostRoutes = 5'000;

FlowValue RouteCollector::objectValue(int object)
{
    FlowValue value;
    value.objects = {object};
    return value;
}

int RouteCollector::addObject(RouteObjectKind kind, Framework framework, const FlowCall &call,
                              const QString &prefix)
{
    // The same place followed twice is one object.
    for (qsizetype i = 0; i < m_objects.size(); ++i) {
        const RouteObject &known = m_objects[i];
        if (kind != RouteObjectKind::Decorator && kind != RouteObjectKind::Chain
            && known.kind == kind && known.module == call.module && known.line == call.line
            && known.prefix == prefix)
            return static_cast<int>(i);
    }
    if (m_objects.size() >= MostObjects) {
        m_missesRoutes = true;
        return static_cast<int>(m_objects.size()) - 1;
    }
    RouteObject object;
    object.kind = kind;
    object.framework = framework;
    object.module = call.module;
    object.line = call.line;
    object.prefix = prefix;
    m_objects += object;
    return static_cast<int>(m_objects.size()) - 1;
}

QStringList RouteCollector::textsOf(const FlowValue &list)
{
    if (list.text)
        return {*list.text};
    QStringList texts;
    if (!list.literal)
        return texts;
    const CodeTree &tree = m_flow.application().module(list.literal->module).tree;
    if (!tree.is(list.literal->node, CodeKind::List))
        return texts;
    const std::vector<CodeId> parts = tree.at(list.literal->node).parts;
    for (const CodeId part : parts) {
        const FlowValue item = m_flow.evaluate(list.literal->module, part, list.literal->around);
        if (item.text)
            texts += *item.text;
        else if (tree.is(part, CodeKind::Regex))
            texts += QString(tree.at(part).text);
    }
    return texts;
}

// A number, also as a product: "16 * 1024".
static std::optional<qint64> constantNumber(const CodeTree &tree, CodeId node, int depth = 0)
{
    if (tree.is(node, CodeKind::Number)) {
        bool fits = false;
        QString text = tree.at(node).text;
        const qint64 number = text.remove(u'_').toLongLong(&fits);
        return fits ? std::optional(number) : std::nullopt;
    }
    if (!tree.is(node, CodeKind::Binary) || depth > 4)
        return std::nullopt;
    const auto left = constantNumber(tree, tree.part(node, 0), depth + 1);
    const auto right = constantNumber(tree, tree.part(node, 1), depth + 1);
    if (!left || !right || *left > 1'000'000'000 || *right > 1'000'000'000)
        return std::nullopt;
    const QString name = tree.at(node).text;
    if (name == u"*")
        return *left * *right;
    if (name == u"<<" && *right < 40)
        return *left << *right;
    return name == u"+" ? std::optional(*left + *right) : std::nullopt;
}

std::optional<qint64> RouteCollector::numberOf(const FlowValue &value) const
{
    // A number that stands for one which may come from elsewhere is none.
    if (!value.literal || !value.names.isEmpty())
        return std::nullopt;
    return constantNumber(m_flow.application().module(value.literal->module).tree,
                          value.literal->node);
}

QList<RouteGuard> RouteCollector::listed(const FlowArgument *list)
{
    QList<RouteGuard> guards;
    if (!list || !list->value.literal)
        return guards;
    const CodeUse &use = *list->value.literal;
    const CodeTree &tree = m_flow.application().module(use.module).tree;
    if (!tree.is(use.node, CodeKind::List))
        return guards;
    const std::vector<CodeId> parts = tree.at(use.node).parts;
    for (const CodeId part : parts)
        guards.append({m_flow.evaluate(use.module, part, use.around), {}, ++m_order});
    return guards;
}

void RouteCollector::mount(int parent, const FlowValue &child, const QString &prefix, bool replaces,
                           const QList<RouteGuard> &guards)
{
    const FlowValue value = m_flow.resolved(child);
    if (value.objects.isEmpty())
        m_missesRoutes = true;
    for (const int object : value.objects) {
        const bool known = std::any_of(m_mounts.cbegin(), m_mounts.cend(), [&](const auto &each) {
            return each.parent == parent && each.child == object && each.prefix == prefix;
        });
        if (object != parent && !known && m_mounts.size() < MostObjects)
            m_mounts.append({parent, object, prefix, replaces, guards, ++m_order});
    }
}

void RouteCollector::addRoute(int owner, const QStringList &methods, const QString &path,
                              const FlowValue &handler, const QList<RouteGuard> &guards, int module,
                              int line)
{
    const QString key = QStringLiteral("%1 %2 %3 %4 %5")
                            .arg(owner)
                            .arg(module)
                            .arg(line)
                            .arg(methods.join(u','), path);
    if (m_knownRoutes.contains(key))
        return;
    m_knownRoutes.insert(key);
    if (m_routes.size() >= MostRoutes) {
        m_missesRoutes = true;
        return;
    }
    m_routes.append({owner, methods, path, handler, guards, module, line, ++m_order});
}

namespace {

// Calls that make an application or a router.
struct Creation
{
    const char16_t *name;
    RouteObjectKind kind;
    Framework framework;
};
constexpr std::array Creations = {
    Creation {u"flask.Flask", RouteObjectKind::Application, Framework::Flask},
    Creation {u"quart.Quart", RouteObjectKind::Application, Framework::Flask},
    Creation {u"apiflask.APIFlask", RouteObjectKind::Application, Framework::Flask},
    Creation {u"flask_openapi3.OpenAPI", RouteObjectKind::Application, Framework::Flask},
    Creation {u"flask.Blueprint", RouteObjectKind::Router, Framework::Flask},
    Creation {u"flask.blueprints.Blueprint", RouteObjectKind::Router, Framework::Flask},
    Creation {u"quart.Blueprint", RouteObjectKind::Router, Framework::Flask},
    Creation {u"apiflask.APIBlueprint", RouteObjectKind::Router, Framework::Flask},
    Creation {u"flask_smorest.Blueprint", RouteObjectKind::Router, Framework::Flask},
    Creation {u"flask_restful.Api", RouteObjectKind::Router, Framework::Flask},
    Creation {u"flask_restx.Api", RouteObjectKind::Router, Framework::Flask},
    Creation {u"flask_smorest.Api", RouteObjectKind::Router, Framework::Flask},
    Creation {u"flask_restx.Namespace", RouteObjectKind::Router, Framework::Flask},
    Creation {u"fastapi.FastAPI", RouteObjectKind::Application, Framework::FastApi},
    Creation {u"fastapi.applications.FastAPI", RouteObjectKind::Application, Framework::FastApi},
    Creation {u"fastapi.APIRouter", RouteObjectKind::Router, Framework::FastApi},
    Creation {u"fastapi.routing.APIRouter", RouteObjectKind::Router, Framework::FastApi},
    Creation {u"express", RouteObjectKind::Application, Framework::Express},
    Creation {u"express.default", RouteObjectKind::Application, Framework::Express},
    Creation {u"express.Router", RouteObjectKind::Router, Framework::Express},
    Creation {u"express-promise-router", RouteObjectKind::Router, Framework::Express},
};

} // namespace

std::optional<FlowValue> RouteCollector::created(const FlowCall &call)
{
    for (const QString &name : call.callee.names) {
        for (const Creation &creation : Creations) {
            if (name != creation.name)
                continue;
            const bool isNamespace = name.endsWith(u"Namespace");
            QString prefix =
                call.constant(99,
                              creation.framework == Framework::Flask ? QStringLiteral("url_prefix")
                                                                     : QStringLiteral("prefix"));
            if (prefix.isEmpty() && name.startsWith(u"flask_rest"))
                prefix = call.constant(
                    99, isNamespace ? QStringLiteral("path") : QStringLiteral("prefix"));
            if (prefix.isEmpty() && isNamespace && !call.constant(0).isEmpty())
                prefix = u'/' + call.constant(0);
            const int object = addObject(creation.kind, creation.framework, call, prefix);
            m_objects[object].guards += listed(call.argument(99, QStringLiteral("dependencies")));
            if (const FlowArgument *debug = call.argument(99, QStringLiteral("debug"));
                debug && debug->value.truth.value_or(false) && !m_debug)
                m_debug = {call.module, call.line};
            // "Api(app)"
            const bool isApi = name.endsWith(u".Api");
            if (isApi && !call.arguments.isEmpty()) {
                for (const int parent : call.arguments.first().value.objects)
                    mount(parent, objectValue(object), {}, false, {});
            }
            return objectValue(object);
        }
    }
    return std::nullopt;
}

// Extensions of Flask that are given the application.
std::optional<FlowValue> RouteCollector::extended(const FlowCall &call)
{
    for (const QString &name : call.callee.names) {
        const bool csrf = name == u"flask_wtf.CSRFProtect" || name == u"flask_wtf.csrf.CSRFProtect"
            || name == u"flask_wtf.CSRFProtect().init_app"
            || name == u"flask_wtf.csrf.CSRFProtect().init_app" || name == u"flask_seasurf.SeaSurf";
        for (const FlowArgument &argument : call.arguments) {
            for (const int object : argument.value.objects) {
                if (csrf)
                    m_objects[object].csrfToken = true;
                if (name == u"uvicorn.run")
                    noteListening(call, 99);
            }
        }
        if (name == u"uvicorn.run" && call.arguments.size() > 0
            && call.arguments.first().value.objects.isEmpty())
            noteListening(call, 99);
    }
    return std::nullopt;
}

void RouteCollector::noteListening(const FlowCall &call, int portPosition)
{
    const FlowArgument *port = call.argument(portPosition, QStringLiteral("port"));
    const FlowArgument *debug = call.argument(99, QStringLiteral("debug"));
    const FlowArgument *reload = call.argument(99, QStringLiteral("reload"));
    const bool debugs = (debug && debug->value.truth.value_or(false))
        || (reload && reload->value.truth.value_or(false));
    if (debugs && !m_debug)
        m_debug = {call.module, call.line};
    Listening listening;
    listening.module = call.module;
    listening.line = call.line;
    listening.address = call.constant(99, QStringLiteral("host"));
    const auto number = port ? numberOf(port->value) : std::nullopt;
    if (number && *number > 0 && *number < 65536)
        listening.port = static_cast<int>(*number);
    if (!m_listening && (listening.port > 0 || !listening.address.isEmpty()))
        m_listening = listening;
}

std::optional<FlowValue> RouteCollector::called(const FlowCall &call)
{
    // Handlers are followed later, and register nothing.
    if (m_flow.handler())
        return std::nullopt;
    if (auto object = created(call))
        return object;
    (void)extended(call);
    // "app.route('/x')(function)"
    for (const int object : call.callee.objects) {
        if (m_objects[object].kind == RouteObjectKind::Decorator && !call.arguments.isEmpty()) {
            decorated(objectValue(object), call.arguments.first().value, call.line);
            return call.arguments.first().value;
        }
    }
    if (call.method.isEmpty())
        return std::nullopt;
    std::optional<FlowValue> result;
    for (const int object : call.receiver.objects) {
        std::optional<FlowValue> one;
        switch (m_objects[object].framework) {
        case Framework::Flask:
            one = flaskCalled(object, call);
            break;
        case Framework::FastApi:
            one = fastApiCalled(object, call);
            break;
        case Framework::Express:
            one = expressCalled(object, call);
            break;
        }
        if (one)
            result = result ? joined(*result, *one) : one;
    }
    return result;
}

void RouteCollector::decorated(const FlowValue &decorator, const FlowValue &target, int line)
{
    if (m_flow.handler())
        return;
    bool isRoute = false;
    for (const int object : decorator.objects) {
        const RouteObject route = m_objects[object];
        if (route.kind != RouteObjectKind::Decorator)
            continue;
        isRoute = true;
        QList<RouteGuard> guards = route.guards;
        for (const FunctionUse &function : target.functions)
            guards += m_decorators.value({function.module, function.node});
        if (target.literal)
            guards += m_decorators.value({target.literal->module, target.literal->node});
        // "before_request" and the like have no path and no methods.
        if (route.methods.isEmpty() && route.path.isEmpty())
            m_objects[route.owner].guards.append({target, {}, ++m_order});
        else
            addRoute(route.owner, route.methods, route.path, target, guards, route.module, line);
    }
    if (isRoute)
        return;
    for (const FunctionUse &function : target.functions)
        m_decorators[{function.module, function.node}].append({decorator, {}, ++m_order});
    if (target.literal)
        m_decorators[{target.literal->module, target.literal->node}].append(
            {decorator, {}, ++m_order});
}

// "@app.before_request" is a decorator without being called.
FlowValue RouteCollector::hookOf(int owner)
{
    FlowCall call;
    call.module = m_objects[owner].module;
    call.line = m_objects[owner].line;
    const int made = addObject(RouteObjectKind::Decorator, Framework::Flask, call, {});
    m_objects[made].owner = owner;
    return objectValue(made);
}

std::optional<FlowValue> RouteCollector::member(const FlowValue &object, const QString &name)
{
    const bool isHook = name == u"before_request" || name == u"before_app_request";
    if (isHook && !m_flow.handler() && !object.objects.isEmpty()
        && m_objects[object.objects.first()].framework == Framework::Flask)
        return hookOf(object.objects.first());
    if (name == u"config") {
        FlowValue value = object;
        value.names = {QStringLiteral("flask.config")};
        return value;
    }
    FlowValue value;
    for (const int each : object.objects) {
        const Framework framework = m_objects[each].framework;
        value.names = {(framework == Framework::Flask         ? QStringLiteral("flask.Flask().")
                            : framework == Framework::FastApi ? QStringLiteral("fastapi.FastAPI().")
                                                              : QStringLiteral("express()."))
                       + name};
    }
    return value;
}

FlowValue RouteCollector::unknownArgument(const QString &name, const FlowValue &type,
                                          Language language)
{
    std::optional<Framework> framework;
    if (type.names.contains(QStringLiteral("flask.Flask")))
        framework = Framework::Flask;
    else if (type.names.contains(QStringLiteral("fastapi.FastAPI")))
        framework = Framework::FastApi;
    else if (language == Language::Script && (name == u"app" || name == u"router"))
        framework = Framework::Express;
    if (!framework)
        return {};
    return objectValue(addObject(RouteObjectKind::Application, *framework, {}, {}));
}

void RouteCollector::configure(int object, const QString &key, const FlowValue &value, int module,
                               int line)
{
    if (key == u"MAX_CONTENT_LENGTH")
        m_objects[object].largestBody = numberOf(value);
    const bool debugs = key == u"DEBUG" || key == u"debug";
    if (debugs && value.truth.value_or(false) && !m_debug)
        m_debug = {module, line};
    if (key == u"wsgi_app") {
        static const QRegularExpression harmless(QStringLiteral(
            "ProxyFix|WhiteNoise|Dispatcher|SharedData|Profiler|Prometheus|Reverse"));
        m_wrapped =
            m_wrapped || value.names.isEmpty() || !harmless.match(value.names.first()).hasMatch();
    }
}

void RouteCollector::assigned(const FlowValue &object, const QString &member,
                              const FlowValue &value, int module, int line)
{
    for (const int each : object.objects)
        configure(each, member, value, module, line);
}

} // namespace drawbridge::routes
