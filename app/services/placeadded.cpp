#include "app/services/placeadded.h"

#include "model/edit/makeroom.h"
#include "model/edit/membership.h"

#include <QMap>

namespace drawbridge {

static const Diagram *mainDiagram(const ThreatModel &model)
{
    const Diagram *chosen = nullptr;
    for (const Diagram &diagram : model.diagrams) {
        if (!chosen || diagram.placements.size() > chosen->placements.size())
            chosen = &diagram;
    }
    return chosen;
}

// The nearest box around an element that the diagram shows; the boxes on the way are noted.
static BoundaryId placedHost(const ThreatModel &model, const Diagram &shown, const Element &element,
                             Diagram &group)
{
    BoundaryId box = shownBoundary(element);
    // A chain longer than the table goes in a circle.
    for (qsizetype steps = 0; steps <= model.boundaries.size(); ++steps) {
        const TrustBoundary *boundary = model.boundaries.find(box);
        if (!boundary)
            return {};
        if (shown.placement(box))
            return box;
        group.place(box, QRect(0, 0, 1, 1));
        box = boundary->parent;
    }
    return {};
}

AddedPlan planAdded(const ThreatModel &before, const ThreatModel &model,
                    const PropertySchema &schema)
{
    AddedPlan plan;
    const Diagram *shown = mainDiagram(model);
    if (!shown)
        return plan;
    plan.diagram = shown->id;
    QMap<IdText, Diagram> groups;
    for (const Element &element : model.elements) {
        if (element.vanished || before.elements.contains(element.id)
            || shown->placement(element.id))
            continue;
        Diagram boxes;
        const BoundaryId host = placedHost(model, *shown, element, boxes);
        Diagram &group = groups[host];
        for (const Placement &box : std::as_const(boxes.placements))
            group.place(box.record, box.rect);
        group.place(element.id, QRect(0, 0, 1, 1));
    }
    for (auto group = groups.cbegin(); group != groups.cend(); ++group)
        plan.groups.append({BoundaryId(group.key()), planLayout(model, schema, &*group)});
    return plan;
}

Result<QList<LayoutOutcome>> runAdded(const AddedPlan &plan, ProgressSink &progress)
{
    QList<LayoutOutcome> outcomes;
    for (const AddedPlan::Group &group : plan.groups) {
        auto outcome = runLayout(group.plan, progress);
        if (!outcome)
            return outcome.error();
        outcomes.append(std::move(*outcome));
    }
    return outcomes;
}

void placeAdded(ThreatModel &model, const AddedPlan &plan, const QList<LayoutOutcome> &outcomes)
{
    const Diagram *shown = model.diagrams.find(plan.diagram);
    if (!shown || outcomes.isEmpty())
        return;
    Diagram diagram = *shown;
    for (qsizetype i = 0; i < outcomes.size(); ++i)
        makeRoom(diagram, model, plan.groups.at(i).host, placementsOf(outcomes.at(i).result));
    model.diagrams.put(std::move(diagram));
}

Result<Diagnostics> arrangeAdded(const ThreatModel &before, ThreatModel &model,
                                 const Services &services, ProgressSink &progress)
{
    if (model.diagrams.isEmpty())
        return layoutModel(model, services, progress);
    const AddedPlan plan = planAdded(before, model, *services.schema());
    const auto outcomes = runAdded(plan, progress);
    if (!outcomes)
        return outcomes.error();
    placeAdded(model, plan, *outcomes);
    Diagnostics diagnostics;
    for (const LayoutOutcome &outcome : *outcomes)
        diagnostics += outcome.diagnostics;
    return diagnostics;
}

} // namespace drawbridge
