#pragma once

#include "model/import/routes/routecollector.h"

namespace drawbridge::routes {

// One way from outside to an application or router: the path before its routes, and what stands on
// the way.
struct RouteReach
{
    QString prefix;
    QList<RouteGuard> guards;
    bool csrfToken = false;
    std::optional<qint64> largestBody;
    // False: it is mounted nowhere that was read.
    bool rooted = true;
};

// All ways to a route's owner. Guards of Express count in their order and below their path.
QList<RouteReach> waysTo(const RouteCollector &collector, int object, int order,
                         const QString &path);

// "/users" and "/" -> "/users"; one slash between the parts.
QString joinedPath(const QString &prefix, const QString &path);

// What a framework's own notation makes of "/users/{id}": the path, and checks of its parameters.
struct RoutePath
{
    QString path;
    struct Placeholder
    {
        QString name;
        QString type;
        Grade grade = Grade::None;
    };
    QList<Placeholder> placeholders;
};
RoutePath readRoutePath(const QString &path, Framework framework);

} // namespace drawbridge::routes
