#pragma once

#include "app/render/drawlist.h"

#include <QGraphicsItem>

namespace drawbridge {

// What a gesture shows while it lasts (guides, rubber band, a line being drawn), and the handles of
// what is selected. Above everything, never hit.
class OverlayItem final : public QGraphicsItem
{
public:
    OverlayItem();

    void show(DrawList list, const QRectF &bounds);
    void clear();

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    DrawList m_list;
    QRectF m_bounds;
};

} // namespace drawbridge
