#pragma once

#include "app/canvas/items/diagramitem.h"
#include "app/render/elementlook.h"

namespace drawbridge {

class ElementItem final : public DiagramItem
{
public:
    explicit ElementItem(const ElementId &id);

    void sync(const ElementLook &look, const QRectF &rect);
    const ElementLook &look() const { return m_look; }
    // The interface whose row is there; empty elsewhere.
    InterfaceId interfaceAt(const QPointF &at) const;
    QRectF interfaceRect(const InterfaceId &interface) const;

    QRectF recordRect() const override { return m_rect; }
    bool hits(const QPointF &at, double tolerance) const override;
    QString accessibleText() const override;
    QString toolTipText() const override { return m_look.tooltip; }

protected:
    DrawList draw(const Theme &theme, DetailLevel detail) const override;

private:
    QRectF rowRect(qsizetype row) const;

    ElementLook m_look;
    QRectF m_rect;
};

} // namespace drawbridge
