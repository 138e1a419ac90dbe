#include "tests/architecture/arrows.h"

#include <algorithm>

namespace drawbridge::test {

namespace {

struct Arrows
{
    const char *unit;
    const char *mayInclude;
};

constexpr Arrows directArrows[] = {
    {"model/base", ""},
    {"model/text", "model/base"},
    {"model/schema", "model/text"},
    {"model/core", "model/schema"},
    {"model/edit", "model/core"},
    {"model/cel", "model/core"},
    {"model/diff", "model/core"},
    {"model/project", "model/core"},
    {"model/import", "model/core"},
    {"model/evidence", "model/core"},
    {"model/harden", "model/import"},
    {"model/layout", "model/core"},
    {"model/engine", "model/cel model/core model/schema"},
    {"model/assess", "model/engine model/diff model/import model/evidence model/harden"},
    {"model/export", "model/engine model/assess model/text"},
    {"catalogs/store", "model/core model/engine"},
    {"catalogs/import", "model/engine model/text"},
    {"catalogs/compiler", "catalogs/store model/engine model/cel model/evidence model/schema"},
    {"app/render", "model/core model/engine model/assess model/export"},
    {"app/services",
     "app/jobs app/render catalogs/import catalogs/store model/assess model/cel model/core "
     "model/diff "
     "model/edit model/engine model/evidence model/export model/harden "
     "model/import model/layout model/project model/schema model/text"},
    {"app/cli", "app/services"},
    {"app/layouthelper", ""},
    {"app/jobs", "model/base"},
    {"app/settings", "app/render model/base"},
    {"app/document", "model/edit app/services app/jobs"},
    {"app/canvas", "app/document app/render"},
    {"app/actions", "app/document app/canvas app/jobs app/settings"},
    {"app/panels", "app/document app/services app/render app/jobs app/settings"},
    {"app/dialogs", "app/document app/services app/render app/jobs app/settings"},
    {"app/whatif",
     "app/dialogs app/document app/panels app/services app/render app/jobs app/settings"},
    {"app/mainwindow",
     "app/actions app/canvas app/dialogs app/document app/jobs app/panels app/render "
     "app/services app/settings app/whatif"},
    {"app", "app/mainwindow"},
};

void addReachable(const QMap<QString, QStringList> &direct, const QString &unit,
                  QSet<QString> *result)
{
    for (const QString &next : direct.value(unit)) {
        if (!result->contains(next)) {
            result->insert(next);
            addReachable(direct, next, result);
        }
    }
}

QMap<QString, QSet<QString>> closeDownwards()
{
    QMap<QString, QStringList> direct;
    for (const Arrows &arrows : directArrows) {
        direct.insert(
            QString::fromLatin1(arrows.unit),
            QString::fromLatin1(arrows.mayInclude).split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }
    QMap<QString, QSet<QString>> closed;
    for (auto it = direct.cbegin(); it != direct.cend(); ++it)
        addReachable(direct, it.key(), &closed[it.key()]);
    return closed;
}

// Depth first; the path from the start to a folder that is met again is a circle.
QString findCircle(const QMap<QString, QSet<QString>> &graph, const QString &folder,
                   QStringList *path, QSet<QString> *done)
{
    const qsizetype again = path->indexOf(folder);
    if (again >= 0)
        return (path->mid(again) << folder).join(QStringLiteral(" -> "));
    if (done->contains(folder))
        return {};
    path->append(folder);
    QStringList targets = graph.value(folder).values();
    std::sort(targets.begin(), targets.end());
    for (const QString &target : targets) {
        const QString circle = findCircle(graph, target, path, done);
        if (!circle.isEmpty())
            return circle;
    }
    path->removeLast();
    done->insert(folder);
    return {};
}

} // namespace

QString unitOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    const QString &layer = parts.first();
    if (layer != QLatin1String("model") && layer != QLatin1String("catalogs")
        && layer != QLatin1String("app"))
        return {};
    return parts.size() < 3 ? layer : layer + QLatin1Char('/') + parts.at(1);
}

const QMap<QString, QSet<QString>> &allowedArrows()
{
    static const QMap<QString, QSet<QString>> closed = closeDownwards();
    return closed;
}

QString circleIn(const QMap<QString, QSet<QString>> &graph)
{
    QSet<QString> done;
    for (auto it = graph.cbegin(); it != graph.cend(); ++it) {
        QStringList path;
        const QString circle = findCircle(graph, it.key(), &path, &done);
        if (!circle.isEmpty())
            return circle;
    }
    return {};
}

} // namespace drawbridge::test
