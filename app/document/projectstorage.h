#pragma once

#include "model/base/result.h"
#include "model/core/threatmodel.h"

#include <QByteArray>

namespace drawbridge {

// How a document reads and writes project files; injected, so that a test needs no disk.
class ProjectStorage
{
public:
    virtual ~ProjectStorage() = default;
    virtual Result<ThreatModel> load(const QString &path) const = 0;
    // Replaces the file atomically.
    virtual Result<void> save(const ThreatModel &model, const QString &path) const = 0;
};

} // namespace drawbridge
