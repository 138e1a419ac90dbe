#include "model/edit/adddiagramedit.h"

#include "model/edit/edittext.h"

namespace drawbridge {

Result<ModelEdit> addDiagram(const ThreatModel &model, const DiagramId &id, const QString &name,
                             const ElementId &parent)
{
    if (id.isEmpty() || model.diagrams.contains(id))
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the id '%1' cannot be used").arg(id.toString()),
                      {}};
    if (!parent.isEmpty() && !model.elements.contains(parent))
        return missingRecord("element", parent);
    Diagram diagram;
    diagram.id = id;
    diagram.name = name.simplified();
    diagram.parent = parent;
    ThreatModel after = model;
    after.diagrams.put(std::move(diagram));
    return editBetween(editText(Edits::tr("Add diagram"), name), model, after);
}

} // namespace drawbridge
