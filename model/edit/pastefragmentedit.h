#pragma once

#include "model/edit/modeledit.h"
#include "model/edit/modelfragment.h"

namespace drawbridge {

struct PastedFragment
{
    ModelEdit edit;
    // The copies, to select them.
    RecordReferences records;
};

// Adds copies of everything in a fragment, with new ids and no source key: what was known of the
// originals is the architect's word on the copies. They stand in the diagram, moved by `offset`.
// A copy whose boundary was not copied goes into `boundary`. Images, identities and assets are
// shared when the model has them, else added.
Result<PastedFragment> pasteFragment(const ThreatModel &model, const ModelFragment &fragment,
                                     const DiagramId &diagram, const QPoint &offset,
                                     const BoundaryId &boundary, IdSource &ids);

} // namespace drawbridge
