#include "model/export/htmlreport.h"

#include "model/core/names.h"
#include "model/export/htmlparts.h"
#include "model/export/tablewriters.h"
#include "model/export/threatwords.h"
#include "model/text/textencoding.h"

#include <algorithm>

namespace drawbridge {

QByteArray inlineSvg(const QByteArray &svg, const QByteArray &prefix)
{
    const qsizetype start = svg.indexOf("<svg");
    if (start < 0)
        return {};
    QByteArray text = svg.mid(start);
    // In our files a quote inside text or a value is always &quot;, so these are attributes.
    text.replace(" id=\"", " id=\"" + prefix);
    text.replace("href=\"#", "href=\"#" + prefix);
    text.replace("url(#", "url(#" + prefix);
    text.replace("aria-labelledby=\"", "aria-labelledby=\"" + prefix);
    return text;
}

namespace {

class HtmlReport
{
public:
    HtmlReport(const ReportContent &content, const HtmlReportOptions &options)
        : m_content(content)
        , m_options(options)
    {
    }

    QByteArray write();

private:
    void writeHead();
    void writeContents();
    void writeSummary();
    void writeCounts();
    void writeActions();
    void writeScope();
    void writeDiagrams();
    void writeSections();
    void writeThreatTable(const ReportSection &section);
    void writeThreat(const ReportThreat &threat);
    void writeEndpoints();
    void writeMatrix();
    void writeDecisions();
    void writeMethod();
    void writeTerms();

    void add(const QString &html) { m_html += html.toUtf8(); }
    void add(const char *html) { m_html += html; }
    void heading(const char *id, const QString &title);
    void facts(const QList<ReportFact> &facts);
    void paragraph(const QString &text, const char *cssClass = nullptr);
    void table(const TableDocument &table);
    void beginTable(const QStringList &headings, const QString &caption = {});
    void endTable() { add("</tbody></table></div>\n"); }

    const ReportContent &m_content;
    const HtmlReportOptions &m_options;
    QByteArray m_html;
    // Headings of the second level, for the table of contents: the same conditions as the writing.
    QList<QPair<QByteArray, QString>> m_headings;
};

QString joined(const QStringList &texts)
{
    return escapeHtml(texts.join(QStringLiteral(", ")));
}

void HtmlReport::heading(const char *id, const QString &title)
{
    m_headings.append({id, title});
    add(QStringLiteral("<h2 id=\"%1\">").arg(QLatin1String(id)) + escapeHtml(title)
        + QStringLiteral("</h2>\n"));
}

void HtmlReport::facts(const QList<ReportFact> &facts)
{
    if (facts.isEmpty())
        return;
    add("<dl class=\"facts\">");
    for (const ReportFact &fact : facts)
        add(QStringLiteral("<div><dt>") + escapeHtml(fact.label) + QStringLiteral("</dt><dd>")
            + escapeHtml(fact.value) + QStringLiteral("</dd></div>"));
    add("</dl>\n");
}

void HtmlReport::paragraph(const QString &text, const char *cssClass)
{
    if (text.isEmpty())
        return;
    add(cssClass ? QStringLiteral("<p class=\"%1\">").arg(QLatin1String(cssClass))
                 : QStringLiteral("<p>"));
    add(escapeHtml(text) + QStringLiteral("</p>\n"));
}

void HtmlReport::table(const TableDocument &table)
{
    paragraph(table.note, "quiet");
    add("<div class=\"wide\">");
    m_html += htmlTable(table);
    add("</div>\n");
    for (const QString &line : table.attributions)
        paragraph(line, "quiet");
}

void HtmlReport::beginTable(const QStringList &headings, const QString &caption)
{
    add("<div class=\"wide\"><table>");
    if (!caption.isEmpty())
        add(QStringLiteral("<caption>") + escapeHtml(caption) + QStringLiteral("</caption>"));
    add("<thead><tr>");
    for (const QString &text : headings)
        add(QStringLiteral("<th scope=\"col\">") + escapeHtml(text) + QStringLiteral("</th>"));
    add("</tr></thead>\n<tbody>\n");
}

void HtmlReport::writeHead()
{
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n");
    if (!m_content.generator.isEmpty())
        add(QStringLiteral("<meta name=\"generator\" content=\"") + escapeHtml(m_content.generator)
            + QStringLiteral("\">\n"));
    add(QStringLiteral("<title>") + escapeHtml(m_content.title)
        + QStringLiteral("</title>\n<style>\n:root{color-scheme:light dark;"));
    m_html += m_options.lightVariables + "}\n";
    // Paper is white, whatever the screen is.
    if (!m_options.darkVariables.isEmpty())
        m_html += "@media screen and (prefers-color-scheme:dark){:root{" + m_options.darkVariables
            + "}}\n";
    m_html += reportStyleSheet() + "</style>\n</head>\n<body>\n" + reportSigns();
}

void HtmlReport::writeSummary()
{
    add(QStringLiteral("<header>\n<h1>") + escapeHtml(m_content.title) + QStringLiteral("</h1>\n"));
    paragraph(m_content.subtitle, "quiet");
    facts(m_content.facts);
    add("</header>\n");
}

void HtmlReport::writeCounts()
{
    heading("summary", QStringLiteral("Summary"));
    add("<ul class=\"tiles\">");
    const auto tile = [this](int count, const QString &words) {
        add(QStringLiteral("<li><b>%1</b>%2</li>").arg(count).arg(words));
    };
    tile(m_content.total, QStringLiteral("threats"));
    tile(m_content.openOrUnanswered(), QStringLiteral("open or unanswered"));
    tile(m_content.count(ThreatStatus::PartiallyMitigated), QStringLiteral("partially mitigated"));
    tile(m_content.count(ThreatStatus::Mitigated), QStringLiteral("mitigated"));
    tile(m_content.count(ThreatStatus::Accepted), QStringLiteral("accepted"));
    add("</ul>\n<h3>Severity by element</h3>\n");
    int most = 0;
    for (const ReportSection &section : m_content.sections)
        most = std::max(most, section.total());
    beginTable({QStringLiteral("Element"), QStringLiteral("Severity"), QStringLiteral("Threats")});
    for (qsizetype i = 0; i < m_content.sections.size(); ++i) {
        const ReportSection &section = m_content.sections[i];
        add(QStringLiteral("<tr><th scope=\"row\"><a href=\"#section-%1\">").arg(i + 1)
            + escapeHtml(section.name) + QStringLiteral("</a></th><td>")
            + severityBarHtml(section.counts, most) + QStringLiteral("<span class=\"quiet\">")
            + countsInWords(section.counts)
            + QStringLiteral("</span></td><td class=\"number\">%1</td></tr>\n")
                  .arg(section.total()));
    }
    endTable();
    add("<h3>STRIDE</h3>\n");
    const int mostStride = *std::max_element(m_content.byStride.begin(), m_content.byStride.end());
    beginTable({QStringLiteral("Category"), QStringLiteral("Share"), QStringLiteral("Threats")});
    for (size_t i = 0; i < m_content.byStride.size(); ++i)
        add(QStringLiteral("<tr><th scope=\"row\">") + strideHtml(static_cast<Stride>(i))
            + QStringLiteral("</th><td>") + barHtml(m_content.byStride[i], mostStride)
            + QStringLiteral("</td><td class=\"number\">%1</td></tr>\n")
                  .arg(m_content.byStride[i]));
    endTable();
    add("<h3>Status</h3>\n");
    const int mostStatus = *std::max_element(m_content.byStatus.begin(), m_content.byStatus.end());
    beginTable({QStringLiteral("Status"), QStringLiteral("Share"), QStringLiteral("Threats")});
    for (size_t i = 0; i < m_content.byStatus.size(); ++i) {
        if (m_content.byStatus[i] > 0)
            add(QStringLiteral("<tr><th scope=\"row\">") + statusHtml(static_cast<ThreatStatus>(i))
                + QStringLiteral("</th><td>") + barHtml(m_content.byStatus[i], mostStatus)
                + QStringLiteral("</td><td class=\"number\">%1</td></tr>\n")
                      .arg(m_content.byStatus[i]));
    }
    endTable();
}

void HtmlReport::writeActions()
{
    if (m_content.actions.isEmpty())
        return;
    heading("actions", QStringLiteral("First things to do"));
    beginTable({QStringLiteral("Measure"), QStringLiteral("Where"), QStringLiteral("What it does"),
                QStringLiteral("Controls it supports")});
    for (const ReportAction &action : m_content.actions)
        add(QStringLiteral("<tr><th scope=\"row\">") + escapeHtml(action.title)
            + QStringLiteral("</th><td>") + joined(action.targets) + QStringLiteral("</td><td>")
            + escapeHtml(action.effect()) + QStringLiteral("</td><td>") + joined(action.controls)
            + QStringLiteral("</td></tr>\n"));
    endTable();
}

void HtmlReport::writeScope()
{
    heading("scope", QStringLiteral("Scope and assumptions"));
    facts(m_content.scope);
    const auto list = [this](const char *title, const QList<ReportFact> &items) {
        if (items.isEmpty())
            return;
        add(QStringLiteral("<h3>%1</h3>\n<ul>").arg(QLatin1String(title)));
        for (const ReportFact &item : items)
            add(QStringLiteral("<li>") + escapeHtml(item.label) + QStringLiteral(": ")
                + escapeHtml(item.value) + QStringLiteral("</li>"));
        add("</ul>\n");
    };
    list("Out of scope", m_content.outOfScope);
    list("Read from", m_content.sources);
    add("<h3>Assumptions</h3>\n");
    if (m_content.assumptions.rows.isEmpty())
        paragraph(QStringLiteral("None is recorded."));
    else
        table(m_content.assumptions);
}

void HtmlReport::writeDiagrams()
{
    if (m_options.diagrams.isEmpty())
        return;
    heading("diagrams", QStringLiteral("Diagrams"));
    int number = 0;
    for (const ReportPicture &picture : m_options.diagrams) {
        add("<figure>");
        m_html += inlineSvg(picture.svg, "d" + QByteArray::number(++number) + "-");
        add(QStringLiteral("<figcaption>") + escapeHtml(picture.title)
            + QStringLiteral("</figcaption></figure>\n"));
    }
}

void HtmlReport::writeThreatTable(const ReportSection &section)
{
    beginTable({QStringLiteral("Severity"), QStringLiteral("STRIDE"), QStringLiteral("Threat"),
                QStringLiteral("Target"), QStringLiteral("Techniques"), QStringLiteral("Controls"),
                QStringLiteral("Status")});
    for (const ReportThreat &threat : section.threats)
        add(QStringLiteral("<tr><td>") + severityHtml(threat.severity) + QStringLiteral("</td><td>")
            + strideHtml(threat.stride) + QStringLiteral("</td><th scope=\"row\">")
            + escapeHtml(threat.title) + QStringLiteral("</th><td>") + escapeHtml(threat.target)
            + QStringLiteral("</td><td>") + joined(threat.attack) + QStringLiteral("</td><td>")
            + joined(threat.controls) + QStringLiteral("</td><td>") + statusHtml(threat)
            + QStringLiteral("</td></tr>\n"));
    endTable();
}

void HtmlReport::writeThreat(const ReportThreat &threat)
{
    add(QStringLiteral("<article class=\"threat\">\n<h4>") + escapeHtml(threat.title)
        + QStringLiteral("</h4>\n<p class=\"meta\"><span>") + severityHtml(threat.severity)
        + QStringLiteral("</span><span>") + strideHtml(threat.stride)
        + QStringLiteral("</span><span>") + statusHtml(threat)
        + QStringLiteral("</span><span>Likelihood %1, impact %2</span><span>")
              .arg(threat.likelihood)
              .arg(threat.impact)
        + escapeHtml(threat.target) + QStringLiteral("</span></p>\n"));
    paragraph(threat.explanation);
    if (!threat.because.isEmpty()) {
        add("<p><strong>Because</strong></p><ul>");
        for (const ReportReason &reason : threat.because)
            add(QStringLiteral("<li>") + escapeHtml(reason.label) + QStringLiteral(" is <code>")
                + escapeHtml(reason.value) + QStringLiteral("</code> <span class=\"quiet\">(")
                + escapeHtml(reason.source) + QStringLiteral(")</span></li>"));
        add("</ul>\n");
    }
    if (!threat.mitigations.isEmpty()) {
        add("<p><strong>Mitigations</strong></p><ul>");
        for (const ReportMitigation &mitigation : threat.mitigations)
            add(QStringLiteral("<li>") + escapeHtml(mitigation.title)
                + QStringLiteral(" <span class=\"quiet\">(")
                + escapeHtml(mitigationInWords(mitigation)) + QStringLiteral(")</span></li>"));
        add("</ul>\n");
    }
    add("<p class=\"meta\">");
    const auto ids = [this](const char *label, const QStringList &list) {
        if (!list.isEmpty())
            add(QStringLiteral("<span>%1: ").arg(QLatin1String(label)) + joined(list)
                + QStringLiteral("</span>"));
    };
    ids("ATT&amp;CK", threat.attack);
    ids("CWE", threat.cwe);
    ids("CAPEC", threat.capec);
    ids("Supports NIST", threat.controls);
    add(QStringLiteral("<span>Key: <code>") + escapeHtml(threat.key)
        + QStringLiteral("</code></span></p>\n</article>\n"));
}

void HtmlReport::writeSections()
{
    heading("threats", QStringLiteral("Threats by element"));
    if (m_content.sections.isEmpty())
        paragraph(QStringLiteral("No rule reports a threat for this model."));
    for (qsizetype i = 0; i < m_content.sections.size(); ++i) {
        const ReportSection &section = m_content.sections[i];
        add(QStringLiteral("<section aria-labelledby=\"section-%1\">\n<h3 id=\"section-%1\">")
                .arg(i + 1)
            + escapeHtml(section.name) + QStringLiteral("</h3>\n"));
        paragraph(section.kind + QStringLiteral("; ")
                      + quantity(section.total(), QStringLiteral("threat")),
                  "quiet");
        facts(section.facts);
        writeThreatTable(section);
        for (const ReportThreat &threat : section.threats)
            writeThreat(threat);
        add("</section>\n");
    }
}

void HtmlReport::writeEndpoints()
{
    if (m_content.endpoints.isEmpty())
        return;
    heading("endpoints", QStringLiteral("STRIDE per endpoint"));
    QStringList headings {QStringLiteral("Service"), QStringLiteral("Endpoint")};
    for (int letter = 0; letter < 6; ++letter)
        headings += displayName(static_cast<Stride>(letter));
    beginTable(headings, m_content.endpointNote);
    for (const EndpointRow &row : m_content.endpoints) {
        add(QStringLiteral("<tr><td>") + escapeHtml(row.service)
            + QStringLiteral("</td><th scope=\"row\">") + escapeHtml(row.endpoint)
            + QStringLiteral("</th>"));
        for (const EndpointCell &cell : row.cells) {
            QString text = cell.count ? severityHtml(cell.worst) : QStringLiteral("none");
            if (cell.count > 1)
                text += QStringLiteral(" (%1)").arg(cell.count);
            add(QStringLiteral("<td>") + text + QStringLiteral("</td>"));
        }
        add("</tr>\n");
    }
    endTable();
}

void HtmlReport::writeMatrix()
{
    heading("attack", m_content.techniques.title);
    if (!m_options.matrix.isEmpty()) {
        add("<figure>");
        m_html += inlineSvg(m_options.matrix, "m-");
        add("<figcaption>The Containers matrix, shaded by threats that are "
            "open</figcaption></figure>\n");
    }
    table(m_content.techniques);
    heading("nist", m_content.controls.title);
    table(m_content.controls);
    heading("questions", m_content.questions.title);
    if (m_content.questions.rows.isEmpty())
        paragraph(QStringLiteral("None: every property that a rule asks for has an answer."));
    else
        table(m_content.questions);
}

void HtmlReport::writeDecisions()
{
    heading("decisions", QStringLiteral("Decisions"));
    if (m_content.decisions.isEmpty()) {
        paragraph(QStringLiteral("None is recorded."));
        return;
    }
    beginTable({QStringLiteral("Threat"), QStringLiteral("Target"), QStringLiteral("Treatment"),
                QStringLiteral("Reason"), QStringLiteral("Owner"), QStringLiteral("Decided"),
                QStringLiteral("Expires"), QStringLiteral("Ticket"), QStringLiteral("State")});
    for (const ReportDecision &decision : m_content.decisions) {
        add(QStringLiteral("<tr><th scope=\"row\">") + escapeHtml(decision.threat)
            + QStringLiteral("</th>"));
        for (const QString &cell :
             {decision.target, displayName(decision.treatment), decision.reason, decision.owner,
              decision.date, decision.expires, decision.ticket, decision.state})
            add(QStringLiteral("<td>") + escapeHtml(cell) + QStringLiteral("</td>"));
        add("</tr>\n");
    }
    endTable();
}

void HtmlReport::writeMethod()
{
    heading("method", QStringLiteral("How to read this report"));
    for (const QString &note : m_content.method)
        paragraph(note);
    beginTable({QStringLiteral("Likelihood"), QStringLiteral("Impact 1"),
                QStringLiteral("Impact 2"), QStringLiteral("Impact 3"), QStringLiteral("Impact 4"),
                QStringLiteral("Impact 5")},
               QStringLiteral("Severity by likelihood and impact"));
    for (size_t row = 0; row < m_content.severityTable.size(); ++row) {
        add(QStringLiteral("<tr><th scope=\"row\">%1</th>").arg(5 - row));
        for (Severity severity : m_content.severityTable[row])
            add(QStringLiteral("<td>") + severityHtml(severity) + QStringLiteral("</td>"));
        add("</tr>\n");
    }
    endTable();
}

void HtmlReport::writeTerms()
{
    heading("terms", QStringLiteral("Catalogs and their terms"));
    add("<div class=\"terms\">\n");
    for (const ReportTerms &terms : m_content.terms) {
        add(QStringLiteral("<h3>") + escapeHtml(terms.heading) + QStringLiteral("</h3>\n"));
        for (const QString &text : terms.paragraphs)
            paragraph(text);
    }
    add("</div>\n");
}

void HtmlReport::writeContents()
{
    add("<nav aria-label=\"Contents\">\n<ol>");
    for (const auto &[id, title] : m_headings)
        add(QStringLiteral("<li><a href=\"#%1\">").arg(QLatin1String(id)) + escapeHtml(title)
            + QStringLiteral("</a></li>"));
    add("</ol>\n</nav>\n");
}

QByteArray HtmlReport::write()
{
    writeCounts();
    writeActions();
    writeScope();
    writeDiagrams();
    writeSections();
    writeEndpoints();
    writeMatrix();
    writeDecisions();
    writeMethod();
    writeTerms();
    // The body is written first, as it decides what the table of contents lists.
    const QByteArray body = std::exchange(m_html, {});
    writeHead();
    writeSummary();
    writeContents();
    m_html += "<main>\n" + body + "</main>\n";
    QStringList foot {m_content.footer, m_content.generator};
    foot.removeAll(QString());
    add(QStringLiteral("<footer>") + escapeHtml(foot.join(QStringLiteral("; ")))
        + QStringLiteral("</footer>\n</body>\n</html>\n"));
    return std::move(m_html);
}

} // namespace

QByteArray writeHtmlReport(const ReportContent &content, const HtmlReportOptions &options)
{
    return HtmlReport(content, options).write();
}

} // namespace drawbridge
