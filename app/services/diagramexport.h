#pragma once

#include "app/render/diagrampicture.h"
#include "app/render/pictureexporter.h"
#include "app/services/exports.h"

namespace drawbridge {

// The diagram that a request names, or the first; an error that lists those there are.
Result<DiagramId> chooseDiagram(const ThreatModel &model, const QString &name);
// A diagram with the state of its threats, and the records of a highlighted attack path.
DiagramPicture pictureOf(const Analysis &analysis, const DiagramId &diagram,
                         const QSet<IdText> &path = {});
Result<QByteArray> exportDiagramView(const Analysis &analysis, const ExportRequest &request);

ThemeKind themeNamed(const QString &name);

} // namespace drawbridge
