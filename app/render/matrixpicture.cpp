#include "app/render/matrixpicture.h"

#include <algorithm>
#include <array>

namespace drawbridge {

namespace {

constexpr double TacticGap = 8;
constexpr double NarrowestColumn = 132;
constexpr double HeadHeight = 44;
constexpr double CellGap = 6;
constexpr double ParentGap = 10;
constexpr double CellIndent = 12;
constexpr double Padding = 8;
constexpr double LineHeight = 14;
constexpr double BarHeight = 3;

// Breaks a text into lines that fit; a word too long for a line is cut with an ellipsis.
QStringList wrapped(const TextStyle &style, const QString &text, double width)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.split(u' ')) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (!line.isEmpty() && textWidth(style, longer) > width) {
            lines += line;
            line = word;
        } else {
            line = longer;
        }
    }
    lines += line;
    for (QString &each : lines)
        each = elidedAtEnd(style, each, width);
    return lines;
}

size_t heatStep(int open)
{
    if (open <= 2)
        return static_cast<size_t>(open);
    return open <= 4 ? 3 : open <= 6 ? 4 : 5;
}

// Draws the columns one after another.
class MatrixComposer
{
public:
    MatrixComposer(const CatalogSnapshot &catalog, const QHash<QString, StatusCounts> &counts,
                   const MatrixOptions &options, const Theme &theme)
        : m_catalog(catalog)
        , m_counts(counts)
        , m_options(options)
        , m_theme(theme)
    {
    }

    MatrixPicture compose();

private:
    StatusCounts rolledUp(const Technique &technique) const;
    double column(const Tactic &tactic, double x, double width);
    void head(const Tactic &tactic, size_t techniques, double x, double width);
    double cell(const Technique &technique, const QRectF &place, bool tagged);

    const CatalogSnapshot &m_catalog;
    const QHash<QString, StatusCounts> &m_counts;
    const MatrixOptions &m_options;
    const Theme &m_theme;
    MatrixPicture m_picture;
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
        height = std::max(height, column(*tactics[i], x, width));
    }
    m_picture.size = QSizeF(count * width + (count - 1) * TacticGap, height);
    return m_picture;
}

StatusCounts MatrixComposer::rolledUp(const Technique &technique) const
{
    StatusCounts counts = m_counts.value(technique.id);
    if (technique.parent.isEmpty()) {
        for (const Technique *child : m_catalog.subTechniques(technique.id))
            counts += m_counts.value(child->id);
    }
    return counts;
}

void MatrixComposer::head(const Tactic &tactic, size_t techniques, double x, double width)
{
    const TextStyle name {12, 600};
    m_picture.drawing.text({x, 13}, elidedAtEnd(name, tactic.name, width), name,
                           m_theme.text.primary);
    m_picture.drawing.text({x, 29}, QStringLiteral("%1 techniques").arg(techniques),
                           textstyle::ElementSub, m_theme.text.secondary);
    m_picture.drawing.line({x, 38}, {x + width, 38}, {m_theme.border.control, 1.5, {}, false});
}

double MatrixComposer::column(const Tactic &tactic, double x, double width)
{
    const auto techniques = m_catalog.matrixColumn(tactic.id);
    head(tactic, techniques.size(), x, width);
    double y = HeadHeight;
    QString shownParent;
    for (const Technique *technique : techniques) {
        const bool isChild = !technique->parent.isEmpty();
        if (isChild && !m_options.subTechniques)
            continue;
        if (isChild && technique->parent != shownParent) {
            // A sub-technique may be tagged Containers without its parent, which then stands as a
            // heading.
            const Technique *parent = m_catalog.technique(technique->parent);
            if (parent) {
                y += cell(*parent, {x, y, width, 0}, false) + CellGap;
                shownParent = parent->id;
            }
        }
        if (!isChild) {
            y += y > HeadHeight ? ParentGap - CellGap : 0;
            shownParent = technique->id;
        }
        const double indent = isChild ? CellIndent : 0;
        y += cell(*technique, {x + indent, y, width - indent, 0}, true) + CellGap;
    }
    return y;
}

double MatrixComposer::cell(const Technique &technique, const QRectF &place, bool tagged)
{
    const StatusCounts counts = rolledUp(technique);
    const QStringList lines =
        wrapped(textstyle::ElementSub, technique.name, place.width() - 2 * Padding);
    const bool empty = counts.total() == 0;
    const double height = 8 + LineHeight * static_cast<double>(lines.size() + 1) + (empty ? 6 : 12);
    const QRectF rect(place.x(), place.y(), place.width(), height);
    const HeatColors &heat = m_theme.heat[heatStep(counts.open)];
    const QColor ink = empty ? m_theme.text.secondary : heat.text;
    const QList<double> dash = tagged ? QList<double>() : QList<double> {4, 3};

    DrawList &list = m_picture.drawing;
    list.beginGroup(QString(), QStringLiteral("technique"), technique.id + u' ' + technique.name);
    list.rect(
        rect, m_theme.metrics.badgeRadius,
        {heat.fill, {empty ? m_theme.border.subtle : m_theme.border.control, 1, dash, false}});
    list.text({rect.x() + Padding, rect.y() + 17}, technique.id, textstyle::Label, ink);
    if (!empty)
        list.text({rect.right() - Padding, rect.y() + 17},
                  QStringLiteral("%1/%2").arg(counts.open).arg(counts.total()), textstyle::Count,
                  ink, TextAnchor::End);
    for (qsizetype i = 0; i < lines.size(); ++i)
        list.text({rect.x() + Padding, rect.y() + 17 + LineHeight * static_cast<double>(i + 1)},
                  lines[i], textstyle::ElementSub, ink);
    if (!empty)
        drawStatusBar(
            list, {rect.x() + Padding, rect.bottom() - 8, rect.width() - 2 * Padding, BarHeight},
            counts, m_theme);
    if (technique.id == m_options.selected)
        list.rect(rect.adjusted(-2, -2, 2, 2), m_theme.metrics.controlRadius,
                  {{}, {m_theme.accent.focus, 2, {}, false}});
    list.endGroup();
    m_picture.cells.append({technique.id, rect, counts});
    return height;
}

} // namespace

const MatrixCellPicture *MatrixPicture::cellAt(const QPointF &point) const
{
    const auto it = std::find_if(cells.begin(), cells.end(), [&](const MatrixCellPicture &cell) {
        return cell.rect.contains(point);
    });
    return it == cells.end() ? nullptr : &*it;
}

MatrixPicture composeMatrix(const CatalogSnapshot &catalog,
                            const QHash<QString, StatusCounts> &counts,
                            const MatrixOptions &options, const Theme &theme)
{
    return MatrixComposer(catalog, counts, options, theme).compose();
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
