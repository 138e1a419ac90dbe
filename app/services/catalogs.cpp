#include "app/services/catalogs.h"

#include "app/services/services.h"
#include "catalogs/import/catalogoverlay.h"
#include "catalogs/import/importcatalog.h"
#include "catalogs/store/catalogstore.h"
#include "catalogs/store/catalogwriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <future>

namespace drawbridge {

QString bundledCatalogPath(const QString &dataFolder)
{
    return QDir(dataFolder).filePath(QStringLiteral("catalog.sqlite"));
}

QString userCatalogPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/drawbridge/catalog.sqlite");
}

static Result<CatalogSnapshot> loadImported(const QString &path)
{
    Result<CatalogSnapshot> imported = CatalogStore::load(path);
    if (imported && imported->content().parts.empty())
        return Error {
            ErrorCode::InvalidInput, QStringLiteral("nothing was imported into it"), {path, 0, 0}};
    return imported;
}

Result<LoadedCatalogs> loadCatalogs(const QString &dataFolder, const QString &userCatalog)
{
    const bool hasImported = !userCatalog.isEmpty() && QFileInfo::exists(userCatalog);
    std::future<Result<CatalogSnapshot>> coming;
    if (hasImported)
        coming = std::async([&userCatalog] { return loadImported(userCatalog); });
    const Result<CatalogSnapshot> bundled = CatalogStore::load(bundledCatalogPath(dataFolder));
    if (!bundled)
        return bundled.error();
    LoadedCatalogs loaded {*bundled, bundled->versions(), bundledCatalogPath(dataFolder), {}};
    if (!hasImported)
        return loaded;
    const Result<CatalogSnapshot> imported = coming.get();
    if (!imported) {
        loaded.notes += Diagnostic {
            DiagnosticSeverity::Warning,
            QStringLiteral("what you imported cannot be used, so the bundled catalogs are; import "
                           "the files again, or forget them with catalog import --remove (%1)")
                // What helps against a damaged bundled catalog does not help here.
                .arg(imported.error().message.section(u';', 0, 0)),
            {userCatalog, 0, 0}};
        return loaded;
    }
    loaded.catalog = CatalogSnapshot(overlayCatalog(bundled->content(), imported->content()));
    loaded.database = userCatalog;
    return loaded;
}

Result<void> saveImported(const CatalogContent &content, const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return Error {ErrorCode::Io, QStringLiteral("this folder cannot be made"), {folder, 0, 0}};
    return writeCatalog(content, path);
}

static bool isDatabase(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(15) == "SQLite format 3";
}

Result<CatalogSnapshot> catalogNamed(const Services &services, const QString &name,
                                     Diagnostics &notes)
{
    const Result<CatalogSnapshot> bundled =
        CatalogStore::load(bundledCatalogPath(services.dataFolder()));
    if (!bundled || name == u"bundled")
        return bundled;
    const QString path = name == u"user" ? userCatalogPath() : name;
    if (name == u"user" && !QFileInfo::exists(path))
        return Error {ErrorCode::NotFound,
                      QStringLiteral("you have not imported any catalogs; name a file, or see "
                                     "catalog import"),
                      {path, 0, 0}};
    if (name == u"user" || isDatabase(path)) {
        const Result<CatalogSnapshot> imported = loadImported(path);
        if (!imported)
            return imported;
        return CatalogSnapshot(overlayCatalog(bundled->content(), imported->content()));
    }
    CatalogImport import;
    if (const Result<void> read = import.read(path); !read)
        return read.error();
    Result<CatalogContent> content = import.applyTo(bundled->content(), notes);
    if (!content)
        return content.error();
    return CatalogSnapshot(std::move(*content));
}

Result<CatalogSearch> openCatalogSearch(const Services &services)
{
    const Result<QString> database = services.catalogDatabase();
    if (!database)
        return database.error();
    return CatalogSearch::open(*database);
}

} // namespace drawbridge
