#include "app/render/diagrampicture.h"
#include "app/render/flowrouter.h"
#include "app/render/labelplacer.h"
#include "model/core/modelgraph.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace drawbridge {
namespace {

// Where a segment passes the outline of a rectangle.
void addOutlineHits(QPointF a, QPointF b, const QRectF &rect, QList<QPointF> &hits)
{
    const QPointF way = b - a;
    struct Hit
    {
        double t;
        QPointF at;
    };
    QList<Hit> found;
    const auto test = [&](double t, bool inside) {
        if (t > 0 && t < 1 && inside)
            found.append({t, a + way * t});
    };
    for (double x : {rect.left(), rect.right()})
        if (way.x() != 0) {
            const double t = (x - a.x()) / way.x();
            const double y = a.y() + way.y() * t;
            test(t, y > rect.top() && y < rect.bottom());
        }
    for (double y : {rect.top(), rect.bottom()})
        if (way.y() != 0) {
            const double t = (y - a.y()) / way.y();
            const double x = a.x() + way.x() * t;
            test(t, x > rect.left() && x < rect.right());
        }
    std::sort(found.begin(), found.end(), [](const Hit &x, const Hit &y) { return x.t < y.t; });
    for (const Hit &hit : std::as_const(found))
        hits.append(hit.at);
}

QList<QPointF> outlineHits(const QPolygonF &route, const QRectF &rect)
{
    QList<QPointF> hits;
    for (qsizetype i = 1; i < route.size(); ++i)
        addOutlineHits(route[i - 1], route[i], rect, hits);
    return hits;
}

// Every zone that an element is in: its containment chain and its networks with theirs.
QSet<BoundaryId> zonesOf(const ThreatModel &model, const ElementId &id)
{
    QSet<BoundaryId> zones;
    const Element *element = model.elements.find(id);
    if (!element)
        return zones;
    for (const BoundaryId &zone : boundaryChain(model, element->boundary))
        zones.insert(zone);
    for (const BoundaryId &network : element->networks)
        zones.insert(network);
    return zones;
}

class PictureRouter
{
public:
    PictureRouter(DiagramPicture &picture, const ThreatModel &model, const Diagram &diagram,
                  const Metrics &metrics)
        : m_picture(picture)
        , m_model(model)
        , m_metrics(metrics)
    {
        for (const Route &route : diagram.routes)
            m_bends.insert(route.flow, &route.bends);
    }

    void route(const QList<qsizetype> *onlyFlows)
    {
        collect();
        std::vector<QPolygonF> routes;
        if (onlyFlows) {
            std::vector<int> changed;
            for (const FlowPicture &flow : std::as_const(m_picture.flows))
                routes.push_back(flow.shape.route);
            for (qsizetype index : *onlyFlows)
                changed.push_back(static_cast<int>(index));
            routes = rerouteFlows(m_input, std::move(routes), changed);
        } else {
            routes = routeFlows(m_input);
        }
        for (size_t i = 0; i < routes.size(); ++i)
            m_picture.flows[static_cast<qsizetype>(i)].shape.route = routes[i];
        findCrossings();
        placePills();
    }

private:
    void collect()
    {
        for (qsizetype i = 0; i < m_picture.elements.size(); ++i) {
            const ElementPicture &element = m_picture.elements[i];
            m_boxes.insert(element.id, static_cast<int>(i));
            RouteBox box;
            box.rect = element.rect;
            box.hasBubble = element.look.threats.count > 0 && !element.look.outOfScope;
            if (!element.look.interfaces.isEmpty())
                box.leftEdgeBottom = element.rect.top() + m_metrics.elementHeader;
            m_input.boxes.push_back(box);
        }
        for (const FlowPicture &flow : std::as_const(m_picture.flows))
            m_input.flows.push_back(routeFlow(flow));
        for (const BoundaryPicture &boundary : std::as_const(m_picture.boundaries))
            m_input.outlines.push_back(boundary.rect);
    }

    RouteFlow routeFlow(const FlowPicture &flow) const
    {
        RouteFlow wanted;
        wanted.from = m_boxes.value(flow.source);
        wanted.to = m_boxes.value(flow.target);
        if (const QList<QPoint> *bends = m_bends.value(flow.id))
            for (const QPoint &bend : *bends)
                wanted.bends.append(bend);
        const DataFlow *record = m_model.flows.find(flow.id);
        const ElementPicture &target = m_picture.elements[wanted.to];
        const auto &rows = target.look.interfaces;
        for (qsizetype row = 0; record && row < rows.size(); ++row)
            if (rows[row].id == record->interface) {
                wanted.atPort = true;
                wanted.portY = portPosition(target.rect, target.look, row, m_metrics).y();
            }
        return wanted;
    }

    // Inside by the model; but what is attached to several networks stands outside of all their
    // boxes, and its lines do cross them.
    bool isShownInside(const ElementId &element, const BoundaryPicture &boundary)
    {
        if (!zones(element).contains(boundary.id))
            return false;
        if (boundary.look.kind != BoundaryKind::Network)
            return true;
        const ElementPicture &shown = m_picture.elements[m_boxes.value(element)];
        return boundary.rect.contains(shown.rect.center());
    }

    const QSet<BoundaryId> &zones(const ElementId &element)
    {
        auto found = m_zones.find(element);
        if (found == m_zones.end())
            found = m_zones.insert(element, zonesOf(m_model, element));
        return *found;
    }

    void findCrossings()
    {
        for (FlowPicture &flow : m_picture.flows) {
            flow.shape.crossings.clear();
            for (const BoundaryPicture &boundary : std::as_const(m_picture.boundaries)) {
                const bool leaves = isShownInside(flow.source, boundary);
                if (leaves == isShownInside(flow.target, boundary))
                    continue;
                const QList<QPointF> hits = outlineHits(flow.shape.route, boundary.rect);
                if (!hits.isEmpty())
                    flow.shape.crossings.append(leaves ? hits.last() : hits.first());
            }
        }
    }

    void placePills()
    {
        std::vector<QRectF> obstacles;
        for (const ElementPicture &element : std::as_const(m_picture.elements)) {
            obstacles.push_back(element.rect);
            obstacles.push_back(bubbleRect(element.rect, element.look.threats, false,
                                           element.look.outOfScope, m_metrics));
        }
        for (const BoundaryPicture &boundary : std::as_const(m_picture.boundaries)) {
            obstacles.push_back(boundaryBubbleRect(boundary.rect, boundary.look, m_metrics));
            const double width = std::min(double(boundaryTitleWidth(boundary.look, m_metrics)),
                                          boundary.rect.width());
            obstacles.push_back(
                QRectF(boundary.rect.left() + 8, boundary.rect.top() + 6, width - 16, 18));
        }
        std::vector<LabelRequest> requests;
        for (const FlowPicture &flow : std::as_const(m_picture.flows))
            requests.push_back(
                {flow.shape.route, labelSize(flow.look, m_metrics), flow.shape.crossings});
        const auto places = placeLabels(requests, obstacles);
        for (size_t i = 0; i < places.size(); ++i) {
            FlowShape &shape = m_picture.flows[static_cast<qsizetype>(i)].shape;
            shape.hasLabel = places[i].has_value();
            shape.labelCentre = places[i].value_or(QPointF());
        }
    }

    DiagramPicture &m_picture;
    const ThreatModel &m_model;
    const Metrics &m_metrics;
    QHash<FlowId, const QList<QPoint> *> m_bends;
    QHash<ElementId, int> m_boxes;
    QHash<ElementId, QSet<BoundaryId>> m_zones;
    RouteInput m_input;
};

} // namespace

void routePicture(DiagramPicture &picture, const ThreatModel &model, const Diagram &diagram,
                  const Metrics &metrics, const QList<qsizetype> *onlyFlows)
{
    PictureRouter(picture, model, diagram, metrics).route(onlyFlows);
}

} // namespace drawbridge
