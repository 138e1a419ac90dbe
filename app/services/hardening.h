#pragma once

#include "app/services/services.h"
#include "model/core/evidence.h"
#include "model/harden/hardening.h"

namespace drawbridge {

struct HardeningOptions
{
    HardeningLevel level = HardeningLevel::Recommended;
    QStringList profiles = {};
    // Which measures are wanted of a file, by its place in the list; all when not given.
    std::function<bool(qsizetype file, const HardeningMeasure &)> wants = {};
    // What is known of the system besides the files, and the folder of its project file; null when
    // the files are all there is.
    const ThreatModel *project = nullptr;
    QString projectFolder = {};
    std::shared_ptr<const Evidence> scans = {};
    // Files among the given ones that need not be there yet: a proposal is made of them.
    QStringList proposed = {};
    // Whether a what-if finds out which measure closes which threat.
    bool namesClosedThreats = true;
};

struct HardenedFiles
{
    // In the order in which the files were given.
    QList<HardenedFile> files;
    Diagnostics diagnostics;
    // The system as the files are, and as they would be.
    ThreatModel before;
    ThreatModel after;
    // From where the paths of their sources start.
    QString folder;
};

// Where one of the hardened files belongs in another folder: files keep their places relative to
// the first; one that lies elsewhere has its name only.
QString hardenedFileName(const QStringList &paths, qsizetype index);

// Hardens files without writing anything. They belong to one system: later Compose files override
// earlier ones, and what a Dockerfile is hardened to is what the services run that are built from
// it.
Result<HardenedFiles> hardenFiles(const Services &services, const QStringList &paths,
                                  const HardeningOptions &options, ProgressSink &progress);

} // namespace drawbridge
