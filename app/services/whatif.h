#pragma once

#include "app/services/exports.h"
#include "app/services/hardening.h"
#include "model/export/whatif.h"

namespace drawbridge {

// What hardening would do to a system, before anything is written.
struct WhatIf
{
    // Each measure names the threats that it closes.
    HardenedFiles hardened;
    Analysis before;
    Analysis after;
    WhatIfReport report;
};

// Hardens files without writing them, and analyses the system as it is and as it would be. With a
// project in the options what its architect drew, answered and decided counts too.
Result<WhatIf> whatIfHardened(const Services &services, const QStringList &paths,
                              const HardeningOptions &options, const QDate &date,
                              ProgressSink &progress);

// The files of a project that can be hardened, base files before those that override them; none
// that is no more where it was.
Result<QStringList> hardenableFiles(const Services &services, const ThreatModel &model,
                                    const QString &projectFolder);

} // namespace drawbridge
