#pragma once

#include "app/render/diagrampicture.h"
#include "model/core/modelgraph.h"

namespace drawbridge {

// Entries of a picture that an update touched.
struct TouchedEntries
{
    QSet<ElementId> elements;
    QSet<FlowId> flows;
    QSet<BoundaryId> boundaries;
};

// What is needed to bring a large picture up to date without composing all of it.
struct PictureUpdate
{
    const LookContext &context;
    const ModelGraph &graph;
    const Diagram &diagram;
    const Metrics &metrics;
};

// Brings a picture up to date with a change of the model, entry by entry, and routes what is
// connected with it again. Nothing when so much changed that composing afresh is no slower.
std::optional<TouchedEntries> updatePicture(DiagramPicture &picture, const PictureUpdate &update,
                                            const ChangeSet &changes);

// Routes some flows again, seeing only what is connected with them or in their way: all flows of
// their ends, so that those share the edges of boxes as before, and the boxes between.
void rerouteNear(DiagramPicture &picture, const QSet<FlowId> &flows, const ThreatModel &model,
                 const ModelGraph &graph, const Diagram &diagram, const Metrics &metrics);

} // namespace drawbridge
