#pragma once

#include "app/services/importproject.h"

namespace drawbridge {

// Imports what a folder holds as one system: the Compose file with its override and a daemon.json
// beside it, else the files of the format that is recognised best; endpoints in API descriptions
// and sources are attached to what serves them. Paths in the result start from the folder.
Result<ImportResult> importFolder(const Services &services, const QString &folder,
                                  const ImportOptions &options, ProgressSink &progress);

// Whether a path that is to be imported is a folder.
bool isFolder(const QString &path);

} // namespace drawbridge
