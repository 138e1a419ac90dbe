#include "app/render/reportchapters.h"

#include "model/core/names.h"
#include "model/export/threatwords.h"

namespace drawbridge {
namespace {

using reportstyle::LineHeight;

constexpr double Indent = 20;
constexpr double LabelWidth = 170;
constexpr double SourceWidth = 170;
constexpr int MostReasons = 40;

// Roughly, to keep what is short together on a page; long threats may break.
double likelyHeight(const ReportThreat &threat)
{
    const double words = double(threat.explanation.size()) * 5.6 / 640 + 1;
    const double rows = double(threat.because.size() + threat.mitigations.size());
    const double height = 110 + words * LineHeight + rows * (LineHeight + 5);
    return height < 420 ? height : 160;
}

// One threat in full: reasons with their sources, mitigations with state and evidence, ids.
class ThreatDetails
{
public:
    explicit ThreatDetails(ReportPages &pages)
        : m_pages(pages)
        , m_theme(pages.theme())
    {
    }

    void draw(const ReportThreat &threat);

private:
    void drawHeading(const ReportThreat &threat);
    void drawReasons(const ReportThreat &threat);
    void drawMitigations(const ReportThreat &threat);
    void drawIds(const ReportThreat &threat);
    void drawLabel(const char *words);
    double left() const { return ReportPages::Left + Indent; }
    double width() const { return m_pages.width() - Indent; }
    QStringList wrapped(const TextStyle &style, const QString &text, double room, int most)
    {
        return m_pages.ruler().wrap(style, printableText(text), room, most);
    }
    void drawLines(const QStringList &lines, double x, const TextStyle &style, const QColor &color)
    {
        double baseline = m_pages.y() + 11;
        for (const QString &line : lines) {
            if (!line.isEmpty())
                m_pages.page().text({x, baseline}, line, style, color);
            baseline += LineHeight;
        }
    }

    ReportPages &m_pages;
    const Theme &m_theme;
};

void ThreatDetails::drawHeading(const ReportThreat &threat)
{
    const QStringList title = wrapped(reportstyle::Group, threat.title, width(), 3);
    m_pages.require(60 + double(title.size()) * 16 + 3 * LineHeight);
    DrawList &page = m_pages.page();
    page.line({ReportPages::Left, m_pages.y()}, {m_pages.right(), m_pages.y()},
              {m_theme.border.control, 1});
    m_pages.advance(8);
    drawSeverityMark(page, {ReportPages::Left + 6, m_pages.y() + 8}, 5.8, threat.severity, m_theme);
    double baseline = m_pages.y() + 12;
    for (const QString &line : title) {
        page.text({left(), baseline}, line, reportstyle::Group, m_theme.text.primary);
        baseline += 16;
    }
    m_pages.advance(double(title.size()) * 16 + 4);

    double x = left();
    const double y = m_pages.y();
    const auto word = [&](const QString &text, double after) {
        page.text({x, y + 13}, text, reportstyle::Text, m_theme.text.secondary);
        x += m_pages.ruler().width(reportstyle::Text, text) + after;
    };
    word(displayName(threat.severity), 14);
    drawStrideTile(page, {x, y, 18, 18}, threat.stride, m_theme);
    x += 24;
    word(displayName(threat.stride), 14);
    drawStatusSign(page, {x + 7, y + 9}, static_cast<StatusSign>(threat.status), m_theme,
                   threat.toBeReviewed);
    x += threat.toBeReviewed ? 36 : 20;
    word(statusInWords(threat), 14);
    word(QStringLiteral("Likelihood %1, impact %2; left %3 as claimed, %4 as evidenced")
             .arg(threat.likelihood)
             .arg(threat.impact)
             .arg(threat.claimedRisk)
             .arg(threat.evidencedRisk),
         14);
    const double room = m_pages.right() - x;
    if (room > 40)
        word(m_pages.ruler().elided(reportstyle::Text, printableText(threat.target), room), 0);
    m_pages.advance(25);
}

void ThreatDetails::drawLabel(const char *words)
{
    m_pages.require(3 * LineHeight + 10);
    m_pages.advance(7);
    m_pages.page().text({left(), m_pages.y() + 11}, QString::fromLatin1(words),
                        reportstyle::SmallStrong, m_theme.text.primary);
    m_pages.advance(LineHeight + 3);
}

void ThreatDetails::drawReasons(const ReportThreat &threat)
{
    if (threat.because.isEmpty())
        return;
    drawLabel("Because");
    const double valueWidth = width() - LabelWidth - SourceWidth - 20;
    int count = 0;
    for (const ReportReason &reason : threat.because) {
        if (++count > MostReasons)
            break;
        const QStringList label = wrapped(reportstyle::Text, reason.label, LabelWidth - 8, 3);
        const QStringList value = wrapped(reportstyle::Code, reason.value, valueWidth, 6);
        const QStringList source = wrapped(reportstyle::Text, reason.source, SourceWidth, 3);
        const double height =
            double(std::max({label.size(), value.size(), source.size()})) * LineHeight + 3;
        m_pages.require(height);
        drawLines(label, left(), reportstyle::Text, m_theme.text.primary);
        drawLines(value, left() + LabelWidth, reportstyle::Code, m_theme.text.primary);
        drawLines(source, m_pages.right() - SourceWidth, reportstyle::Text, m_theme.text.secondary);
        m_pages.advance(height);
    }
}

void ThreatDetails::drawMitigations(const ReportThreat &threat)
{
    if (threat.mitigations.isEmpty())
        return;
    drawLabel("Mitigations");
    for (const ReportMitigation &mitigation : threat.mitigations) {
        const double words = width() / 2 - 10;
        const QStringList title = wrapped(reportstyle::Text, mitigation.title, words, 4);
        const QStringList state =
            wrapped(reportstyle::Text, mitigationInWords(mitigation), words, 4);
        const double height = double(std::max(title.size(), state.size())) * LineHeight + 3;
        m_pages.require(height);
        drawLines(title, left(), reportstyle::Text, m_theme.text.primary);
        drawLines(state, left() + width() / 2, reportstyle::Text, m_theme.text.secondary);
        m_pages.advance(height);
    }
}

void ThreatDetails::drawIds(const ReportThreat &threat)
{
    QStringList parts;
    const auto add = [&parts](const char *label, const QStringList &ids) {
        if (!ids.isEmpty())
            parts += QString::fromLatin1(label) + ids.join(QStringLiteral(", "));
    };
    add("ATT&CK ", threat.attack);
    add("", threat.cwe);
    add("", threat.capec);
    add("supports NIST ", threat.controls);
    parts += threat.key;
    m_pages.advance(4);
    const QStringList lines =
        wrapped(reportstyle::Small, parts.join(QStringLiteral("; ")), width(), 6);
    m_pages.require(double(lines.size()) * LineHeight);
    drawLines(lines, left(), reportstyle::Small, m_theme.text.secondary);
    m_pages.advance(double(lines.size()) * LineHeight + 12);
}

void ThreatDetails::draw(const ReportThreat &threat)
{
    m_pages.require(likelyHeight(threat));
    drawHeading(threat);
    for (const QString &line : wrapped(reportstyle::Text, threat.explanation, width(), 60)) {
        m_pages.require(LineHeight);
        drawLines({line}, left(), reportstyle::Text, m_theme.text.primary);
        m_pages.advance(LineHeight);
    }
    drawReasons(threat);
    drawMitigations(threat);
    drawIds(threat);
}

bool isGrave(const ReportThreat &threat)
{
    return threat.severity <= Severity::High && threat.attention;
}

} // namespace

void drawReportDetails(ReportPages &pages, const ReportContent &content)
{
    bool any = false;
    for (const ReportSection &section : content.sections) {
        bool named = false;
        for (const ReportThreat &threat : section.threats) {
            if (!isGrave(threat))
                continue;
            if (!any) {
                pages.beginChapter(QStringLiteral("Critical and high threats"));
                pages.note(QStringLiteral("Those that still ask for attention, with what the model "
                                          "says and what could be done."));
            }
            any = true;
            if (!named) {
                pages.require(34 + likelyHeight(threat));
                pages.bookmark(section.name, 1);
                pages.heading(section.name, 0);
            }
            named = true;
            ThreatDetails(pages).draw(threat);
        }
    }
}

} // namespace drawbridge
