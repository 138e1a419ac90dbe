#pragma once

#include "app/canvas/tools/canvastool.h"
#include "model/edit/recordreference.h"

namespace drawbridge {

// Selects, moves, resizes, and starts flows at the handles of what the pointer is over.
class SelectTool final : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    std::unique_ptr<Gesture> press(const PointerEvent &event) override;
    void hover(const PointerEvent &event) override;
    Qt::CursorShape cursor() const override { return m_cursor; }

private:
    std::unique_ptr<Gesture> pressHandle(const PointerEvent &event);
    std::unique_ptr<Gesture> pressRecord(const RecordReference &record, const PointerEvent &event);
    bool pressBubble(const PointerEvent &event);

    Qt::CursorShape m_cursor = Qt::ArrowCursor;
};

} // namespace drawbridge
