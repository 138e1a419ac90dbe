#pragma once

#include "app/services/services.h"
#include "model/layout/layoutengine.h"

namespace drawbridge {

// An automatic layout in three steps, so that the window can run the middle one in the background:
// measuring texts needs the GUI thread, the layout program takes its time.
struct LayoutPlan
{
    LayoutGraph graph;
    // Room between columns for the widest label.
    int rankGap = 0;
};

struct LayoutOutcome
{
    LayoutResult result;
    // The layout program is missing or failed and a grid was used.
    Diagnostics diagnostics;
};

// What a diagram shows as a graph of boxes; everything of the model without a diagram. Needs a
// QGuiApplication.
LayoutPlan planLayout(const ThreatModel &model, const PropertySchema &schema,
                      const Diagram *diagram = nullptr);
// In any thread.
Result<LayoutOutcome> runLayout(const LayoutPlan &plan, ProgressSink &progress);
QList<Placement> placementsOf(const LayoutResult &result);

// Gives a model without a diagram one with everything on it, and returns warnings.
Result<Diagnostics> layoutModel(ThreatModel &model, const Services &services,
                                ProgressSink &progress);

// Places everything afresh, on one diagram by name or on all.
Result<Diagnostics> relayoutModel(ThreatModel &model, const Services &services,
                                  const QString &diagramName, ProgressSink &progress);

} // namespace drawbridge
