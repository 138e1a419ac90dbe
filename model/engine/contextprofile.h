#pragma once

#include "model/core/threatmodel.h"
#include "model/engine/analysissession.h"

namespace drawbridge {

// About ten properties of a host (with its daemon) or cluster that are worth answering once, for
// everything that runs there; none for other boundaries.
QList<PropertyIndex> profileProperties(const PropertySchema &schema, BoundaryKind kind);
// The same for every host and cluster of a model that is in scope, by boundary id.
QList<PropertyReference> contextProfile(const ThreatModel &model, const PropertySchema &schema);

// Who may answer a question: the record itself, then the boundaries around it, innermost first, and
// the model, where the property is inherited from them.
QList<PropertyReference> answerHolders(const ThreatModel &model, const PropertySchema &schema,
                                       const PropertyReference &question);

// What a person who looks at a record wants answered: an element with its interfaces, flows, image,
// identity, and the boundaries around it; any other record with its own.
QSet<IdText> recordsAround(const ThreatModel &model, RecordKind kind, const IdText &record);
// Everything on the host (else in the cluster or the outermost boundary) that a record stands in;
// empty for a record that stands in none.
QSet<IdText> recordsOfHost(const ThreatModel &model, RecordKind kind, const IdText &record);

} // namespace drawbridge
