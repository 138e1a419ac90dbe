#include "model/import/routes/routecollector.h"

namespace drawbridge::routes {

// Middleware that lets everyone through.
static bool isOpenMiddleware(const FlowCall &call)
{
    static const QStringList open {
        QStringLiteral("CORSMiddleware"),        QStringLiteral("GZipMiddleware"),
        QStringLiteral("TrustedHostMiddleware"), QStringLiteral("HTTPSRedirectMiddleware"),
        QStringLiteral("SessionMiddleware"),     QStringLiteral("ProxyHeadersMiddleware"),
        QStringLiteral("SlowAPIMiddleware"),     QStringLiteral("BrotliMiddleware")};
    const FlowArgument *middleware = call.argument(0, QStringLiteral("middleware_class"));
    return middleware && !middleware->value.names.isEmpty()
        && open.contains(middleware->value.names.first().section(u'.', -1));
}

void RouteCollector::addApiRoute(int object, const FlowCall &call)
{
    const FlowArgument *words = call.argument(99, QStringLiteral("methods"));
    const FlowArgument *handler = call.argument(1, QStringLiteral("endpoint"));
    const QStringList list = words ? textsOf(words->value) : QStringList();
    if (handler)
        addRoute(object, list.isEmpty() ? QStringList {QStringLiteral("GET")} : list,
                 call.constant(0, QStringLiteral("path")), handler->value,
                 listed(call.argument(99, QStringLiteral("dependencies"))), call.module, call.line);
}

void RouteCollector::includeRouter(int object, const FlowCall &call)
{
    const bool mounts = call.method == u"mount";
    const FlowArgument *child =
        call.argument(mounts ? 1 : 0, mounts ? QStringLiteral("app") : QStringLiteral("router"));
    const QString prefix = mounts ? call.constant(0, QStringLiteral("path"))
                                  : call.constant(99, QStringLiteral("prefix"));
    // Static files are no routes.
    const bool isFiles =
        child && !child->value.names.isEmpty() && mounts && child->value.objects.isEmpty();
    if (child && !isFiles)
        mount(object, child->value, prefix, false,
              listed(call.argument(99, QStringLiteral("dependencies"))));
}

std::optional<FlowValue> RouteCollector::fastApiCalled(int object, const FlowCall &call)
{
    static const QStringList methods {QStringLiteral("get"),     QStringLiteral("post"),
                                      QStringLiteral("put"),     QStringLiteral("patch"),
                                      QStringLiteral("delete"),  QStringLiteral("head"),
                                      QStringLiteral("options"), QStringLiteral("trace")};
    const auto decorator = [&](const QStringList &words) {
        const int made = addObject(RouteObjectKind::Decorator, Framework::FastApi, call, {});
        m_objects[made].owner = object;
        m_objects[made].path = call.constant(0, QStringLiteral("path"));
        m_objects[made].methods = words;
        m_objects[made].guards = listed(call.argument(99, QStringLiteral("dependencies")));
        return objectValue(made);
    };
    if (methods.contains(call.method))
        return decorator({call.method.toUpper()});
    if (call.method == u"websocket")
        return decorator({QStringLiteral("WS")});
    if (call.method == u"api_route" || call.method == u"route") {
        const FlowArgument *words = call.argument(99, QStringLiteral("methods"));
        QStringList list;
        for (const QString &word : words ? textsOf(words->value) : QStringList())
            list += word.toUpper();
        return decorator(list.isEmpty() ? QStringList {QStringLiteral("GET")} : list);
    }
    if (call.method == u"add_api_route") {
        addApiRoute(object, call);
        return FlowValue();
    }
    if (call.method == u"include_router" || call.method == u"mount") {
        includeRouter(object, call);
        return FlowValue();
    }
    if (call.method == u"add_middleware" || call.method == u"middleware") {
        m_wrapped = m_wrapped || call.method == u"middleware" || !isOpenMiddleware(call);
        return FlowValue();
    }
    if (call.method == u"exception_handler" || call.method == u"on_event")
        return FlowValue();
    return std::nullopt;
}

} // namespace drawbridge::routes
