#pragma once

#include "model/import/routes/valueflow.h"

namespace drawbridge::routes {

enum class Framework : quint8 { Flask, FastApi, Express };

enum class RouteObjectKind : quint8 {
    Application,
    // A blueprint, namespace or router: routes that are mounted somewhere.
    Router,
    // "app.route('/x')", still to be put on a function or class.
    Decorator,
    // "router.route('/x')" of Express, on which methods are called.
    Chain,
};

// Something that stands between a request and its handler, in the order of registration.
struct RouteGuard
{
    FlowValue value;
    // Only below this path, where it is given.
    QString path;
    int order = 0;
};

struct RouteObject
{
    RouteObjectKind kind = RouteObjectKind::Application;
    Framework framework = Framework::Flask;
    int module = 0;
    int line = 0;
    QString prefix;
    QList<RouteGuard> guards;
    // Of decorators and chains: whom they belong to, the path and the methods.
    int owner = -1;
    QString path;
    QStringList methods;
    std::optional<qint64> largestBody;
    bool csrfToken = false;
};

// Where a router is mounted.
struct RouteMount
{
    int parent = 0;
    int child = 0;
    QString prefix;
    // The prefix stands for the router's own one.
    bool replaces = false;
    QList<RouteGuard> guards;
    int order = 0;
};

// A route as it was registered.
struct RegisteredRoute
{
    int owner = 0;
    QStringList methods;
    QString path;
    // Functions, or a class with a method for each HTTP method.
    FlowValue handler;
    QList<RouteGuard> guards;
    int module = 0;
    int line = 0;
    int order = 0;
};

} // namespace drawbridge::routes
