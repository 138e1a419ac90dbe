#include "model/import/routes/routecollector.h"

namespace drawbridge::routes {

using namespace code;

// "app.use('/api', authenticate, router)": what can be mounted is mounted, all else stands before
// what comes later.
void RouteCollector::use(int object, const FlowCall &call)
{
    QStringList paths;
    qsizetype first = 0;
    if (!call.arguments.isEmpty()) {
        paths = textsOf(call.arguments.first().value);
        first = paths.isEmpty() ? 0 : 1;
    }
    if (paths.isEmpty())
        paths = {QString()};
    QList<RouteGuard> before;
    for (qsizetype i = first; i < call.arguments.size(); ++i) {
        FlowValue value = m_flow.resolved(call.arguments[i].value);
        const auto &list = value.literal;
        if (list && m_flow.application().module(list->module).tree.is(list->node, CodeKind::List)) {
            before += listed(&call.arguments[i]);
            for (const RouteGuard &guard : std::as_const(before))
                m_objects[object].guards.append({guard.value, paths.first(), guard.order});
            continue;
        }
        if (!value.objects.isEmpty()) {
            for (const QString &path : std::as_const(paths))
                mount(object, value, path, false, before);
            continue;
        }
        before.append({value, {}, ++m_order});
        for (const QString &path : std::as_const(paths))
            m_objects[object].guards.append({value, path, m_order});
    }
}

// The last function is the handler, those before it stand in front of it.
void RouteCollector::addExpressRoute(int owner, const QString &method, const QString &path,
                                     const FlowCall &call, qsizetype firstHandler)
{
    QList<FlowValue> chain;
    for (qsizetype i = firstHandler; i < call.arguments.size(); ++i) {
        const FlowArgument &argument = call.arguments[i];
        const auto &list = argument.value.literal;
        if (list && m_flow.application().module(list->module).tree.is(list->node, CodeKind::List)) {
            for (const RouteGuard &guard : listed(&argument))
                chain += guard.value;
        } else {
            chain += m_flow.resolved(argument.value);
        }
    }
    if (chain.isEmpty())
        return;
    const FlowValue handler = chain.takeLast();
    QList<RouteGuard> guards;
    for (const FlowValue &value : std::as_const(chain))
        guards.append({value, {}, ++m_order});
    addRoute(owner, {method}, path, handler, guards, call.module, call.line);
}

std::optional<FlowValue> RouteCollector::expressCalled(int object, const FlowCall &call)
{
    static const QStringList methods {QStringLiteral("get"),     QStringLiteral("post"),
                                      QStringLiteral("put"),     QStringLiteral("patch"),
                                      QStringLiteral("delete"),  QStringLiteral("head"),
                                      QStringLiteral("options"), QStringLiteral("all")};
    const RouteObject known = m_objects[object];
    const QString word = call.method == u"all" ? QStringLiteral("*") : call.method.toUpper();
    if (known.kind == RouteObjectKind::Chain) {
        if (!methods.contains(call.method))
            return objectValue(object);
        addExpressRoute(known.owner, word, known.path, call, 0);
        return objectValue(object);
    }
    if (call.method == u"use") {
        use(object, call);
        return objectValue(object);
    }
    if (call.method == u"listen") {
        noteListening(call, 0);
        return FlowValue();
    }
    if (call.method == u"route") {
        const int made = addObject(RouteObjectKind::Chain, Framework::Express, call, {});
        m_objects[made].owner = object;
        m_objects[made].path = call.constant(0);
        return objectValue(made);
    }
    if (!methods.contains(call.method))
        return std::nullopt;
    // "app.get('setting')" reads one.
    if (call.arguments.size() < 2)
        return FlowValue();
    QStringList paths = textsOf(call.arguments.first().value);
    if (paths.isEmpty()) {
        const CodeTree &tree = m_flow.application().module(call.module).tree;
        const CodeId node = call.arguments.first().node;
        if (tree.is(node, CodeKind::Regex))
            paths = {u'/' + QString(tree.at(node).text) + u'/'};
        else
            m_missesRoutes = true;
    }
    for (const QString &path : std::as_const(paths))
        addExpressRoute(object, word, path, call, 1);
    return objectValue(object);
}

} // namespace drawbridge::routes
