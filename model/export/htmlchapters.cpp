#include "model/core/names.h"
#include "model/export/htmlparts.h"
#include "model/export/htmlreportwriter.h"
#include "model/text/textencoding.h"

#include <algorithm>

namespace drawbridge {

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
            + QStringLiteral("</th><td>") + commaList(action.targets) + QStringLiteral("</td><td>")
            + escapeHtml(action.effect()) + QStringLiteral("</td><td>") + commaList(action.controls)
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

void HtmlReport::writePaths()
{
    heading("paths", QStringLiteral("Attack paths"));
    paragraph(m_content.pathNote, "quiet");
    for (const ReportPath &path : m_content.paths) {
        add(QStringLiteral("<article class=\"threat\">\n<h3>") + escapeHtml(path.title)
            + QStringLiteral("</h3>\n<p class=\"meta\"><span>") + severityHtml(path.severity)
            + QStringLiteral("</span><span>") + escapeHtml(pathInWords(path))
            + QStringLiteral("</span></p>\n<ol>\n"));
        for (const ReportStep &step : path.steps) {
            add(QStringLiteral("<li><strong>") + escapeHtml(step.title)
                + QStringLiteral("</strong> <span class=\"quiet\">") + commaList(step.techniques)
                + QStringLiteral("</span><ul>"));
            for (const QString &reason : step.reasons)
                add(QStringLiteral("<li>") + escapeHtml(reason) + QStringLiteral("</li>"));
            add("</ul></li>\n");
        }
        add("</ol>\n</article>\n");
    }
    if (m_content.cuts.isEmpty())
        return;
    add("<h3>What cuts most</h3>\n");
    facts(m_content.cuts);
}

void HtmlReport::writeRisk()
{
    heading("risk", m_content.risk.title);
    table(m_content.risk);
    if (m_content.elementRisks.rows.isEmpty())
        return;
    add("<h3>Risk by element</h3>\n");
    table(m_content.elementRisks);
}

void HtmlReport::writeConsidered()
{
    heading("considered", m_content.considered.title);
    if (m_content.considered.rows.isEmpty())
        paragraph(QStringLiteral("The model is empty."));
    else
        table(m_content.considered);
    add("<h3>Reviews</h3>\n");
    facts(m_content.reviews);
    if (m_content.reviews.isEmpty())
        paragraph(QStringLiteral("Nobody has reviewed this model."));
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
    if (!m_content.statements.rows.isEmpty()) {
        add("<h3>Implementation statements</h3>\n");
        table(m_content.statements);
    }
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

} // namespace drawbridge
