#pragma once

#include "app/canvas/tools/canvastool.h"

namespace drawbridge {

// A click adds what the palette has armed; what takes it in is highlighted.
class AddElementTool final : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    std::unique_ptr<Gesture> press(const PointerEvent &event) override;
    void hover(const PointerEvent &event) override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
};

} // namespace drawbridge
