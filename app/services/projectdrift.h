#pragma once

#include "app/services/importproject.h"
#include "app/services/loadproject.h"
#include "model/assess/drift.h"

#include <QDate>

namespace drawbridge {

// A project, whose file is at `projectPath`, against the files that run. What was drawn counts as
// the service or network of the same name.
Result<Drift> driftOf(const Services &services, const LoadedProject &project,
                      const QString &projectPath, const QStringList &files,
                      const ImportOptions &options, const QDate &date);

} // namespace drawbridge
