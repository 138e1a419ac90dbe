#pragma once

#include "app/render/detaillevel.h"
#include "app/render/drawlist.h"
#include "app/render/theme.h"
#include "model/edit/recordreference.h"

#include <QGraphicsItem>

namespace drawbridge {

// Back to front.
namespace layer {
inline constexpr double Boundary = -1000;
inline constexpr double Flow = 0;
inline constexpr double Element = 1000;
inline constexpr double Label = 2000;
inline constexpr double Overlay = 3000;
} // namespace layer

// What the scene shows of one record. Holds its id, never the model; paints only through
// app/render. Items stand at the origin and paint in scene coordinates.
class DiagramItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    explicit DiagramItem(const RecordReference &record);

    const RecordReference &record() const { return m_record; }
    void setTheme(const Theme &theme);

    // What the record covers, without rims, rings and bubbles.
    virtual QRectF recordRect() const = 0;
    // Whether a click there means this record; `tolerance` is in scene coordinates.
    virtual bool hits(const QPointF &at, double tolerance) const = 0;
    // What a screen reader says.
    virtual QString accessibleText() const = 0;
    virtual QString toolTipText() const = 0;

    int type() const override { return Type; }
    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    virtual DrawList draw(const Theme &theme, DetailLevel detail) const = 0;
    // What it draws has changed, and may cover other places.
    void refresh(const QRectF &bounds);

private:
    RecordReference m_record;
    const Theme *m_theme = nullptr;
    QRectF m_bounds;
    // The last list, for the level it was drawn at.
    mutable DrawList m_list;
    mutable DetailLevel m_listDetail = DetailLevel::Full;
    mutable bool m_listValid = false;
};

} // namespace drawbridge
