#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"

namespace drawbridge::test {

// Every element, flow, boundary, badge and sign on one sheet, as the reader of a diagram meets
// them.
DrawList notationSheet(const Theme &theme);
QRectF notationSheetArea();

} // namespace drawbridge::test
