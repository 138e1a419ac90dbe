#pragma once

#include "model/project/projectreader.h"
#include "model/project/projectwriter.h"

namespace drawbridge {

Result<ProjectContent> openProject(const QString &path, const PropertySchema &schema);
Result<void> saveProject(const ThreatModel &model, const QString &path,
                         const PropertySchema &schema);

// Replaces a file at once or not at all, and returns when the disk has it: a crash at any moment
// leaves the old bytes or the new ones. Keeps the file's permissions and follows a symbolic link.
Result<void> replaceFile(const QString &path, const QByteArray &bytes);

} // namespace drawbridge
