#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// `parent` is the process that the diagram opens; empty for one of its own.
Result<ModelEdit> addDiagram(const ThreatModel &model, const DiagramId &id, const QString &name,
                             const ElementId &parent = {});

} // namespace drawbridge
