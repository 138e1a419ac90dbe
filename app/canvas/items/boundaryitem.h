#pragma once

#include "app/canvas/items/diagramitem.h"
#include "app/render/boundarylook.h"

namespace drawbridge {

class BoundaryItem final : public DiagramItem
{
public:
    explicit BoundaryItem(const BoundaryId &id);

    // Deeper boundaries lie above those around them. `dropTarget`: what is dragged would be put in.
    void sync(const BoundaryLook &look, const QRectF &rect, int depth, bool dropTarget);
    const BoundaryLook &look() const { return m_look; }
    int depth() const { return m_depth; }

    QRectF recordRect() const override { return m_rect; }
    // Its line and its title; the area within is for what stands there.
    bool hits(const QPointF &at, double tolerance) const override;
    QRectF titleRect() const;
    QString accessibleText() const override;
    QString toolTipText() const override { return m_look.tooltip; }

protected:
    DrawList draw(const Theme &theme, DetailLevel detail) const override;

private:
    BoundaryLook m_look;
    QRectF m_rect;
    int m_depth = 0;
    bool m_dropTarget = false;
};

} // namespace drawbridge
