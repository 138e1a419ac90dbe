#include "model/edit/addelementedit.h"

#include "model/edit/edittext.h"
#include "model/edit/membership.h"
#include "model/edit/placementchecks.h"

namespace drawbridge {

Result<ModelEdit> addElement(const ThreatModel &model, const ElementId &id, const NewElement &added)
{
    if (id.isEmpty() || model.elements.contains(id) || model.boundaries.contains(BoundaryId(id)))
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the id '%1' cannot be used").arg(id.toString()),
                      {}};
    if (!added.boundary.isEmpty() && !model.boundaries.contains(added.boundary))
        return missingRecord("trust boundary", added.boundary);
    Element element;
    element.id = id;
    element.kind = added.kind;
    element.name = added.name;
    element.technology = added.technology;
    element.hasRuntime = added.hasRuntime && added.kind != ElementKind::ExternalEntity;
    if (!added.boundary.isEmpty())
        element = putInto(model, std::move(element), added.boundary);
    ThreatModel after = model;
    after.elements.put(std::move(element));
    if (!added.diagram.isEmpty()) {
        const Result<void> placed = placeIn(after, added.diagram, {{id, added.rect}});
        if (!placed)
            return placed.error();
    }
    return editBetween(editText(Edits::tr("Add"), added.name), model, after);
}

Result<ModelEdit> showInDiagram(const ThreatModel &model, const DiagramId &diagram,
                                const QList<Placement> &placements)
{
    ThreatModel after = model;
    const Result<void> placed = placeIn(after, diagram, placements);
    if (!placed)
        return placed.error();
    return editBetween(Edits::tr("Show in diagram"), model, after);
}

Result<ModelEdit> hideFromDiagram(const ThreatModel &model, const DiagramId &diagram,
                                  const QList<IdText> &records)
{
    const Diagram *found = model.diagrams.find(diagram);
    if (!found)
        return missingRecord("diagram", diagram);
    Diagram changed = *found;
    for (const IdText &record : records)
        changed.removePlacement(record);
    ThreatModel after = model;
    after.diagrams.put(std::move(changed));
    return editBetween(Edits::tr("Hide from diagram"), model, after);
}

} // namespace drawbridge
