#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// A new data flow; the source is the initiator.
struct NewFlow
{
    ElementId source;
    ElementId target;
    InterfaceId interface;
    QString name;
    FlowKind kind = FlowKind::Network;
};

Result<ModelEdit> addFlow(const ThreatModel &model, const FlowId &id, const NewFlow &added);

} // namespace drawbridge
