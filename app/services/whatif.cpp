#include "app/services/whatif.h"

#include "app/services/closedthreats.h"
#include "app/services/importproject.h"
#include "model/harden/hardeners.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace drawbridge {

static Result<Analysis> analysed(const Services &services, const ThreatModel &model,
                                 const HardeningOptions &options, const QDate &date)
{
    LoadedProject project;
    project.model = model;
    if (options.scans)
        project.evidence = {options.scans, QStringLiteral("present"), {}};
    return Analysis::of(services, project, date);
}

Result<WhatIf> whatIfHardened(const Services &services, const QStringList &paths,
                              const HardeningOptions &options, const QDate &date,
                              ProgressSink &progress)
{
    auto hardened = hardenFiles(services, paths, options, progress);
    if (!hardened)
        return hardened.error();
    auto before = analysed(services, hardened->before, options, date);
    if (!before)
        return before.error();
    auto after = analysed(services, hardened->after, options, date);
    if (!after)
        return after.error();
    WhatIf result {*std::move(hardened), *std::move(before), *std::move(after), {}};
    result.report = whatIfReport(result.before.exportInput(), result.after.exportInput());
    if (!options.namesClosedThreats)
        return result;
    const ClosedThreatSearch search(services, paths, options, date, result);
    if (const auto named = search.nameIn(result.hardened.files, progress); !named)
        return named.error();
    return result;
}

// "compose.yaml" before "compose.prod.yaml", and what is called an override last.
static bool comesBefore(const QString &left, const QString &right)
{
    const auto rank = [](const QString &path) {
        const QString name = QFileInfo(path).fileName();
        return std::make_tuple(name.contains(QStringLiteral("override")), name.size(), path);
    };
    return rank(left) < rank(right);
}

// Compose files that others include or extend are read with those, and do not override them.
static Result<QStringList> topmostComposeFiles(const Services &services, QStringList paths)
{
    std::sort(paths.begin(), paths.end(), comesBefore);
    QStringList topmost;
    QSet<QString> read;
    SilentProgress progress;
    for (const QString &path : std::as_const(paths)) {
        if (read.contains(path))
            continue;
        topmost += path;
        ImportOptions options;
        options.format = QStringLiteral("compose");
        const auto imported = importFiles(services, topmost, options, progress);
        if (!imported)
            return imported.error();
        for (const Source &source : imported->model.sources)
            read.insert(
                QFileInfo(QDir(imported->folder).filePath(source.path)).canonicalFilePath());
    }
    return topmost;
}

Result<QStringList> hardenableFiles(const Services &services, const ThreatModel &model,
                                    const QString &projectFolder)
{
    QMap<QString, QStringList> byFormat;
    for (const Source &source : model.sources) {
        const QFileInfo file(QDir(projectFolder).filePath(source.path));
        if (hardenerFor(source.format) && file.isFile())
            byFormat[source.format] += file.canonicalFilePath();
    }
    const QString compose = QStringLiteral("compose");
    auto topmost = topmostComposeFiles(services, byFormat.take(compose));
    if (!topmost)
        return topmost.error();
    QStringList files = *topmost;
    for (QStringList &others : byFormat) {
        others.sort();
        files += others;
    }
    return files;
}

} // namespace drawbridge
