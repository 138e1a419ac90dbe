#include "app/canvas/diagrampreview.h"

#include "app/canvas/picturelookup.h"
#include "app/canvas/pictureupdate.h"

namespace drawbridge {

// Up to here routing all flows of a move costs a few milliseconds.
static constexpr qsizetype MostFlowsRoutedProperly = 150;

template <typename Shown>
static bool moveEntries(QList<Shown> &entries, const QHash<IdText, QRectF> &rects)
{
    bool moved = false;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto found = rects.constFind(entries.at(i).id);
        if (found == rects.constEnd())
            continue;
        entries[i].rect = *found;
        moved = true;
    }
    return moved;
}

static DiagramPicture wholePreview(const DiagramPicture &picture,
                                   const QHash<IdText, QRectF> &rects, const ThreatModel &model,
                                   const Diagram &diagram, const Metrics &metrics)
{
    DiagramPicture preview = picture;
    moveEntries(preview.elements, rects);
    moveEntries(preview.boundaries, rects);
    QList<qsizetype> touched;
    for (qsizetype i = 0; i < preview.flows.size(); ++i) {
        const FlowPicture &flow = preview.flows.at(i);
        if (rects.contains(flow.source) || rects.contains(flow.target))
            touched.append(i);
    }
    routePicture(preview, model, diagram, metrics, &touched);
    return preview;
}

// Only the entries that look different: the scene leaves the others alone.
static DiagramPicture nearPreview(const DiagramPicture &picture, const QHash<IdText, QRectF> &rects,
                                  const ThreatModel &model, const ModelGraph &graph,
                                  const Diagram &diagram, const Metrics &metrics)
{
    DiagramPicture moved = picture;
    QSet<FlowId> flows;
    DiagramPicture preview;
    for (auto it = rects.begin(); it != rects.end(); ++it) {
        const QList<FlowId> own = graph.flowsOf(ElementId(it.key()));
        flows.unite(QSet<FlowId>(own.begin(), own.end()));
    }
    moveEntries(moved.elements, rects);
    moveEntries(moved.boundaries, rects);
    rerouteNear(moved, flows, model, graph, diagram, metrics);
    for (auto it = rects.begin(); it != rects.end(); ++it) {
        if (const ElementPicture *element = findElement(moved, it.key()))
            preview.elements.append(*element);
        else if (const BoundaryPicture *boundary = findBoundary(moved, it.key()))
            preview.boundaries.append(*boundary);
    }
    for (const FlowId &id : std::as_const(flows)) {
        if (const FlowPicture *flow = findFlow(moved, id))
            preview.flows.append(*flow);
    }
    const auto byId = [](const auto &a, const auto &b) { return a.id < b.id; };
    std::sort(preview.elements.begin(), preview.elements.end(), byId);
    std::sort(preview.flows.begin(), preview.flows.end(), byId);
    return preview;
}

DiagramPicture previewOf(const DiagramPicture &picture, const QHash<IdText, QRectF> &rects,
                         const ThreatModel &model, const ModelGraph &graph, const Diagram &diagram,
                         const Metrics &metrics)
{
    return picture.flows.size() <= MostFlowsRoutedProperly
        ? wholePreview(picture, rects, model, diagram, metrics)
        : nearPreview(picture, rects, model, graph, diagram, metrics);
}

} // namespace drawbridge
