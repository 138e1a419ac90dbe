#pragma once

#include "catalogs/store/catalogsearch.h"
#include "model/base/diagnostic.h"
#include "model/engine/catalogsnapshot.h"

namespace drawbridge {

class Services;

// The catalogs in use: the bundled ones, under what the user imported.
struct LoadedCatalogs
{
    CatalogSnapshot catalog;
    CatalogVersions bundled;
    // Where searches look.
    QString database;
    // Why what the user imported is not used, if it is not.
    Diagnostics notes;
};

// catalog.sqlite of a data folder.
QString bundledCatalogPath(const QString &dataFolder);
// Where `catalog import` keeps what the user brought: ~/.local/share/drawbridge/catalog.sqlite, or
// below XDG_DATA_HOME.
QString userCatalogPath();

// `userCatalog` may be empty or not there. One that cannot be read is a note.
Result<LoadedCatalogs> loadCatalogs(const QString &dataFolder, const QString &userCatalog);

// Writes catalogs with imported parts as a database, and makes its folder.
Result<void> saveImported(const CatalogContent &content, const QString &path);

// The catalogs that a name stands for: "bundled"; "user", what the user imported over the bundled
// ones; else a file: a catalog that `catalog import -o` wrote, or an official file, which is
// brought into the bundled catalogs for this once. What was odd about it goes to `notes`.
Result<CatalogSnapshot> catalogNamed(const Services &services, const QString &name,
                                     Diagnostics &notes);

// A search over the catalogs that the program uses, for the thread that opens it.
Result<CatalogSearch> openCatalogSearch(const Services &services);

} // namespace drawbridge
