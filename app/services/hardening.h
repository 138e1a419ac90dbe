#pragma once

#include "app/services/services.h"
#include "model/harden/hardening.h"

namespace drawbridge {

struct HardeningOptions
{
    HardeningLevel level = HardeningLevel::Recommended;
    QStringList profiles = {};
    // Only measures of these kinds; empty for all.
    QStringList onlyMeasures = {};
};

struct HardenedFiles
{
    QList<HardenedFile> files;
    Diagnostics diagnostics;
};

// Hardens files without writing anything. Files of one folder belong to one system: later ones
// override earlier ones.
Result<HardenedFiles> hardenFiles(const Services &services, const QStringList &paths,
                                  const HardeningOptions &options, ProgressSink &progress);

} // namespace drawbridge
