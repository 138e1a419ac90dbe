#pragma once

#include "model/core/threatmodel.h"
#include "model/schema/propertyschema.h"

#include <vector>

namespace drawbridge {

// Writes a model as the canonical bytes of a project file: the same model gives the same bytes, on
// every machine. Nothing derived is written.
class ProjectWriter
{
public:
    // The schema names the properties; it must live as long as the writer.
    explicit ProjectWriter(const PropertySchema &schema);

    QByteArray write(const ThreatModel &model) const;

private:
    const PropertySchema &m_schema;
    // Place of each property among all in the order of their names, which is their order in a file.
    std::vector<quint32> m_rank;
};

} // namespace drawbridge
