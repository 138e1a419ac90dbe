#pragma once

#include "app/canvas/tools/canvastool.h"

namespace drawbridge {

// Draws a boundary; what lies wholly within it and shares its surroundings moves into it.
class AddBoundaryTool final : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    std::unique_ptr<Gesture> press(const PointerEvent &event) override;
    void hover(const PointerEvent &) override { }
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
};

} // namespace drawbridge
