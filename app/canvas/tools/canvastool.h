#pragma once

#include "model/core/records.h"

#include <QPointF>
#include <QString>
#include <Qt>

#include <memory>

namespace drawbridge {

class DiagramScene;
class DiagramView;

enum class CanvasToolKind { Select, Connect, AddElement, AddBoundary };

// A pointer event as tools see it.
struct PointerEvent
{
    QPointF scene;
    Qt::KeyboardModifiers modifiers;
    // What counts as "near" in scene coordinates at the current zoom.
    double tolerance = 4;
};

// Something under way between press and release. It shows a preview and changes the model only at
// its end; cancelling leaves no trace.
class Gesture
{
public:
    virtual ~Gesture() = default;
    virtual void move(const PointerEvent &event) = 0;
    virtual void finish(const PointerEvent &event) = 0;
    virtual void cancel() = 0;
};

// What the left button does. One per kind; belongs to its view.
class CanvasTool
{
public:
    explicit CanvasTool(DiagramView &view)
        : m_view(view)
    {
    }
    virtual ~CanvasTool() = default;

    // Begins a gesture; null when the press is settled at once.
    virtual std::unique_ptr<Gesture> press(const PointerEvent &event) = 0;
    // The pointer moves without a button.
    virtual void hover(const PointerEvent &event);
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }

protected:
    DiagramView &view() const { return m_view; }
    DiagramScene &scene() const;

private:
    DiagramView &m_view;
};

} // namespace drawbridge
