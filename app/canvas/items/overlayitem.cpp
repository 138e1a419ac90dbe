#include "app/canvas/items/overlayitem.h"

#include "app/canvas/items/diagramitem.h"
#include "app/render/painterbackend.h"

namespace drawbridge {

OverlayItem::OverlayItem()
{
    setZValue(layer::Overlay);
    setAcceptedMouseButtons(Qt::NoButton);
}

void OverlayItem::show(DrawList list, const QRectF &bounds)
{
    prepareGeometryChange();
    m_list = std::move(list);
    // Lines have width, handles stand out.
    m_bounds = bounds.adjusted(-12, -12, 12, 12);
    update();
}

void OverlayItem::clear()
{
    if (m_list.isEmpty())
        return;
    prepareGeometryChange();
    m_list = {};
    m_bounds = {};
}

void OverlayItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    paintDrawList(*painter, m_list);
}

} // namespace drawbridge
