#include "app/render/diagrampicture.h"

#include "model/core/modelgraph.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

using InterfacesByOwner = QHash<ElementId, QList<const Interface *>>;

InterfacesByOwner interfacesByOwner(const ThreatModel &model)
{
    InterfacesByOwner owners;
    for (const Interface &interface : model.interfaces)
        owners[interface.owner].append(&interface);
    for (QList<const Interface *> &list : owners)
        std::sort(list.begin(), list.end(), [](const Interface *a, const Interface *b) {
            return std::tie(a->name, a->id) < std::tie(b->name, b->id);
        });
    return owners;
}

void composeElements(const LookContext &context, const Diagram &diagram, const Metrics &metrics,
                     DiagramPicture &picture)
{
    const InterfacesByOwner interfaces = interfacesByOwner(context.model);
    for (const Placement &placement : diagram.placements) {
        const Element *element = context.model.elements.find(ElementId(placement.record));
        if (!element)
            continue;
        ElementPicture shown;
        shown.id = element->id;
        shown.look = elementLook(context, *element, interfaces.value(element->id));
        const QSize natural = elementSize(shown.look, metrics);
        QSize size = placement.rect.size();
        if (size.isEmpty())
            size = natural;
        size.setHeight(std::max(size.height(), natural.height()));
        shown.rect = QRectF(placement.rect.topLeft(), size);
        picture.elements.append(shown);
    }
}

void composeBoundaries(const LookContext &context, const Diagram &diagram, DiagramPicture &picture)
{
    struct Nested
    {
        qsizetype depth;
        BoundaryPicture shown;
    };
    QList<Nested> nested;
    for (const Placement &placement : diagram.placements) {
        const TrustBoundary *boundary = context.model.boundaries.find(BoundaryId(placement.record));
        if (!boundary)
            continue;
        nested.append({boundaryChain(context.model, boundary->id).size(),
                       {boundary->id, QRectF(placement.rect), boundaryLook(context, *boundary)}});
    }
    std::stable_sort(nested.begin(), nested.end(), [](const Nested &a, const Nested &b) {
        return std::tie(a.depth, a.shown.id) < std::tie(b.depth, b.shown.id);
    });
    for (Nested &boundary : nested)
        picture.boundaries.append(std::move(boundary.shown));
}

void composeFlows(const LookContext &context, DiagramPicture &picture)
{
    QSet<ElementId> shown;
    for (const ElementPicture &element : std::as_const(picture.elements))
        shown.insert(element.id);
    for (const DataFlow &flow : context.model.flows)
        if (shown.contains(flow.source) && shown.contains(flow.target))
            picture.flows.append({flow.id, flow.source, flow.target, {}, flowLook(context, flow)});
}

} // namespace

QRectF DiagramPicture::bounds(const Metrics &metrics) const
{
    QRectF all;
    for (const BoundaryPicture &boundary : boundaries)
        all |= boundary.rect | boundaryBubbleRect(boundary.rect, boundary.look, metrics);
    for (const ElementPicture &element : elements)
        all |= element.rect
            | bubbleRect(element.rect, element.look.threats, false, element.look.outOfScope,
                         metrics);
    for (const FlowPicture &flow : flows)
        all |= flow.shape.route.boundingRect() | labelRect(flow.look, flow.shape, metrics);
    return all;
}

DiagramPicture composeDiagram(const LookContext &context, const DiagramId &diagram,
                              const Metrics &metrics)
{
    DiagramPicture picture;
    const Diagram *record = context.model.diagrams.find(diagram);
    if (!record)
        return picture;
    picture.title = record->name.isEmpty() ? context.model.project.name : record->name;
    composeElements(context, *record, metrics, picture);
    composeBoundaries(context, *record, picture);
    composeFlows(context, picture);
    routePicture(picture, context.model, *record, metrics);
    return picture;
}

DrawList drawDiagram(const DiagramPicture &picture, const Theme &theme, DetailLevel detail)
{
    DrawList list;
    list.beginGroup(QStringLiteral("boundaries"), QStringLiteral("layer"));
    for (const BoundaryPicture &boundary : picture.boundaries)
        list.append(drawBoundary(boundary.look, boundary.rect, theme, detail));
    list.endGroup();
    list.beginGroup(QStringLiteral("flows"), QStringLiteral("layer"));
    for (const FlowPicture &flow : picture.flows)
        list.append(drawFlowLine(flow.look, flow.shape, theme, detail));
    list.endGroup();
    list.beginGroup(QStringLiteral("elements"), QStringLiteral("layer"));
    for (const ElementPicture &element : picture.elements)
        list.append(drawElement(element.look, element.rect, theme, detail));
    list.endGroup();
    list.beginGroup(QStringLiteral("labels"), QStringLiteral("layer"));
    for (const FlowPicture &flow : picture.flows)
        list.append(drawFlowLabel(flow.look, flow.shape, theme, detail));
    list.endGroup();
    return list;
}

QSize naturalElementSize(const LookContext &context, const Element &element, const Metrics &metrics)
{
    return elementSize(elementLook(context, element, shownInterfaces(context, element.id)),
                       metrics);
}

int naturalTitleWidth(const LookContext &context, const TrustBoundary &boundary,
                      const Metrics &metrics)
{
    return boundaryTitleWidth(boundaryLook(context, boundary), metrics);
}

int naturalRankGap(const LookContext &context, const Metrics &metrics)
{
    // A pill, 8 on both sides, the arrow, and the padding of a boundary on each side with its ring.
    constexpr double Around = 16 + 9 + 24;
    double widest = 0;
    for (const DataFlow &flow : context.model.flows)
        widest = std::max(widest, labelSize(flowLook(context, flow), metrics).width());
    return static_cast<int>(std::max(metrics.rankGap, std::ceil(widest + Around)));
}

} // namespace drawbridge
