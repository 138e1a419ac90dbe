#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"
#include "model/export/statuscounts.h"

namespace drawbridge {

struct MatrixOptions
{
    double width = 1200;
    bool subTechniques = true;
    // The technique that is drilled into; gets the accent ring.
    QString selected;
};

struct MatrixCellPicture
{
    QString technique;
    QRectF rect;
    StatusCounts counts;
};

// The ATT&CK Containers matrix as a heat map: a column a tactic, shaded by open threats.
struct MatrixPicture
{
    DrawList drawing;
    QSizeF size;
    // For clicks, tooltips and accessibility, column by column.
    QList<MatrixCellPicture> cells;

    const MatrixCellPicture *cellAt(const QPointF &point) const;
};

// `counts` holds each technique's own threats; parents are rolled up here.
MatrixPicture composeMatrix(const CatalogSnapshot &catalog,
                            const QHash<QString, StatusCounts> &counts,
                            const MatrixOptions &options, const Theme &theme);

// A bar of coloured segments, one a status, as wide as `rect`.
void drawStatusBar(DrawList &list, const QRectF &rect, const StatusCounts &counts,
                   const Theme &theme);

} // namespace drawbridge
