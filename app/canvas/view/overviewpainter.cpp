#include "app/canvas/view/overviewpainter.h"

#include "app/canvas/picturelookup.h"

#include <QPainter>

namespace drawbridge {

static void paintBoundaries(QPainter &painter, const DiagramPicture &picture, const Theme &theme,
                            const QRectF &exposed)
{
    for (const BoundaryPicture &boundary : picture.boundaries) {
        if (!exposed.intersects(boundary.rect))
            continue;
        const TintedLine &colors = theme.of(boundary.look.kind);
        painter.setPen(QPen(colors.line, 0));
        painter.setBrush(colors.tint);
        painter.drawRect(boundary.rect);
    }
}

// Cosmetic lines of one colour are what a painter does fastest.
static void paintFlows(QPainter &painter, const DiagramPicture &picture, const Theme &theme,
                       const QRectF &exposed)
{
    QList<QLineF> lines;
    QList<QLineF> path;
    for (const FlowPicture &flow : picture.flows) {
        const QPolygonF &route = flow.shape.route;
        QList<QLineF> &into = flow.look.onPath ? path : lines;
        for (qsizetype i = 1; i < route.size(); ++i) {
            const QRectF reach = QRectF(route[i - 1], route[i]).normalized().adjusted(-1, -1, 1, 1);
            if (exposed.intersects(reach))
                into.append({route[i - 1], route[i]});
        }
    }
    painter.setPen(QPen(theme.flow.confirmed, 0));
    painter.drawLines(lines);
    QPen strong(theme.flow.attackPath, 2);
    strong.setCosmetic(true);
    painter.setPen(strong);
    painter.drawLines(path);
}

static void paintBoxes(QPainter &painter, const QList<QRectF> &boxes, const QColor &fill,
                       const QColor &line)
{
    painter.setPen(line.isValid() ? QPen(line, 0) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRects(boxes);
}

static void paintElements(QPainter &painter, const DiagramPicture &picture, const Theme &theme,
                          const QRectF &exposed)
{
    QList<QRectF> boxes;
    QList<QRectF> externals;
    std::array<QList<QRectF>, 5> marks;
    for (const ElementPicture &element : picture.elements) {
        if (!exposed.intersects(element.rect))
            continue;
        (element.look.kind == ElementKind::ExternalEntity ? externals : boxes).append(element.rect);
        if (element.look.threats.count > 0 && !element.look.outOfScope) {
            const QPointF middle = element.rect.center();
            marks[static_cast<size_t>(element.look.threats.highest)].append(
                QRectF(middle - QPointF(14, 14), QSizeF(28, 28)));
        }
    }
    paintBoxes(painter, boxes, theme.element.fill, theme.element.stroke);
    paintBoxes(painter, externals, theme.element.externalFill, theme.element.stroke);
    for (size_t severity = 0; severity < marks.size(); ++severity)
        paintBoxes(painter, marks[severity], theme.severities[severity].mark, {});
}

static void paintSelection(QPainter &painter, const DiagramPicture &picture,
                           const RecordReferences &selection, const Theme &theme)
{
    QPen ring(theme.accent.focus, theme.metrics.selectionLine);
    ring.setCosmetic(true);
    painter.setPen(ring);
    painter.setBrush(Qt::NoBrush);
    for (const RecordReference &record : selection) {
        if (const ElementPicture *element = findElement(picture, record.id))
            painter.drawRect(element->rect);
        else if (const BoundaryPicture *boundary = findBoundary(picture, record.id))
            painter.drawRect(boundary->rect);
        else if (const FlowPicture *flow = findFlow(picture, record.id))
            painter.drawPolyline(flow->shape.route);
    }
}

void paintOverview(QPainter &painter, const DiagramPicture &picture,
                   const RecordReferences &selection, const Theme &theme, const QRectF &exposed,
                   double zoom)
{
    // So far away that smooth edges are no longer seen.
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintBoundaries(painter, picture, theme, exposed);
    paintFlows(painter, picture, theme, exposed.adjusted(-1 / zoom, -1 / zoom, 1 / zoom, 1 / zoom));
    paintElements(painter, picture, theme, exposed);
    paintSelection(painter, picture, selection, theme);
}

} // namespace drawbridge
