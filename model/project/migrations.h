#pragma once

#include "model/base/result.h"

#include <QByteArray>

#include <span>

namespace drawbridge {

// Turns the bytes of one format version into those of the next; versions without a step need none.
struct ProjectMigration
{
    qint64 fromVersion;
    Result<QByteArray> (*migrate)(const QByteArray &bytes, const QString &fileName);
};

// All steps, in the order of their versions. Older files open for ever: steps are only added.
std::span<const ProjectMigration> projectMigrations();

Result<QByteArray> migrateProject(QByteArray bytes, const QString &fileName, qint64 version,
                                  std::span<const ProjectMigration> steps);

} // namespace drawbridge
