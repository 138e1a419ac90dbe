#pragma once

#include "model/core/threatmodel.h"

namespace drawbridge {

// A rule of the model that does not hold, and the record it concerns.
struct ModelProblem
{
    RecordKind kind = RecordKind::Project;
    IdText record;
    QString message;

    bool operator==(const ModelProblem &) const = default;
};

// Everything that is wrong with a model: dangling references, cycles among boundaries, values that
// do not fit the schema, placements of what does not exist. Empty for every model that edits can
// make.
QList<ModelProblem> validate(const ThreatModel &model, const PropertySchema &schema);

} // namespace drawbridge
