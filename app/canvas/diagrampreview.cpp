#include "app/canvas/diagrampreview.h"

#include "app/canvas/picturelookup.h"

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

static DiagramPicture nearPreview(const DiagramPicture &picture, const QHash<IdText, QRectF> &rects,
                                  const ThreatModel &model, const Diagram &diagram,
                                  const Metrics &metrics)
{
    DiagramPicture preview;
    QSet<ElementId> shown;
    for (auto it = rects.begin(); it != rects.end(); ++it)
        shown.insert(ElementId(it.key()));
    for (const FlowPicture &flow : picture.flows) {
        if (!rects.contains(flow.source) && !rects.contains(flow.target))
            continue;
        preview.flows.append(flow);
        shown.insert(flow.source);
        shown.insert(flow.target);
    }
    for (const ElementId &id : std::as_const(shown)) {
        if (const ElementPicture *element = findElement(picture, id))
            preview.elements.append(*element);
    }
    std::sort(preview.elements.begin(), preview.elements.end(),
              [](const ElementPicture &a, const ElementPicture &b) { return a.id < b.id; });
    for (const BoundaryPicture &boundary : picture.boundaries) {
        if (rects.contains(boundary.id))
            preview.boundaries.append(boundary);
    }
    moveEntries(preview.elements, rects);
    moveEntries(preview.boundaries, rects);
    if (!preview.flows.isEmpty())
        routePicture(preview, model, diagram, metrics);
    return preview;
}

DiagramPicture previewOf(const DiagramPicture &picture, const QHash<IdText, QRectF> &rects,
                         const ThreatModel &model, const Diagram &diagram, const Metrics &metrics)
{
    return picture.flows.size() <= MostFlowsRoutedProperly
        ? wholePreview(picture, rects, model, diagram, metrics)
        : nearPreview(picture, rects, model, diagram, metrics);
}

} // namespace drawbridge
