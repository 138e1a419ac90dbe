#pragma once

#include "model/edit/modeledit.h"

#include <QRect>

namespace drawbridge {

// A new element and where it stands.
struct NewElement
{
    ElementKind kind = ElementKind::Process;
    QString name;
    QString technology;
    bool hasRuntime = false;
    // The diagram that shows it; empty: none.
    DiagramId diagram;
    QRect rect;
    // In whose box it stands; a network is attached (see putInto()).
    BoundaryId boundary;
};

// `id` is fresh, so that the caller can select what it made.
Result<ModelEdit> addElement(const ThreatModel &model, const ElementId &id,
                             const NewElement &added);
// Shows elements and boundaries that exist already in a diagram.
Result<ModelEdit> showInDiagram(const ThreatModel &model, const DiagramId &diagram,
                                const QList<Placement> &placements);
// Takes records out of a diagram without deleting them from the model.
Result<ModelEdit> hideFromDiagram(const ThreatModel &model, const DiagramId &diagram,
                                  const QList<IdText> &records);

} // namespace drawbridge
