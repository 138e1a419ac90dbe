#include "app/services/projects.h"

namespace drawbridge {

ThreatModel emptyProject(const QString &name)
{
    ThreatModel model;
    model.project.name = name;
    Diagram diagram;
    // Derived from the name, so that `new` gives the same bytes each time.
    diagram.id = DiagramId(importedId('g', name, QStringLiteral("diagram")));
    diagram.name = QStringLiteral("Overview");
    model.diagrams.put(diagram);
    return model;
}

} // namespace drawbridge
