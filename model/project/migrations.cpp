#include "model/project/migrations.h"

namespace drawbridge {

// Version 1 is the first one.
std::span<const ProjectMigration> projectMigrations()
{
    return {};
}

Result<QByteArray> migrateProject(QByteArray bytes, const QString &fileName, qint64 version,
                                  std::span<const ProjectMigration> steps)
{
    for (const ProjectMigration &step : steps) {
        if (step.fromVersion < version)
            continue;
        auto migrated = step.migrate(bytes, fileName);
        if (!migrated)
            return migrated.error();
        bytes = std::move(*migrated);
    }
    return bytes;
}

} // namespace drawbridge
