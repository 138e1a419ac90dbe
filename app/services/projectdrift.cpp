#include "app/services/projectdrift.h"

#include "app/services/importupdates.h"
#include "app/services/inputfile.h"
#include "app/services/sourcepaths.h"

#include <QDir>
#include <QFileInfo>

namespace drawbridge {

static QString folderOfInput(const QString &path)
{
    return isStandardStream(path) ? QDir::currentPath() : QFileInfo(path).absolutePath();
}

// Names that one drawn and one added record share.
template <typename T>
static void pairDrawn(const ThreatModel &model, const ModelDiff &plain, QList<SameAs> &pairs)
{
    QHash<QString, IdText> drawn;
    const auto note = [](QHash<QString, IdText> &names, const QString &name, const IdText &id) {
        const QString key = name.toCaseFolded();
        names.insert(key, names.contains(key) ? IdText() : id);
    };
    for (const T &record : model.tableOf<T>()) {
        if (record.sourceKey.isEmpty())
            note(drawn, record.name, record.id);
    }
    QHash<QString, IdText> added;
    for (const RecordDifference &record : plain.records) {
        if (record.kind == DifferenceKind::Added && record.record == recordKind<T>)
            note(added, record.name, record.after);
    }
    for (const RecordDifference &record : plain.records) {
        const QString key = record.name.toCaseFolded();
        const IdText known = drawn.value(key);
        if (!record.after.isEmpty() && added.value(key) == record.after && !known.isEmpty())
            pairs.append({recordKind<T>, known, record.after});
    }
}

Result<Drift> driftOf(const Services &services, const LoadedProject &project,
                      const QString &projectPath, const QStringList &files,
                      const ImportOptions &options, const QDate &date)
{
    ImportOptions import = options;
    if (import.importRoot.isEmpty())
        import.importRoot = project.model.project.importRoot;
    SilentProgress progress;
    auto imported = importFiles(services, files, import, progress);
    if (!imported)
        return imported.error();
    if (!isStandardStream(files.first()))
        nameSourcesFrom(imported->model, imported->folder, folderOfInput(projectPath));

    const PropertySchema &schema = *services.schema();
    UpdateOptions update;
    update.missing = missingSources(project.model, folderOfInput(projectPath));
    update.sameSystem = true;
    ImportUpdate found = updateByImport(project.model, imported->model, schema, update);
    pairDrawn<Element>(project.model, found.diff, update.sameAs);
    pairDrawn<TrustBoundary>(project.model, found.diff, update.sameAs);
    if (!update.sameAs.isEmpty())
        found = updateByImport(project.model, imported->model, schema, update);

    const auto modelled = services.analyze(project.model, date, {}, projectPath);
    if (!modelled)
        return modelled.error();
    const auto now = services.analyze(found.model, date, {}, projectPath);
    if (!now)
        return now.error();
    return findDrift(*modelled, *now, found.diff);
}

} // namespace drawbridge
