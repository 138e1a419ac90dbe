#pragma once

#include "app/canvas/tools/canvastool.h"

namespace drawbridge {

// Drag from one element to another.
class ConnectTool final : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    std::unique_ptr<Gesture> press(const PointerEvent &event) override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
};

} // namespace drawbridge
