#pragma once

#include "model/base/diagnostic.h"
#include "model/core/threatmodel.h"
#include "model/schema/propertyschema.h"

#include <memory>

namespace drawbridge {

// A model read from a project file, and what was odd about the file without making it unreadable.
struct ProjectContent
{
    ThreatModel model;
    Diagnostics diagnostics;
};

// Reads the bytes of a project file. What a newer version added is kept and written back; a file
// that a newer version declares unreadable for older ones, damaged bytes, ids used twice and words
// that this version cannot place are refused with their line.
class ProjectReader
{
public:
    // The schema says which properties exist; it must live as long as the reader.
    explicit ProjectReader(const PropertySchema &schema);
    ~ProjectReader();

    Result<ProjectContent> read(QByteArray bytes, const QString &fileName) const;

private:
    const PropertySchema &m_schema;
    struct Names;
    std::unique_ptr<Names> m_names;
};

} // namespace drawbridge
