#pragma once

#include "model/core/threatmodel.h"
#include "model/schema/propertyschema.h"

namespace drawbridge {

// SHA-256 in hex over what a model means, as a review records it: everything of the project file
// but looks (diagrams), line numbers and digests of sources and evidence, the catalogs it was last
// analysed with, and the reviews themselves.
QByteArray modelRevision(const ThreatModel &model, const PropertySchema &schema);

// The reviews of this very revision, and those of an earlier one, newest first in both.
struct ReviewState
{
    QList<Review> current;
    QList<Review> earlier;
};

ReviewState reviewState(const ThreatModel &model, const PropertySchema &schema);

} // namespace drawbridge
