#include "app/render/marks.h"
#include "app/render/matrixpicture.h"
#include "model/core/names.h"

namespace drawbridge {

namespace {

// Draws one entry after another, from left to right.
class LegendLine
{
public:
    explicit LegendLine(const Theme &theme)
        : m_theme(theme)
    {
    }

    void heatScale();
    void sample(const QString &text, const QColor &fill);
    void severities();
    void statuses();
    void sign(const QString &icon, const QString &text);
    void gap(double width) { m_x += width; }
    DrawList take() { return std::move(m_list); }

private:
    void word(const QString &text, double after);

    const Theme &m_theme;
    DrawList m_list;
    double m_x = 0;
};

constexpr double Baseline = 17;
constexpr double Middle = 13;

void LegendLine::word(const QString &text, double after)
{
    m_list.text({m_x, Baseline}, text, textstyle::ElementSub, m_theme.text.secondary);
    m_x += textWidth(textstyle::ElementSub, text) + after;
}

void LegendLine::heatScale()
{
    static constexpr const char *steps[] = {"0", "1", "2", "3-4", "5-6", "7+"};
    word(QStringLiteral("Open threats"), 8);
    for (size_t i = 0; i < m_theme.heat.size(); ++i) {
        const QRectF box(m_x, Middle - 8, 30, 16);
        m_list.rect(box, 0, {m_theme.heat[i].fill, {m_theme.border.control, 1, {}, false}});
        m_list.text({box.center().x(), Baseline}, QLatin1String(steps[i]), textstyle::Count,
                    m_theme.heat[i].text, TextAnchor::Middle);
        m_x += box.width();
    }
    m_x += 20;
}

void LegendLine::sample(const QString &text, const QColor &fill)
{
    m_list.rect({m_x, Middle - 6, 16, 12}, 2, {fill, {m_theme.border.control, 1, {}, false}});
    m_x += 22;
    word(text, 14);
}

void LegendLine::severities()
{
    word(QStringLiteral("Highest severity that is open"), 10);
    for (int i = 0; i < 5; ++i) {
        const Severity severity = static_cast<Severity>(i);
        drawSeverityMark(m_list, {m_x + 6, Middle}, 5, severity, m_theme);
        m_x += 16;
        word(displayName(severity).toLower(), 12);
    }
    m_x += 8;
}

void LegendLine::statuses()
{
    static constexpr const char *bars[] = {"open", "partly mitigated", "mitigated", "accepted",
                                           "other"};
    for (size_t i = 0; i < m_theme.statusBar.size(); ++i) {
        m_list.rect({m_x, Middle - 5, 9, 9}, 0, {m_theme.statusBar[i], NoStroke});
        m_x += 14;
        word(QLatin1String(bars[i]), 12);
    }
    m_x += 8;
}

void LegendLine::sign(const QString &icon, const QString &text)
{
    m_list.icon(icon, {m_x, Middle - 6}, 12, m_theme.text.secondary, 2.4);
    m_x += 16;
    word(text, 14);
}

} // namespace

DrawList composeMatrixLegend(const MatrixOptions &options, const Theme &theme)
{
    LegendLine line(theme);
    const bool beside = options.comparison == MatrixComparison::SideBySide;
    if (options.comparison == MatrixComparison::Difference) {
        line.sample(QStringLiteral("fewer open"), theme.added.tint);
        line.sample(QStringLiteral("more open"), theme.removed.tint);
        line.sample(QStringLiteral("as many"), theme.surface.panel);
        line.gap(8);
    } else if (beside || options.shade == MatrixShade::OpenThreats) {
        line.heatScale();
    } else if (options.shade == MatrixShade::HighestSeverity) {
        line.severities();
    }
    if (!beside)
        line.statuses();
    line.sign(QStringLiteral("check"), QStringLiteral("judged, no threat"));
    line.sign(QStringLiteral("eye-off"), QStringLiteral("not seen in this model"));
    return line.take();
}

} // namespace drawbridge
