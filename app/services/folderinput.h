#pragma once

#include "app/services/services.h"

namespace drawbridge {

// The files of a folder that belong together as one import: the Compose file with its override,
// else all files of the format that is recognised best.
Result<QStringList> importableFiles(const Services &services, const QString &folder);

} // namespace drawbridge
