#pragma once

#include "model/import/routes/routeobjects.h"

#include <optional>

namespace drawbridge::routes {

// Watches a program being followed and notes its applications, routers and routes.
class RouteCollector final : public FlowListener
{
public:
    explicit RouteCollector(ValueFlow &flow)
        : m_flow(flow)
    {
    }

    std::optional<FlowValue> called(const FlowCall &call) override;
    void decorated(const FlowValue &decorator, const FlowValue &target, int line) override;
    std::optional<FlowValue> member(const FlowValue &object, const QString &name) override;
    FlowValue unknownArgument(const QString &name, const FlowValue &type,
                              code::Language language) override;
    void assigned(const FlowValue &object, const QString &member, const FlowValue &value,
                  int module, int line) override;

    const QList<RouteObject> &objects() const { return m_objects; }
    const QList<RouteMount> &mounts() const { return m_mounts; }
    const QList<RegisteredRoute> &routes() const { return m_routes; }

    // Started in debug mode: module and line.
    std::optional<std::pair<int, int>> debugMode() const { return m_debug; }
    struct Listening
    {
        int port = 0;
        QString address;
        int module = 0;
        int line = 0;
    };
    const std::optional<Listening> &listening() const { return m_listening; }
    // Something wraps the whole application, and nobody knows what it does.
    bool isWrapped() const { return m_wrapped; }
    // Routes are registered in a way that cannot be followed.
    bool missesRoutes() const { return m_missesRoutes; }

private:
    int addObject(RouteObjectKind kind, Framework framework, const FlowCall &call,
                  const QString &prefix);
    static FlowValue objectValue(int object);
    FlowValue hookOf(int owner);
    std::optional<FlowValue> created(const FlowCall &call);
    std::optional<FlowValue> extended(const FlowCall &call);
    void mount(int parent, const FlowValue &child, const QString &prefix, bool replaces,
               const QList<RouteGuard> &guards);
    void addRoute(int owner, const QStringList &methods, const QString &path,
                  const FlowValue &handler, const QList<RouteGuard> &guards, int module, int line);
    QList<RouteGuard> listed(const FlowArgument *list);
    QStringList textsOf(const FlowValue &list);
    std::optional<qint64> numberOf(const FlowValue &value) const;
    void configure(int object, const QString &key, const FlowValue &value, int module, int line);
    void noteListening(const FlowCall &call, int portPosition);

    // flaskroutes.cpp
    std::optional<FlowValue> flaskCalled(int object, const FlowCall &call);
    FlowValue flaskDecorator(int object, const FlowCall &call, const QString &path,
                             const QStringList &methods);
    FlowValue flaskRoute(int object, const FlowCall &call);
    void mountFlask(int object, const FlowCall &call);
    void addFlaskRule(int object, const FlowCall &call);
    void addResource(int object, const FlowCall &call);
    void configureFrom(int object, const FlowCall &call);
    // fastapiroutes.cpp
    std::optional<FlowValue> fastApiCalled(int object, const FlowCall &call);
    void addApiRoute(int object, const FlowCall &call);
    void includeRouter(int object, const FlowCall &call);
    // expressroutes.cpp
    std::optional<FlowValue> expressCalled(int object, const FlowCall &call);
    void use(int object, const FlowCall &call);
    void addExpressRoute(int owner, const QString &method, const QString &path,
                         const FlowCall &call, qsizetype firstHandler);
    static std::optional<FlowValue> expressUpload(const FlowCall &call);

    ValueFlow &m_flow;
    QList<RouteObject> m_objects;
    QList<RouteMount> m_mounts;
    QList<RegisteredRoute> m_routes;
    QSet<QString> m_knownRoutes;
    // Decorators that a function already stands under.
    QMap<std::pair<int, code::CodeId>, QList<RouteGuard>> m_decorators;
    std::optional<std::pair<int, int>> m_debug;
    std::optional<Listening> m_listening;
    bool m_wrapped = false;
    bool m_missesRoutes = false;
    int m_order = 0;
};

} // namespace drawbridge::routes
