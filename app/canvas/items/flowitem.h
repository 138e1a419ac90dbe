#pragma once

#include "app/canvas/items/diagramitem.h"
#include "app/render/flowlook.h"

#include <memory>

namespace drawbridge {

// A flow's pill; over everything, while its line lies under the elements.
class FlowLabelItem final : public DiagramItem
{
public:
    explicit FlowLabelItem(const FlowId &id);

    void sync(const FlowLook &look, const FlowShape &shape);

    QRectF recordRect() const override { return m_rect; }
    bool hits(const QPointF &at, double tolerance) const override;
    QString accessibleText() const override { return {}; }
    QString toolTipText() const override { return m_look.tooltip; }

protected:
    DrawList draw(const Theme &theme, DetailLevel detail) const override;

private:
    FlowLook m_look;
    FlowShape m_shape;
    QRectF m_rect;
};

class FlowItem final : public DiagramItem
{
public:
    explicit FlowItem(const FlowId &id);

    void sync(const FlowLook &look, const FlowShape &shape);
    const FlowLook &look() const { return m_look; }
    const FlowShape &shapeOfFlow() const { return m_shape; }
    // Belongs to this item; the scene holds both.
    FlowLabelItem &label() { return *m_label; }
    // Where a name is edited.
    QRectF labelArea() const;

    QRectF recordRect() const override { return m_shape.route.boundingRect(); }
    bool hits(const QPointF &at, double tolerance) const override;
    QString accessibleText() const override;
    QString toolTipText() const override { return m_look.tooltip; }

protected:
    DrawList draw(const Theme &theme, DetailLevel detail) const override;

private:
    FlowLook m_look;
    FlowShape m_shape;
    std::unique_ptr<FlowLabelItem> m_label;
};

} // namespace drawbridge
