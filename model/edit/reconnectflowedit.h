#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

struct FlowEnds
{
    ElementId source;
    ElementId target;
    // Of the target; empty: the element as a whole.
    InterfaceId interface;
};

// Why a flow cannot have these ends, if it cannot.
Result<void> checkFlowEnds(const ThreatModel &model, const FlowEnds &ends);

// Gives a flow other ends; bends drawn for the old ends go.
Result<ModelEdit> reconnectFlow(const ThreatModel &model, const FlowId &id, const FlowEnds &ends);
// Swaps initiator and target.
Result<ModelEdit> reverseFlow(const ThreatModel &model, const FlowId &id);

} // namespace drawbridge
