#pragma once

#include "model/edit/modeledit.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Renames an element, interface, flow, boundary, identity, asset, diagram or the project
// (RecordKind::Project, empty id). Line breaks and spaces at the ends go; only a flow may be
// without a name.
Result<ModelEdit> renameRecord(const ThreatModel &model, const RecordReference &record,
                               const QString &name);
// The description of an element, interface, flow, boundary, asset or the project.
Result<ModelEdit> setDescription(const ThreatModel &model, const RecordReference &record,
                                 const QString &description);

} // namespace drawbridge
