#pragma once

#include "model/edit/membership.h"
#include "model/edit/modeledit.h"

#include <QRect>

namespace drawbridge {

struct NewBoundary
{
    BoundaryKind kind = BoundaryKind::Host;
    QString name;
    BoundaryId parent;
    DiagramId diagram;
    QRect rect;
    // What was drawn around: moves into the new boundary.
    RecordReferences members;
};

Result<ModelEdit> addBoundary(const ThreatModel &model, const BoundaryId &id,
                              const NewBoundary &added);

} // namespace drawbridge
