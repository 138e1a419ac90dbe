#pragma once

#include "model/edit/modeledit.h"

#include <QSet>

namespace drawbridge {

// Bends of a flow set by hand; an empty list gives the flow back to the router.
Result<ModelEdit> setRoute(const ThreatModel &model, const DiagramId &diagram, const FlowId &flow,
                           const QList<QPoint> &bends);

// Takes the routes of flows out of every diagram.
void dropRoutes(ThreatModel &model, const QSet<FlowId> &flows);

} // namespace drawbridge
