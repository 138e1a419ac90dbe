#pragma once

#include "model/project/projectreader.h"

namespace drawbridge {

// How a document reads and writes project files; injected, so that a test needs no disk.
class ProjectStorage
{
public:
    virtual ~ProjectStorage() = default;
    virtual Result<ProjectContent> load(const QString &path) const = 0;
    // Replaces the file atomically.
    virtual Result<void> save(const ThreatModel &model, const QString &path) const = 0;
};

// Project files on disk.
class ProjectFileStorage final : public ProjectStorage
{
public:
    explicit ProjectFileStorage(std::shared_ptr<const PropertySchema> schema);

    Result<ProjectContent> load(const QString &path) const override;
    Result<void> save(const ThreatModel &model, const QString &path) const override;

private:
    std::shared_ptr<const PropertySchema> m_schema;
};

} // namespace drawbridge
