#pragma once

#include "app/services/projectevidence.h"
#include "app/services/services.h"

namespace drawbridge {

// A project as it was read.
struct LoadedProject
{
    ThreatModel model;
    // What the file held, byte for byte.
    QByteArray bytes;
    // As it was given; "-" for standard input.
    QString path;
    // Name of the file without its folder, for headings; empty for standard input.
    QString fileName;
    Diagnostics diagnostics;
    // What scanners said, from the file beside the project.
    ProjectEvidence evidence;
};

// Reads a project file, or standard input for "-".
Result<LoadedProject> loadProject(const Services &services, const QString &path);

} // namespace drawbridge
