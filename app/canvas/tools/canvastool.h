#pragma once

#include "model/core/records.h"
#include "model/edit/recordreference.h"

#include <QPointF>
#include <QString>
#include <Qt>

#include <memory>

namespace drawbridge {

class DiagramScene;
struct ElementTemplate;

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

// What a tool may ask of the view that it works in.
class ToolHost
{
public:
    virtual ~ToolHost() = default;
    virtual DiagramScene &diagramScene() const = 0;
    // What the palette has armed.
    virtual const ElementTemplate &elementTemplate() const = 0;
    // Something was added: back to selecting.
    virtual void endAdding() = 0;
    // A record's threats are to be shown.
    virtual void requestThreats(const RecordReference &record) = 0;
};

// What the left button does. One per kind; belongs to its view.
class CanvasTool
{
public:
    explicit CanvasTool(ToolHost &host)
        : m_host(host)
    {
    }
    virtual ~CanvasTool() = default;

    // Begins a gesture; null when the press is settled at once.
    virtual std::unique_ptr<Gesture> press(const PointerEvent &event) = 0;
    // The pointer moves without a button.
    virtual void hover(const PointerEvent &event);
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }

protected:
    ToolHost &host() const { return m_host; }
    DiagramScene &scene() const { return m_host.diagramScene(); }

private:
    ToolHost &m_host;
};

} // namespace drawbridge
