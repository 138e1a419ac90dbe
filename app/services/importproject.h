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
};

// Reads foreign files into one model. The first file's folder is the import root: what the files
// refer to is read from there and nowhere else. Relative paths in the result start from there.
Result<ImportResult> importFiles(const Services &services, const QStringList &paths,
                                 const ImportOptions &options, ProgressSink &progress);

} // namespace drawbridge
