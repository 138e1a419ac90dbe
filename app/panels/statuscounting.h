#pragma once

#include "app/panels/panelcontext.h"
#include "app/render/matrixpicture.h"
#include "model/export/exportinput.h"

namespace drawbridge {

// How the threats of the open document stand, by technique or control.
QHash<QString, StatusCounts> countByTechnique(const PanelContext &context);
QHash<QString, StatusCounts> countByControl(const PanelContext &context);

// What tables and JSON are made from, for the open document.
ExportInput exportInputOf(const PanelContext &context);

} // namespace drawbridge
