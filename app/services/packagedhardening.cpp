#include "app/services/packagedhardening.h"

#include "app/services/placeadded.h"
#include "app/services/whatif.h"
#include "model/harden/hardeningwriters.h"
#include "model/harden/secretspans.h"

namespace drawbridge {

static QString packagedName(const QStringList &paths, qsizetype index)
{
    return QStringLiteral("hardened/") + hardenedFileName(paths, index);
}

// Paths on this machine are nobody's business.
static void nameFilesFromFirst(const QStringList &paths, QList<HardenedFile> &files)
{
    for (qsizetype i = 0; i < files.size(); ++i)
        files[i].path = hardenedFileName(paths, i);
}

static Result<QByteArray> shownAfter(const HardenedFile &file)
{
    MaskedSource masked = maskedSource(file.before, file.secrets, file.edits);
    return appliedEdits(masked.bytes, std::move(masked.edits));
}

Result<PackagedHardening> hardenForPackage(const Services &services, const ComparedSide &system,
                                           HardeningLevel level, const QDate &date)
{
    const auto paths = hardenableFiles(services, system.model, system.folder);
    if (!paths)
        return paths.error();
    if (paths->isEmpty())
        return Error {ErrorCode::NotFound,
                      QStringLiteral("names no file that is there and can be hardened"),
                      {system.name, 0, 0}};
    HardeningOptions options;
    options.level = level;
    options.project = &system.model;
    options.projectFolder = system.folder;
    options.scans = system.evidence.scans;
    SilentProgress progress;
    auto whatIf = whatIfHardened(services, *paths, options, date, progress);
    if (!whatIf)
        return whatIf.error();
    HardenedFiles &hardened = whatIf->hardened;
    nameFilesFromFirst(*paths, hardened.files);
    PackagedHardening result;
    for (qsizetype i = 0; i < hardened.files.size(); ++i) {
        const auto shown = shownAfter(hardened.files[i]);
        if (!shown)
            return shown.error();
        result.files.insert(packagedName(*paths, i), *shown);
    }
    const auto diff = hardeningDiff(hardened.files);
    if (!diff)
        return diff.error();
    result.files.insert(QStringLiteral("hardening.diff"), *diff);
    result.files.insert(QStringLiteral("hardening.txt"), writeHardeningText(hardened.files, level));
    result.files.insert(QStringLiteral("hardening.json"),
                        writeHardeningJson(hardened.files, level));
    result.system = system;
    result.system.name = QStringLiteral("hardened (%1)").arg(hardeningLevelWord(level));
    result.system.model = std::move(hardened.after);
    const auto arranged = arrangeAdded(system.model, result.system.model, services, progress);
    if (!arranged)
        return arranged.error();
    result.system.diagnostics = std::move(hardened.diagnostics);
    result.system.diagnostics += *arranged;
    return result;
}

Result<QMap<QString, QByteArray>> filesForPackage(const Services &services,
                                                  const ComparedSide &system)
{
    const auto paths = hardenableFiles(services, system.model, system.folder);
    if (!paths)
        return paths.error();
    QMap<QString, QByteArray> files;
    if (paths->isEmpty())
        return files;
    HardeningOptions options;
    options.level = HardeningLevel::Safe;
    options.project = &system.model;
    options.projectFolder = system.folder;
    options.namesClosedThreats = false;
    SilentProgress progress;
    const auto read = hardenFiles(services, *paths, options, progress);
    if (!read)
        return read.error();
    for (qsizetype i = 0; i < read->files.size(); ++i)
        files.insert(packagedName(*paths, i),
                     maskedSource(read->files[i].before, read->files[i].secrets, {}).bytes);
    return files;
}

} // namespace drawbridge
