#include "model/edit/setrouteedit.h"

#include "model/core/names.h"
#include "model/edit/edittext.h"

#include <algorithm>

namespace drawbridge {

Result<ModelEdit> setRoute(const ThreatModel &model, const DiagramId &diagram, const FlowId &flow,
                           const QList<QPoint> &bends)
{
    constexpr qsizetype MostBends = 200;
    const Diagram *found = model.diagrams.find(diagram);
    if (!found)
        return missingRecord("diagram", diagram);
    if (!model.flows.contains(flow))
        return missingRecord("flow", flow);
    if (bends.size() > MostBends)
        return Error {ErrorCode::LimitExceeded, QStringLiteral("a flow has at most 200 bends"), {}};
    Diagram changed = *found;
    QList<Route> &routes = changed.routes;
    const auto position = std::lower_bound(
        routes.begin(), routes.end(), flow,
        [](const Route &route, const FlowId &wanted) { return route.flow < wanted; });
    const bool known = position != routes.end() && position->flow == flow;
    if (bends.isEmpty() && known)
        routes.erase(position);
    else if (!bends.isEmpty() && known)
        position->bends = bends;
    else if (!bends.isEmpty())
        routes.insert(position, Route {flow, bends});
    ThreatModel after = model;
    after.diagrams.put(std::move(changed));
    return editBetween(editText(Edits::tr("Bend"), recordName(model, RecordKind::Flow, flow)),
                       model, after);
}

void dropRoutes(ThreatModel &model, const QSet<FlowId> &flows)
{
    const Table<Diagram> diagrams = model.diagrams;
    for (const Diagram &diagram : diagrams) {
        Diagram changed = diagram;
        changed.routes.removeIf([&](const Route &route) { return flows.contains(route.flow); });
        if (changed.routes.size() != diagram.routes.size())
            model.diagrams.put(std::move(changed));
    }
}

} // namespace drawbridge
