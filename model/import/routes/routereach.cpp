#include "model/import/routes/routereach.h"

#include <QRegularExpression>

namespace drawbridge::routes {

static constexpr int MostWays = 8;
static constexpr int DeepestMount = 12;

QString joinedPath(const QString &prefix, const QString &path)
{
    QString left = prefix;
    while (left.endsWith(u'/'))
        left.chop(1);
    if (path.isEmpty())
        return left;
    return left + (path.startsWith(u'/') ? path : u'/' + path);
}

// Guards that a request to the path meets.
static QList<RouteGuard> guardsOn(const RouteObject &object, int order, const QString &path)
{
    QList<RouteGuard> guards;
    for (const RouteGuard &guard : object.guards) {
        const bool ordered = object.framework == Framework::Express;
        const bool fits = guard.path.isEmpty() || path == guard.path
            || path.startsWith(joinedPath(guard.path, QStringLiteral("/")));
        if (!ordered || (guard.order < order && fits))
            guards += guard;
    }
    return guards;
}

static void findWays(const RouteCollector &collector, int object, int order, const QString &path,
                     RouteReach way, int depth, QList<RouteReach> &ways)
{
    const RouteObject &here = collector.objects()[object];
    way.guards = guardsOn(here, order, path) + way.guards;
    way.csrfToken = way.csrfToken || here.csrfToken;
    if (!way.largestBody)
        way.largestBody = here.largestBody;
    if (depth > DeepestMount || ways.size() >= MostWays)
        return;
    bool mounted = false;
    for (const RouteMount &mount : collector.mounts()) {
        if (mount.child != object)
            continue;
        mounted = true;
        RouteReach further = way;
        const QString own = mount.replaces ? mount.prefix : joinedPath(mount.prefix, here.prefix);
        further.prefix = joinedPath(own, way.prefix);
        further.guards = mount.guards + way.guards;
        findWays(collector, mount.parent, mount.order, joinedPath(own, path), further, depth + 1,
                 ways);
    }
    if (mounted)
        return;
    way.rooted = here.kind == RouteObjectKind::Application;
    way.prefix = joinedPath(here.prefix, way.prefix);
    ways += way;
}

QList<RouteReach> waysTo(const RouteCollector &collector, int object, int order,
                         const QString &path)
{
    QList<RouteReach> ways;
    findWays(collector, object, order, path, {}, 0, ways);
    return ways;
}

// "<int:id>", "<any(a, b):kind>", "<name>"
static RoutePath flaskPath(const QString &path)
{
    static const QRegularExpression placeholder(
        QStringLiteral("<(?:([A-Za-z_]+)(?:\\([^)]*\\))?:)?([A-Za-z_]\\w*)>"));
    static const QMap<QString, std::pair<QString, Grade>> converters {
        {QStringLiteral("int"), {QStringLiteral("integer"), Grade::Type}},
        {QStringLiteral("float"), {QStringLiteral("number"), Grade::Type}},
        {QStringLiteral("uuid"), {QStringLiteral("string"), Grade::Type}},
        {QStringLiteral("any"), {QStringLiteral("string"), Grade::AllowList}}};
    RoutePath result;
    qsizetype last = 0;
    QRegularExpressionMatchIterator matches = placeholder.globalMatch(path);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const auto [type, grade] =
            converters.value(match.captured(1), {QStringLiteral("string"), Grade::None});
        result.path += QStringView(path).sliced(last, match.capturedStart() - last);
        result.path += u'{' + match.captured(2) + u'}';
        result.placeholders.append({match.captured(2), type, grade});
        last = match.capturedEnd();
    }
    result.path += QStringView(path).sliced(last);
    return result;
}

// ":id", ":id(\\d+)", ":id?"
static RoutePath expressPath(const QString &path)
{
    static const QRegularExpression placeholder(
        QStringLiteral(":([A-Za-z_]\\w*)(\\([^)]*\\))?[?*+]?"));
    RoutePath result;
    qsizetype last = 0;
    QRegularExpressionMatchIterator matches = placeholder.globalMatch(path);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        result.path += QStringView(path).sliced(last, match.capturedStart() - last);
        result.path += u'{' + match.captured(1) + u'}';
        const bool pattern = match.capturedLength(2) > 0 && match.captured(2) != u"(.*)";
        result.placeholders.append(
            {match.captured(1), QStringLiteral("string"), pattern ? Grade::Pattern : Grade::None});
        last = match.capturedEnd();
    }
    result.path += QStringView(path).sliced(last);
    return result;
}

// "{id}", "{file:path}"
static RoutePath fastApiPath(const QString &path)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{([A-Za-z_]\\w*)(?::\\w+)?\\}"));
    RoutePath result;
    result.path = path;
    result.path.replace(placeholder, QStringLiteral("{\\1}"));
    QRegularExpressionMatchIterator matches = placeholder.globalMatch(path);
    while (matches.hasNext())
        result.placeholders.append({matches.next().captured(1), {}, Grade::None});
    return result;
}

RoutePath readRoutePath(const QString &path, Framework framework)
{
    switch (framework) {
    case Framework::Flask:
        return flaskPath(path);
    case Framework::FastApi:
        return fastApiPath(path);
    case Framework::Express:
        return expressPath(path);
    }
    return {};
}

} // namespace drawbridge::routes
