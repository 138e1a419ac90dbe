#include "app/render/matrixpicture.h"

#include "app/render/matrixcell.h"

#include <algorithm>
#include <array>

namespace drawbridge {

namespace {

constexpr double TacticGap = 8;
constexpr double NarrowestColumn = 116;
constexpr double HeadHeight = 44;
constexpr double CellGap = 6;
constexpr double ParentGap = 10;
constexpr double CellIndent = 12;

// Draws the columns one after another.
class MatrixComposer
{
public:
    MatrixComposer(const CatalogSnapshot &catalog, const TechniqueStandings &standings,
                   const MatrixOptions &options, const Theme &theme)
        : m_catalog(catalog)
        , m_standings(standings)
        , m_options(options)
        , m_theme(theme)
        , m_cells(options, theme, m_picture.drawing)
        , m_top(options.legend ? MatrixLegendHeight : 0)
    {
    }

    MatrixPicture compose();

private:
    double column(const Tactic &tactic, qsizetype index, double x, double width);
    void head(const Tactic &tactic, size_t techniques, double x, double width);
    double cell(const Technique &technique, qsizetype column, const QRectF &place, bool tagged);

    const CatalogSnapshot &m_catalog;
    const TechniqueStandings &m_standings;
    const MatrixOptions &m_options;
    const Theme &m_theme;
    MatrixPicture m_picture;
    MatrixCellDrawer m_cells;
    double m_top;
};

MatrixPicture MatrixComposer::compose()
{
    QList<const Tactic *> tactics;
    for (const Tactic &tactic : m_catalog.tactics()) {
        if (!m_catalog.matrixColumn(tactic.id).empty())
            tactics += &tactic;
    }
    if (tactics.isEmpty())
        return m_picture;
    const double count = static_cast<double>(tactics.size());
    const double width =
        std::max(NarrowestColumn, (m_options.width - TacticGap * (count - 1)) / count);
    double height = 0;
    for (qsizetype i = 0; i < tactics.size(); ++i) {
        const double x = static_cast<double>(i) * (width + TacticGap);
        height = std::max(height, column(*tactics[i], i, x, width));
    }
    m_picture.size = QSizeF(count * width + (count - 1) * TacticGap, height);
    if (m_options.legend)
        m_picture.drawing.append(composeMatrixLegend(m_options, m_theme));
    return m_picture;
}

void MatrixComposer::head(const Tactic &tactic, size_t techniques, double x, double width)
{
    const TextStyle name {12, 600};
    const QString count = techniques == 1 ? QStringLiteral("1 technique")
                                          : QStringLiteral("%1 techniques").arg(techniques);
    m_picture.drawing.text({x, m_top + 13}, elidedAtEnd(name, tactic.name, width), name,
                           m_theme.text.primary);
    m_picture.drawing.text({x, m_top + 29}, count, textstyle::ElementSub, m_theme.text.secondary);
    m_picture.drawing.line({x, m_top + 38}, {x + width, m_top + 38},
                           {m_theme.border.control, 1.5, {}, false});
}

double MatrixComposer::column(const Tactic &tactic, qsizetype index, double x, double width)
{
    const auto techniques = m_catalog.matrixColumn(tactic.id);
    head(tactic, techniques.size(), x, width);
    const double start = m_top + HeadHeight;
    double y = start;
    QString shownParent;
    for (const Technique *technique : techniques) {
        const bool isChild = !technique->parent.isEmpty();
        const bool parentStands = technique->parent == shownParent;
        // A sub-technique may be tagged Containers without its parent, which then stands as a
        // heading.
        const Technique *parent =
            isChild && !parentStands ? m_catalog.technique(technique->parent) : nullptr;
        if (!isChild || parent)
            y += y > start ? ParentGap - CellGap : 0;
        if (parent) {
            y += cell(*parent, index, {x, y, width, 0}, false) + CellGap;
            shownParent = parent->id;
        }
        if (isChild && !m_options.subTechniques)
            continue;
        if (!isChild)
            shownParent = technique->id;
        const double indent = isChild ? CellIndent : 0;
        y += cell(*technique, index, {x + indent, y, width - indent, 0}, true) + CellGap;
    }
    return y;
}

double MatrixComposer::cell(const Technique &technique, qsizetype column, const QRectF &place,
                            bool tagged)
{
    const TechniqueStanding standing = m_standings.value(technique.id);
    const QRectF rect = m_cells.draw(technique, standing, place, tagged);
    m_picture.cells.append({technique.id, column, rect, standing});
    return rect.height();
}

} // namespace

const MatrixCellPicture *MatrixPicture::cellAt(const QPointF &point) const
{
    const auto it = std::find_if(cells.begin(), cells.end(), [&](const MatrixCellPicture &cell) {
        return cell.rect.contains(point);
    });
    return it == cells.end() ? nullptr : &*it;
}

MatrixPicture composeMatrix(const CatalogSnapshot &catalog, const TechniqueStandings &standings,
                            const MatrixOptions &options, const Theme &theme)
{
    return MatrixComposer(catalog, standings, options, theme).compose();
}

void drawStatusBar(DrawList &list, const QRectF &rect, const StatusCounts &counts,
                   const Theme &theme)
{
    const std::array<int, 5> parts {counts.open, counts.partial, counts.mitigated, counts.accepted,
                                    counts.other};
    const int total = counts.total();
    if (total == 0)
        return;
    list.rect(rect.adjusted(-1, -1, 1, 1), 0, {theme.surface.panel, NoStroke});
    double x = rect.x();
    for (size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == 0)
            continue;
        const double width = rect.width() * parts[i] / total;
        list.rect({x, rect.y(), std::max(1.0, width - 1), rect.height()}, 0,
                  {theme.statusBar[i], NoStroke});
        x += width;
    }
}

} // namespace drawbridge
