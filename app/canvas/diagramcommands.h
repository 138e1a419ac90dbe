#pragma once

#include "app/canvas/elementtemplate.h"
#include "app/canvas/guides/arrangement.h"
#include "model/edit/recordreference.h"

#include <QPoint>

#include <optional>

namespace drawbridge {

class DiagramScene;

// What menus and keys do with a diagram's selection. Each is one step of undo; what cannot be done
// changes nothing, and the scene's editRefused() says why.

bool deleteSelection(DiagramScene &scene);
void copySelection(const DiagramScene &scene);
void cutSelection(DiagramScene &scene);
// Beside the originals, or centred on a place. Selects the copies. False when the clipboard holds
// nothing that fits.
bool pasteClipboard(DiagramScene &scene, const std::optional<QPointF> &centre = {});
bool canPaste();
void duplicateSelection(DiagramScene &scene);
// Moves the selected boxes, on the grid or by single pixels; repeated moves are one step of undo.
void nudgeSelection(DiagramScene &scene, const QPoint &by);
void alignSelection(DiagramScene &scene, Alignment alignment);
void distributeSelection(DiagramScene &scene, Qt::Orientation orientation);
// Adds what the palette offers, its middle there, and selects it. It goes into the boundary below.
bool addFromTemplate(DiagramScene &scene, const ElementTemplate &added, const QPointF &centre);
// Connects two elements and selects the new flow.
bool connectElements(DiagramScene &scene, const ElementId &source, const ElementId &target,
                     const InterfaceId &interface = {});
// Renames a record; an element that the new name does not fit into grows around its middle.
bool renameShown(DiagramScene &scene, const RecordReference &record, const QString &name);

} // namespace drawbridge
