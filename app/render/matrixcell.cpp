#include "app/render/matrixcell.h"

#include "app/render/marks.h"

#include <algorithm>

namespace drawbridge {

static constexpr double TechniquePadding = 8;
static constexpr double CellLine = 14;
static constexpr double ThinBar = 3;
static constexpr double ThickBar = 8;
static constexpr double SwatchHeight = 16;
static constexpr double SignSize = 12;

QStringList wrappedText(const TextStyle &style, const QString &text, double width)
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

// Colours of a cell, and what stands in its upper right corner.
struct MatrixCellDrawer::Look
{
    HeatColors colors;
    QColor outline;
    bool dotted = false;
    QString figure;
    QString icon;
    std::optional<Severity> severity;
};

MatrixCellDrawer::Look MatrixCellDrawer::differenceLook(int before, int after) const
{
    Look look {
        {m_theme.surface.panel, m_theme.text.primary}, m_theme.border.control, {}, {}, {}, {}};
    if (before == after)
        return look;
    const TintedLine &line = after < before ? m_theme.added : m_theme.removed;
    look.colors.fill = line.tint;
    look.outline = line.line;
    look.icon = after < before ? QStringLiteral("minus") : QStringLiteral("plus");
    look.figure = QString::number(std::abs(after - before));
    return look;
}

MatrixCellDrawer::Look MatrixCellDrawer::lookOf(const TechniqueStanding &standing,
                                                const TechniqueStanding &earlier) const
{
    const HeatColors plain {m_theme.surface.panel, m_theme.text.primary};
    const bool compares = m_options.comparison != MatrixComparison::None;
    const bool nothing = standing.counts.total() == 0 && (!compares || earlier.counts.total() == 0);
    if (nothing) {
        const bool seen = standing.sight != TechniqueSight::NotSeen;
        return {{seen ? m_theme.surface.panel : QColor(), m_theme.text.secondary},
                seen ? m_theme.border.subtle : m_theme.text.disabled,
                !seen,
                {},
                seen ? QStringLiteral("check") : QStringLiteral("eye-off"),
                {}};
    }
    if (m_options.comparison == MatrixComparison::Difference)
        return differenceLook(earlier.counts.open, standing.counts.open);
    Look look {plain, m_theme.border.control, false, {}, {}, {}};
    if (m_options.comparison == MatrixComparison::SideBySide)
        return look;
    look.figure = QStringLiteral("%1/%2").arg(standing.counts.open).arg(standing.counts.total());
    if (m_options.shade == MatrixShade::OpenThreats)
        look.colors = m_theme.heat[heatStep(standing.counts.open)];
    if (m_options.shade == MatrixShade::HighestSeverity && standing.highest) {
        look.colors.fill = m_theme.of(*standing.highest).tint;
        look.severity = standing.highest;
    }
    return look;
}

// Right-aligned on the line of the id.
void MatrixCellDrawer::drawFigure(const QRectF &rect, const Look &look)
{
    double right = rect.right() - TechniquePadding;
    if (!look.figure.isEmpty()) {
        m_list.text({right, rect.y() + 17}, look.figure, textstyle::Count, look.colors.text,
                    TextAnchor::End);
        right -= textWidth(textstyle::Count, look.figure) + 4;
    }
    if (look.severity)
        drawSeverityMark(m_list, {right - 5, rect.y() + 13}, 5, *look.severity, m_theme);
    if (!look.icon.isEmpty())
        m_list.icon(look.icon, {right - SignSize, rect.y() + 7}, SignSize,
                    look.figure.isEmpty() ? look.colors.text : look.outline, 2.4);
}

double MatrixCellDrawer::footHeight(const TechniqueStanding &standing,
                                    const TechniqueStanding &earlier) const
{
    if (m_options.comparison == MatrixComparison::SideBySide)
        return standing.counts.total() + earlier.counts.total() > 0 ? SwatchHeight + 8 : 6;
    if (standing.counts.total() == 0)
        return 6;
    return m_options.comparison == MatrixComparison::None && m_options.shade == MatrixShade::Status
        ? 9 + ThickBar
        : 9 + ThinBar;
}

// The open threats before and now, each on the colour that it would have alone.
void MatrixCellDrawer::drawSwatches(const QRectF &strip, const StatusCounts &earlier,
                                    const StatusCounts &now)
{
    const double half = (strip.width() - SignSize - 4) / 2;
    const auto swatch = [&](double x, const StatusCounts &counts) {
        const HeatColors &heat = m_theme.heat[heatStep(counts.open)];
        const QRectF rect(x, strip.y(), half, strip.height());
        m_list.rect(rect, m_theme.metrics.badgeRadius,
                    {heat.fill, {m_theme.border.subtle, 1, {}, false}});
        m_list.text({rect.center().x(), rect.y() + 12},
                    QStringLiteral("%1/%2").arg(counts.open).arg(counts.total()), textstyle::Count,
                    heat.text, TextAnchor::Middle);
    };
    swatch(strip.x(), earlier);
    m_list.icon(QStringLiteral("chevron-right"), {strip.x() + half + 2, strip.y() + 2}, SignSize,
                m_theme.text.secondary, 2.4);
    swatch(strip.right() - half, now);
}

void MatrixCellDrawer::drawFoot(const QRectF &rect, const TechniqueStanding &standing,
                                const TechniqueStanding &earlier)
{
    const double height = footHeight(standing, earlier) - 9;
    const QRectF inside = rect.adjusted(TechniquePadding, 0, -TechniquePadding, 0);
    if (m_options.comparison == MatrixComparison::SideBySide) {
        if (standing.counts.total() + earlier.counts.total() > 0)
            drawSwatches(
                {inside.x(), rect.bottom() - SwatchHeight - 6, inside.width(), SwatchHeight},
                earlier.counts, standing.counts);
    } else if (standing.counts.total() > 0) {
        drawStatusBar(m_list, {inside.x(), rect.bottom() - height - 5, inside.width(), height},
                      standing.counts, m_theme);
    }
}

QRectF MatrixCellDrawer::draw(const Technique &technique, const TechniqueStanding &standing,
                              const QRectF &place, bool tagged)
{
    const TechniqueStanding earlier = m_options.earlier.value(technique.id);
    const Look look = lookOf(standing, earlier);
    const QStringList lines =
        wrappedText(textstyle::ElementSub, technique.name, place.width() - 2 * TechniquePadding);
    const QRectF rect(place.x(), place.y(), place.width(),
                      8 + CellLine * static_cast<double>(lines.size() + 1)
                          + footHeight(standing, earlier));
    const QList<double> dash = look.dotted ? QList<double> {1.5, 3}
        : tagged                           ? QList<double>()
                                           : QList<double> {4, 3};
    m_list.beginGroup(QString(), QStringLiteral("technique"), technique.id + u' ' + technique.name);
    m_list.rect(rect, m_theme.metrics.badgeRadius,
                {look.colors.fill, {look.outline, 1, dash, false}});
    m_list.text({rect.x() + TechniquePadding, rect.y() + 17}, technique.id, textstyle::Label,
                look.colors.text);
    drawFigure(rect, look);
    for (qsizetype i = 0; i < lines.size(); ++i)
        m_list.text(
            {rect.x() + TechniquePadding, rect.y() + 17 + CellLine * static_cast<double>(i + 1)},
            lines[i], textstyle::ElementSub, look.colors.text);
    drawFoot(rect, standing, earlier);
    if (technique.id == m_options.selected)
        m_list.rect(rect.adjusted(-2, -2, 2, 2), m_theme.metrics.controlRadius,
                    {{}, {m_theme.accent.focus, 2, {}, false}});
    m_list.endGroup();
    return rect;
}

} // namespace drawbridge
