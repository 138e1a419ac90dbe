#pragma once

#include "app/services/services.h"

namespace drawbridge {

struct ImportOptions
{
    // Format word for files that do not tell by themselves; empty: recognised by content.
    QString format;
    // Stored name of the import root; empty: the name of the folder that the first file is in.
    QString importRoot;
    QStringList profiles;
    // What files are taken to hold, whatever they do: by the path that is given, or canonical.
    QMap<QString, QByteArray> replaced = {};
    // Whether sources in the folders that images are built from are read for endpoints.
    bool readsCode = true;
    // The import root, when it is not the folder that the first file is in.
    QString folder = {};
};

// The format that a file is of, by its content and name; nullptr for none.
const Importer *recogniseFormat(const Services &services, const ImportFile &file);

// Reads foreign files into one model. The folder of the first file (of the first Compose file,
// where there is one) is the import root: what the files refer to is read from there and nowhere
// else. Relative paths in the result start from there. Files of several formats are one system:
// what each tells is brought into what those before it told.
Result<ImportResult> importFiles(const Services &services, const QStringList &paths,
                                 const ImportOptions &options, ProgressSink &progress);

} // namespace drawbridge
