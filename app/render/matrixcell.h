#pragma once

#include "app/render/matrixpicture.h"

namespace drawbridge {

// Draws single cells of the matrix.
class MatrixCellDrawer
{
public:
    MatrixCellDrawer(const MatrixOptions &options, const Theme &theme, DrawList &list)
        : m_options(options)
        , m_theme(theme)
        , m_list(list)
    {
    }

    // The cell with its upper left corner and width at `place`; gives what it takes up. A technique
    // that is not tagged Containers itself gets a dashed outline.
    QRectF draw(const Technique &technique, const TechniqueStanding &standing, const QRectF &place,
                bool tagged);

private:
    struct Look;

    Look lookOf(const TechniqueStanding &standing, const TechniqueStanding &earlier) const;
    Look differenceLook(int before, int after) const;
    void drawFigure(const QRectF &rect, const Look &look);
    void drawFoot(const QRectF &rect, const TechniqueStanding &standing,
                  const TechniqueStanding &earlier);
    void drawSwatches(const QRectF &strip, const StatusCounts &earlier, const StatusCounts &now);
    double footHeight(const TechniqueStanding &standing, const TechniqueStanding &earlier) const;

    const MatrixOptions &m_options;
    const Theme &m_theme;
    DrawList &m_list;
};

// Breaks a text into lines that fit; a word too long for a line is cut with an ellipsis.
QStringList wrappedText(const TextStyle &style, const QString &text, double width);
// 0, 1, 2, 3-4, 5-6, 7 and more open threats, as positions in Theme::heat.
size_t heatStep(int open);

} // namespace drawbridge
