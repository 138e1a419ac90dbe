// What is selected, hovered and found at a place in a diagram.

#include "app/canvas/diagramscene.h"
#include "app/canvas/handles.h"
#include "app/canvas/items/boundaryitem.h"
#include "app/canvas/items/elementitem.h"
#include "app/canvas/items/flowitem.h"
#include "app/canvas/items/overlayitem.h"

namespace drawbridge {

static const RecordReference NoRecord {RecordKind::Project, {}};

DiagramItem *DiagramScene::itemOf(const RecordReference &record) const
{
    return m_items.value(record);
}

ElementItem *DiagramScene::elementItem(const ElementId &id) const
{
    return static_cast<ElementItem *>(itemOf({RecordKind::Element, id}));
}

BoundaryItem *DiagramScene::boundaryItem(const BoundaryId &id) const
{
    return static_cast<BoundaryItem *>(itemOf({RecordKind::Boundary, id}));
}

FlowItem *DiagramScene::flowItem(const FlowId &id) const
{
    return static_cast<FlowItem *>(itemOf({RecordKind::Flow, id}));
}

void DiagramScene::select(const RecordReferences &records)
{
    RecordReferences wanted;
    for (const RecordReference &record : records) {
        const bool shown = record.kind == RecordKind::Interface
            ? model().interfaces.contains(InterfaceId(record.id))
            : m_items.contains(record);
        if (shown && !wanted.contains(record))
            wanted.append(record);
    }
    if (wanted == m_selection)
        return;
    const RecordReferences before = std::exchange(m_selection, wanted);
    for (const RecordReference &record : before)
        syncItem(record);
    for (const RecordReference &record : std::as_const(m_selection))
        syncItem(record);
    showHandles();
    Q_EMIT recordsSelected(m_selection);
}

void DiagramScene::selectAll()
{
    RecordReferences all;
    for (const BoundaryPicture &boundary : std::as_const(m_picture.boundaries))
        all.append({RecordKind::Boundary, boundary.id});
    for (const ElementPicture &element : std::as_const(m_picture.elements))
        all.append({RecordKind::Element, element.id});
    for (const FlowPicture &flow : std::as_const(m_picture.flows))
        all.append({RecordKind::Flow, flow.id});
    select(all);
}

RecordReference DiagramScene::focusRecord() const
{
    return m_selection.isEmpty() ? NoRecord : m_selection.last();
}

void DiagramScene::dropStaleSelection()
{
    select(RecordReferences(m_selection));
    if (m_hovered != NoRecord && !m_items.contains(m_hovered))
        setHovered(NoRecord);
}

void DiagramScene::setHovered(const RecordReference &record)
{
    if (record == m_hovered)
        return;
    const RecordReference before = std::exchange(m_hovered, record);
    syncItem(before);
    syncItem(m_hovered);
    Q_EMIT hoveredChanged(m_hovered);
}

void DiagramScene::setDropTarget(const BoundaryId &boundary)
{
    if (boundary == m_dropTarget)
        return;
    const BoundaryId before = std::exchange(m_dropTarget, boundary);
    syncItem({RecordKind::Boundary, before});
    syncItem({RecordKind::Boundary, m_dropTarget});
}

// Elements draw their own handles; a boundary's lie above what stands in it.
void DiagramScene::showHandles()
{
    const RecordReference only = m_selection.size() == 1 ? m_selection.first() : NoRecord;
    const BoundaryItem *boundary =
        only.kind == RecordKind::Boundary ? boundaryItem(BoundaryId(only.id)) : nullptr;
    if (!boundary) {
        m_handles->clear();
        return;
    }
    const QRectF rect = boundary->recordRect();
    m_handles->show(drawHandles(rect, *m_theme), rect);
}

RecordReference DiagramScene::recordAt(const QPointF &at, double tolerance) const
{
    const QRectF near(at.x() - tolerance, at.y() - tolerance, 2 * tolerance, 2 * tolerance);
    const QList<QGraphicsItem *> candidates =
        items(near, Qt::IntersectsItemBoundingRect, Qt::DescendingOrder);
    for (const QGraphicsItem *candidate : candidates) {
        const auto *item = qgraphicsitem_cast<const DiagramItem *>(candidate);
        // A thin line is hard to hit, a box is not.
        if (item && item->hits(at, item->record().kind == RecordKind::Element ? 0 : tolerance))
            return item->record();
    }
    return NoRecord;
}

ElementItem *DiagramScene::elementAt(const QPointF &at, double tolerance) const
{
    const QRectF near(at.x() - tolerance, at.y() - tolerance, 2 * tolerance, 2 * tolerance);
    const QList<QGraphicsItem *> candidates =
        items(near, Qt::IntersectsItemBoundingRect, Qt::DescendingOrder);
    for (QGraphicsItem *candidate : candidates) {
        auto *item = qgraphicsitem_cast<DiagramItem *>(candidate);
        if (item && item->record().kind == RecordKind::Element && item->hits(at, tolerance))
            return static_cast<ElementItem *>(item);
    }
    return nullptr;
}

BoundaryId DiagramScene::boundaryAt(const QPointF &at, const QSet<BoundaryId> &except) const
{
    // Outermost first, so the last one that fits lies deepest.
    for (auto it = m_picture.boundaries.crbegin(); it != m_picture.boundaries.crend(); ++it) {
        if (!it->rect.contains(at))
            continue;
        const QList<BoundaryId> chain = boundaryChain(model(), it->id);
        const bool excepted = std::any_of(
            chain.begin(), chain.end(), [&](const BoundaryId &id) { return except.contains(id); });
        if (!excepted)
            return it->id;
    }
    return {};
}

RecordReferences DiagramScene::recordsIn(const QRectF &area) const
{
    RecordReferences found;
    for (const BoundaryPicture &boundary : std::as_const(m_picture.boundaries)) {
        if (area.contains(boundary.rect))
            found.append({RecordKind::Boundary, boundary.id});
    }
    for (const ElementPicture &element : std::as_const(m_picture.elements)) {
        if (area.contains(element.rect))
            found.append({RecordKind::Element, element.id});
    }
    for (const FlowPicture &flow : std::as_const(m_picture.flows)) {
        if (area.contains(flow.shape.route.boundingRect()))
            found.append({RecordKind::Flow, flow.id});
    }
    return found;
}

// Boxes and lines only: measuring the text of thousands of labels would slow every edit down, and
// the margin covers them.
QRectF DiagramScene::contentRect() const
{
    QRectF content;
    for (const BoundaryPicture &boundary : m_picture.boundaries)
        content |= boundary.rect;
    for (const ElementPicture &element : m_picture.elements)
        content |= element.rect;
    for (const FlowPicture &flow : m_picture.flows)
        content |= flow.shape.route.boundingRect();
    return content.isEmpty() ? QRectF() : content.adjusted(-32, -32, 32, 32);
}

} // namespace drawbridge
