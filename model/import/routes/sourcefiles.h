#pragma once

#include "model/import/importer.h"
#include "model/import/routes/application.h"

namespace drawbridge::routes {

struct SourceFiles
{
    QList<CodeFile> files;
    // There are more than a limit lets through, or some could not be read.
    bool incomplete = false;
    Diagnostics diagnostics;
};

// The sources of an application below a folder of the import root: no tests, no libraries, nothing
// that was generated, and nothing below the folders `without`.
SourceFiles sourcesBelow(const QString &folder, const QStringList &without,
                         const ImportContext &context);

// The given files, and those that they import, as far as they lie within the import root.
SourceFiles withImports(const QList<CodeFile> &files, const ImportContext &context);

} // namespace drawbridge::routes
