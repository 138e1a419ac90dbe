#include "app/canvas/items/elementitem.h"

#include "model/core/names.h"

#include <QCoreApplication>

namespace drawbridge {

// Rims, rings, handles, ports and the bubble reach so far beyond the element.
static constexpr double ElementReach = 28;

ElementItem::ElementItem(const ElementId &id)
    : DiagramItem({RecordKind::Element, id})
{
    setZValue(layer::Element);
}

void ElementItem::sync(const ElementLook &look, const QRectF &rect)
{
    if (look == m_look && rect == m_rect)
        return;
    m_look = look;
    m_rect = rect;
    // What is being worked on lies above its neighbours.
    setZValue(layer::Element + (look.selected ? 2 : look.hovered ? 1 : 0));
    refresh(rect.adjusted(-ElementReach, -ElementReach, ElementReach, ElementReach));
}

bool ElementItem::hits(const QPointF &at, double tolerance) const
{
    return m_rect.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at);
}

QRectF ElementItem::rowRect(qsizetype row) const
{
    const Metrics &metrics = Theme::builtIn(ThemeKind::Light).metrics;
    const double middle = portPosition(m_rect, m_look, row, metrics).y();
    return {m_rect.left(), middle - metrics.interfaceRow / 2, m_rect.width(), metrics.interfaceRow};
}

InterfaceId ElementItem::interfaceAt(const QPointF &at) const
{
    // The last row counts the rest when there are too many; it stands for none of them.
    const qsizetype rows = m_look.interfaces.size() > MaximumInterfaceRows
        ? MaximumInterfaceRows - 1
        : m_look.interfaces.size();
    for (qsizetype row = 0; row < rows; ++row) {
        if (rowRect(row).contains(at))
            return InterfaceId(m_look.interfaces[row].id);
    }
    return {};
}

QRectF ElementItem::interfaceRect(const InterfaceId &interface) const
{
    for (qsizetype row = 0; row < interfaceRows(m_look.interfaces.size()); ++row) {
        if (m_look.interfaces[row].id == interface)
            return rowRect(row);
    }
    return {};
}

QString ElementItem::accessibleText() const
{
    QString text = QCoreApplication::translate("Canvas", "%1, %2")
                       .arg(m_look.name, displayName(m_look.kind).toLower());
    if (m_look.threats.count > 0)
        text += QCoreApplication::translate("Canvas", ", %1 threats, highest %2")
                    .arg(QString::number(m_look.threats.count),
                         displayName(m_look.threats.highest).toLower());
    return text;
}

DrawList ElementItem::draw(const Theme &theme, DetailLevel detail) const
{
    return drawElement(m_look, m_rect, theme, detail);
}

} // namespace drawbridge
