#include "model/edit/applylayoutedit.h"

#include "model/edit/edittext.h"
#include "model/edit/placementchecks.h"

namespace drawbridge {

Result<ModelEdit> applyLayout(const ThreatModel &model, const DiagramId &diagram,
                              const QList<Placement> &placements)
{
    ThreatModel after = model;
    const Result<void> placed = placeIn(after, diagram, placements);
    if (!placed)
        return placed.error();
    Diagram changed = *after.diagrams.find(diagram);
    changed.routes.clear();
    after.diagrams.put(std::move(changed));
    return editBetween(Edits::tr("Arrange"), model, after);
}

} // namespace drawbridge
