#pragma once

#include "app/render/modellooks.h"

namespace drawbridge {

struct BoundaryPicture
{
    BoundaryId id;
    QRectF rect;
    BoundaryLook look;
};

struct FlowPicture
{
    FlowId id;
    ElementId source;
    ElementId target;
    FlowShape shape;
    FlowLook look;
};

struct ElementPicture
{
    ElementId id;
    QRectF rect;
    ElementLook look;
};

// Everything that one diagram shows, with its geometry: records, not pixels. Boundaries come
// outermost first, all lists otherwise by id.
struct DiagramPicture
{
    QString title;
    QList<BoundaryPicture> boundaries;
    QList<FlowPicture> flows;
    QList<ElementPicture> elements;

    // What the picture covers, with bubbles and pills; empty for an empty diagram.
    QRectF bounds(const Metrics &metrics) const;
};

// Looks, routes and labels of a diagram. An unknown diagram gives an empty picture. Placements
// without a size get the natural one; an element that needs more height than it has gets it.
DiagramPicture composeDiagram(const LookContext &context, const DiagramId &diagram,
                              const Metrics &metrics);

// Draws it back to front: boundaries, lines, elements, pills.
DrawList drawDiagram(const DiagramPicture &picture, const Theme &theme,
                     DetailLevel detail = DetailLevel::Full);

// Routes and label places of a picture's flows, from its elements' rectangles. `bends` are set by
// hand; `crossed` gives the boundaries whose line a flow crosses. Used by composeDiagram and, after
// an element was dragged, by the canvas, which names the flows to route again.
void routePicture(DiagramPicture &picture, const ThreatModel &model, const Diagram &diagram,
                  const Metrics &metrics, const QList<qsizetype> *onlyFlows = nullptr);

// The natural size of an element and the width of a boundary's title, for automatic layout.
QSize naturalElementSize(const LookContext &context, const Element &element,
                         const Metrics &metrics);
int naturalTitleWidth(const LookContext &context, const TrustBoundary &boundary,
                      const Metrics &metrics);
// Room between columns that the widest pill of these flows needs.
int naturalRankGap(const LookContext &context, const Metrics &metrics);

} // namespace drawbridge
