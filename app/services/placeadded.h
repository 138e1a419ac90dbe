#pragma once

#include "app/services/layoutmodel.h"

namespace drawbridge {

// The records that an import added to a model and its main diagram does not show, in groups by the
// box that they go into; in three steps as an automatic layout is.
struct AddedPlan
{
    struct Group
    {
        // Empty: beside everything that is there.
        BoundaryId host;
        LayoutPlan plan;
    };

    DiagramId diagram;
    QList<Group> groups;
};

// `before` tells what is new in `model`. The main diagram is the one that shows most; a model
// without a diagram gives an empty plan.
AddedPlan planAdded(const ThreatModel &before, const ThreatModel &model,
                    const PropertySchema &schema);
// In any thread; one outcome a group.
Result<QList<LayoutOutcome>> runAdded(const AddedPlan &plan, ProgressSink &progress);
// What is placed already keeps its order, and moves only to make room.
void placeAdded(ThreatModel &model, const AddedPlan &plan, const QList<LayoutOutcome> &outcomes);

// All three; a model without a diagram gets one with everything on it.
Result<Diagnostics> arrangeAdded(const ThreatModel &before, ThreatModel &model,
                                 const Services &services, ProgressSink &progress);

} // namespace drawbridge
