#pragma once

#include "model/edit/modeledit.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Sets the architect's claim of one property on several records at once ("same for 3 services").
// Refuses computed properties, and values that do not fit the property's type.
Result<ModelEdit> setProperty(const ThreatModel &model, const PropertySchema &schema,
                              const RecordReferences &records, PropertyIndex property,
                              const Value &value, const QString &mergeKey = {});
// The property makes no sense for these records.
Result<ModelEdit> setPropertyNotApplicable(const ThreatModel &model, const PropertySchema &schema,
                                           const RecordReferences &records, PropertyIndex property);
// Takes the architect's claim back; what files and scanners say stands again.
Result<ModelEdit> clearProperty(const ThreatModel &model, const PropertySchema &schema,
                                const RecordReferences &records, PropertyIndex property);

} // namespace drawbridge
