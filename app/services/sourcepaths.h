#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge {

// Makes the paths of imported files, which start from the folder of the import, start from the
// folder that the project file is in, so that both can be moved together and be found in version
// control.
void nameSourcesFrom(ThreatModel &model, const QString &importedFolder,
                     const QString &projectFolder);

} // namespace drawbridge
