#include "app/canvas/items/flowitem.h"

#include <QCoreApplication>
#include <QLineF>

#include <algorithm>

namespace drawbridge {

// Halo, arrow, rings and bend handles reach so far beyond the line.
static constexpr double FlowReach = 12;

static double distanceTo(const QPointF &at, const QPointF &a, const QPointF &b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double part =
        length > 0 ? std::clamp(QPointF::dotProduct(at - a, along) / length, 0.0, 1.0) : 0;
    return QLineF(at, a + part * along).length();
}

FlowLabelItem::FlowLabelItem(const FlowId &id)
    : DiagramItem({RecordKind::Flow, id})
{
    setZValue(layer::Label);
}

void FlowLabelItem::sync(const FlowLook &look, const FlowShape &shape)
{
    if (look == m_look && shape == m_shape)
        return;
    m_look = look;
    m_shape = shape;
    m_rect = labelRect(look, shape, Theme::builtIn(ThemeKind::Light).metrics);
    refresh(m_rect.isEmpty() ? QRectF() : m_rect.adjusted(-2, -2, 2, 2));
}

bool FlowLabelItem::hits(const QPointF &at, double) const
{
    return m_rect.contains(at);
}

DrawList FlowLabelItem::draw(const Theme &theme, DetailLevel detail) const
{
    return drawFlowLabel(m_look, m_shape, theme, detail);
}

FlowItem::FlowItem(const FlowId &id)
    : DiagramItem({RecordKind::Flow, id})
    , m_label(std::make_unique<FlowLabelItem>(id))
{
    setZValue(layer::Flow);
}

void FlowItem::sync(const FlowLook &look, const FlowShape &shape)
{
    m_label->sync(look, shape);
    if (look == m_look && shape == m_shape)
        return;
    m_look = look;
    m_shape = shape;
    // A path or a selected flow is followed with the eye: above the others.
    setZValue(layer::Flow + (look.selected ? 3 : look.onPath ? 2 : look.hovered ? 1 : 0));
    refresh(shape.route.boundingRect().adjusted(-FlowReach, -FlowReach, FlowReach, FlowReach));
}

QRectF FlowItem::labelArea() const
{
    const QRectF pill = m_label->recordRect();
    if (!pill.isEmpty())
        return pill;
    const QPointF centre = m_shape.hasLabel ? m_shape.labelCentre : recordRect().center();
    return {centre.x() - 40, centre.y() - 10, 80, 20};
}

bool FlowItem::hits(const QPointF &at, double tolerance) const
{
    for (qsizetype i = 1; i < m_shape.route.size(); ++i) {
        if (distanceTo(at, m_shape.route[i - 1], m_shape.route[i]) <= tolerance + 2)
            return true;
    }
    return false;
}

QString FlowItem::accessibleText() const
{
    return QCoreApplication::translate("Canvas", "Data flow, %1")
        .arg(m_look.tooltip.isEmpty() ? m_look.label : m_look.tooltip);
}

DrawList FlowItem::draw(const Theme &theme, DetailLevel detail) const
{
    return drawFlowLine(m_look, m_shape, theme, detail);
}

} // namespace drawbridge
