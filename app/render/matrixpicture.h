#pragma once

#include "app/render/drawlist.h"
#include "app/render/theme.h"
#include "model/export/techniquestanding.h"

namespace drawbridge {

// What the shade of a cell tells.
enum class MatrixShade : quint8 { OpenThreats, HighestSeverity, Status };
// How an earlier state is shown: not at all, as a second swatch in every cell, or as what is fewer
// and what is more.
enum class MatrixComparison : quint8 { None, SideBySide, Difference };

struct MatrixOptions
{
    double width = 1200;
    bool subTechniques = true;
    MatrixShade shade = MatrixShade::OpenThreats;
    MatrixComparison comparison = MatrixComparison::None;
    // How the techniques stood before; for comparisons.
    TechniqueStandings earlier = {};
    // Above the columns: what shades and signs mean.
    bool legend = false;
    // The technique that is drilled into; gets the accent ring.
    QString selected;
};

struct MatrixCellPicture
{
    QString technique;
    // Position of its column.
    qsizetype column = 0;
    QRectF rect;
    TechniqueStanding standing;
};

// The ATT&CK Containers matrix as a heat map: a column a tactic.
struct MatrixPicture
{
    DrawList drawing;
    QSizeF size;
    // For clicks, tooltips and accessibility, column by column.
    QList<MatrixCellPicture> cells;

    const MatrixCellPicture *cellAt(const QPointF &point) const;
};

MatrixPicture composeMatrix(const CatalogSnapshot &catalog, const TechniqueStandings &standings,
                            const MatrixOptions &options, const Theme &theme);

// What the shades and signs mean, in one line of MatrixLegendHeight.
inline constexpr double MatrixLegendHeight = 28;
DrawList composeMatrixLegend(const MatrixOptions &options, const Theme &theme);

// A bar of coloured segments, one a status, as wide as `rect`.
void drawStatusBar(DrawList &list, const QRectF &rect, const StatusCounts &counts,
                   const Theme &theme);

} // namespace drawbridge
