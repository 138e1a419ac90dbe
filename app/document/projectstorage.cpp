#include "app/document/projectstorage.h"

#include "model/project/projectfile.h"

namespace drawbridge {

ProjectFileStorage::ProjectFileStorage(std::shared_ptr<const PropertySchema> schema)
    : m_schema(std::move(schema))
{
}

Result<ProjectContent> ProjectFileStorage::load(const QString &path) const
{
    return openProject(path, *m_schema);
}

Result<void> ProjectFileStorage::save(const ThreatModel &model, const QString &path) const
{
    return saveProject(model, path, *m_schema);
}

} // namespace drawbridge
