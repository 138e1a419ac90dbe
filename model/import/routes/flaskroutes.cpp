#include "model/import/routes/routecollector.h"

namespace drawbridge::routes {

using namespace code;

static const QStringList &shortcutMethods()
{
    static const QStringList methods {QStringLiteral("get"), QStringLiteral("post"),
                                      QStringLiteral("put"), QStringLiteral("patch"),
                                      QStringLiteral("delete")};
    return methods;
}

static QStringList upperCased(const QStringList &words)
{
    QStringList result;
    for (const QString &word : words)
        result += word.toUpper();
    return result;
}

// "app.add_url_rule('/x', 'x', view, methods=['POST'])"
void RouteCollector::addFlaskRule(int object, const FlowCall &call)
{
    const FlowArgument *view = call.argument(2, QStringLiteral("view_func"));
    if (!view)
        return;
    const FlowArgument *methods = call.argument(99, QStringLiteral("methods"));
    addRoute(object, methods ? upperCased(textsOf(methods->value)) : QStringList(),
             call.constant(0, QStringLiteral("rule")), view->value, {}, call.module, call.line);
}

// "api.add_resource(Users, '/users', '/people')"
void RouteCollector::addResource(int object, const FlowCall &call)
{
    for (qsizetype i = 1; i < call.arguments.size(); ++i) {
        const FlowArgument &path = call.arguments[i];
        if (path.keyword.isEmpty() && path.value.text)
            addRoute(object, {}, *path.value.text, call.arguments.first().value, {}, call.module,
                     call.line);
    }
}

// "app.config.update(KEY=value)", "app.config.from_object(Settings)".
void RouteCollector::configureFrom(int object, const FlowCall &call)
{
    for (const FlowArgument &argument : call.arguments) {
        if (!argument.keyword.isEmpty())
            configure(object, argument.keyword, argument.value, call.module, call.line);
        const auto &use = argument.value.literal;
        if (!use)
            continue;
        const CodeTree &tree = m_flow.application().module(use->module).tree;
        const bool isClass = tree.is(use->node, CodeKind::Class);
        if (!isClass && !tree.is(use->node, CodeKind::Map))
            continue;
        const std::vector<CodeId> parts =
            tree.at(isClass ? tree.part(use->node, 1) : use->node).parts;
        for (const CodeId part : parts) {
            const bool assigns = isClass && tree.is(part, CodeKind::Assign)
                && tree.is(tree.part(part, 0), CodeKind::Name);
            const QString key = assigns ? QString(tree.at(tree.part(part, 0)).text)
                : isClass               ? QString()
                                        : QString(tree.at(part).text);
            if (!key.isEmpty())
                configure(
                    object, key,
                    m_flow.evaluate(use->module, tree.part(part, assigns ? 1 : 0), use->around),
                    use->module, tree.at(part).line);
        }
    }
}

// Two routes of one function, one above the other, are two decorators.
FlowValue RouteCollector::flaskDecorator(int object, const FlowCall &call, const QString &path,
                                         const QStringList &methods)
{
    const int made = addObject(RouteObjectKind::Decorator, Framework::Flask, call, {});
    m_objects[made].owner = object;
    m_objects[made].path = path;
    m_objects[made].methods = methods;
    return objectValue(made);
}

FlowValue RouteCollector::flaskRoute(int object, const FlowCall &call)
{
    const FlowArgument *methods = call.argument(99, QStringLiteral("methods"));
    const QString path = call.constant(0, QStringLiteral("rule"));
    QStringList words = methods ? upperCased(textsOf(methods->value)) : QStringList();
    if (path.isEmpty() && words.isEmpty())
        words = {QStringLiteral("*")};
    return flaskDecorator(object, call,
                          path.isEmpty() && call.arguments.isEmpty() ? QStringLiteral("/") : path,
                          words);
}

void RouteCollector::mountFlask(int object, const FlowCall &call)
{
    const bool isNamespace = call.method == u"add_namespace";
    const FlowArgument *child = call.argument(0);
    const FlowArgument *prefix =
        call.argument(99, isNamespace ? QStringLiteral("path") : QStringLiteral("url_prefix"));
    if (!prefix && isNamespace)
        prefix = call.argument(1);
    if (child)
        mount(object, child->value, prefix && prefix->value.text ? *prefix->value.text : QString(),
              prefix != nullptr, {});
}

std::optional<FlowValue> RouteCollector::flaskCalled(int object, const FlowCall &call)
{
    static const QStringList others {
        QStringLiteral("errorhandler"),        QStringLiteral("app_errorhandler"),
        QStringLiteral("after_request"),       QStringLiteral("teardown_request"),
        QStringLiteral("context_processor"),   QStringLiteral("template_filter"),
        QStringLiteral("teardown_appcontext"), QStringLiteral("before_first_request")};
    const bool ofSettings = call.receiver.names.contains(QStringLiteral("flask.config"));
    if (call.method == u"route")
        return flaskRoute(object, call);
    if (!ofSettings && shortcutMethods().contains(call.method) && !call.constant(0).isEmpty())
        return flaskDecorator(object, call, call.constant(0, QStringLiteral("rule")),
                              {call.method.toUpper()});
    if (ofSettings) {
        configureFrom(object, call);
    } else if (call.method == u"register_blueprint" || call.method == u"add_namespace") {
        mountFlask(object, call);
    } else if (call.method == u"init_app") {
        for (const FlowArgument &argument : call.arguments) {
            for (const int parent : argument.value.objects)
                mount(parent, objectValue(object), {}, false, {});
        }
    } else if (call.method == u"add_url_rule") {
        addFlaskRule(object, call);
    } else if (call.method == u"add_resource") {
        addResource(object, call);
    } else if (call.method == u"run") {
        noteListening(call, 1);
    } else if (!others.contains(call.method)) {
        return std::nullopt;
    }
    return FlowValue();
}

} // namespace drawbridge::routes
