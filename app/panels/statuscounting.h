#pragma once

#include "app/panels/panelcontext.h"
#include "app/render/matrixpicture.h"
#include "model/export/exportinput.h"

namespace drawbridge {

// What tables and JSON are made from, for the open document.
ExportInput exportInputOf(const PanelContext &context);

} // namespace drawbridge
