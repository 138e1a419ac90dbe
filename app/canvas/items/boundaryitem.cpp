#include "app/canvas/items/boundaryitem.h"

#include "model/core/names.h"

#include <QCoreApplication>

namespace drawbridge {

static constexpr double BoundaryReach = 24;
static constexpr double TitleHeight = 32;

BoundaryItem::BoundaryItem(const BoundaryId &id)
    : DiagramItem({RecordKind::Boundary, id})
{
    setZValue(layer::Boundary);
}

void BoundaryItem::sync(const BoundaryLook &look, const QRectF &rect, int depth, bool dropTarget)
{
    if (look == m_look && rect == m_rect && depth == m_depth && dropTarget == m_dropTarget)
        return;
    m_look = look;
    m_rect = rect;
    m_depth = depth;
    m_dropTarget = dropTarget;
    setZValue(layer::Boundary + depth);
    refresh(rect.adjusted(-BoundaryReach, -BoundaryReach, BoundaryReach, BoundaryReach));
}

bool BoundaryItem::hits(const QPointF &at, double tolerance) const
{
    const QRectF outer = m_rect.adjusted(-tolerance, -tolerance, tolerance, tolerance);
    const QRectF inner = m_rect.adjusted(tolerance, tolerance, -tolerance, -tolerance);
    return outer.contains(at) && (!inner.contains(at) || titleRect().contains(at));
}

QRectF BoundaryItem::titleRect() const
{
    return {m_rect.left(), m_rect.top(), m_rect.width(), std::min(TitleHeight, m_rect.height())};
}

QString BoundaryItem::accessibleText() const
{
    QString text = QCoreApplication::translate("Canvas", "%1, trust boundary, %2")
                       .arg(m_look.title, displayName(m_look.kind).toLower());
    if (m_look.threats.count > 0)
        text += QCoreApplication::translate("Canvas", ", %1 threats").arg(m_look.threats.count);
    return text;
}

DrawList BoundaryItem::draw(const Theme &theme, DetailLevel detail) const
{
    DrawList list = drawBoundary(m_look, m_rect, theme, detail);
    if (m_dropTarget) {
        // Sheer, so that the title stays readable.
        QColor tint = theme.accent.base;
        tint.setAlphaF(0.10F);
        list.rect(m_rect.adjusted(3, 3, -3, -3), theme.metrics.boundaryRadius - 3,
                  {tint, {theme.accent.base, theme.metrics.selectionLine, {}, false}});
    }
    return list;
}

} // namespace drawbridge
