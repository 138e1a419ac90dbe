#include "model/export/htmlreport.h"

#include "model/core/names.h"
#include "model/export/htmlparts.h"
#include "model/export/htmlreportwriter.h"
#include "model/export/tablewriters.h"
#include "model/text/textencoding.h"

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

void HtmlReport::writeThreatTable(const ReportSection &section)
{
    beginTable({QStringLiteral("Severity"), QStringLiteral("STRIDE"), QStringLiteral("Threat"),
                QStringLiteral("Target"), QStringLiteral("Techniques"), QStringLiteral("Controls"),
                QStringLiteral("Status")});
    for (const ReportThreat &threat : section.threats)
        add(QStringLiteral("<tr><td>") + severityHtml(threat.severity) + QStringLiteral("</td><td>")
            + strideHtml(threat.stride) + QStringLiteral("</td><th scope=\"row\">")
            + escapeHtml(threat.title) + QStringLiteral("</th><td>") + escapeHtml(threat.target)
            + QStringLiteral("</td><td>") + commaList(threat.attack) + QStringLiteral("</td><td>")
            + commaList(threat.controls) + QStringLiteral("</td><td>") + statusHtml(threat)
            + QStringLiteral("</td></tr>\n"));
    endTable();
}

void HtmlReport::writeThreat(const ReportThreat &threat)
{
    add(QStringLiteral("<article class=\"threat\">\n<h4>") + escapeHtml(threat.title)
        + QStringLiteral("</h4>\n<p class=\"meta\"><span>") + severityHtml(threat.severity)
        + QStringLiteral("</span><span>") + strideHtml(threat.stride)
        + QStringLiteral("</span><span>") + statusHtml(threat)
        + QStringLiteral("</span><span>Likelihood %1, impact %2</span><span>"
                         "Risk left %3 as claimed, %4 as evidenced</span><span>")
              .arg(threat.likelihood)
              .arg(threat.impact)
              .arg(threat.claimedRisk)
              .arg(threat.evidencedRisk)
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
            add(QStringLiteral("<span>%1: ").arg(QLatin1String(label)) + commaList(list)
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
    writePaths();
    writeScope();
    writeDiagrams();
    writeSections();
    writeEndpoints();
    writeRisk();
    writeConsidered();
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

QByteArray writeHtmlReport(const ReportContent &content, const HtmlReportOptions &options)
{
    return HtmlReport(content, options).write();
}

} // namespace drawbridge
