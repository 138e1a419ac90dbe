#pragma once

#include "model/core/threatmodel.h"
#include "model/schema/propertyschema.h"

#include <vector>

namespace drawbridge {

struct PropertyText
{
    QString name;
    QByteArray key;
    quint32 rank = 0;
};
using PropertyTexts = std::vector<PropertyText>;

// Writes a model as the canonical bytes of a project file: the same model gives the same bytes, on
// every machine. Nothing derived is written.
class ProjectWriter
{
public:
    // The schema names the properties.
    explicit ProjectWriter(const PropertySchema &schema);

    QByteArray write(const ThreatModel &model) const;

private:
    // What is written of each property: its name, and its place among all in the order of names,
    // which is their order in a file.
    PropertyTexts m_texts;
};

} // namespace drawbridge
