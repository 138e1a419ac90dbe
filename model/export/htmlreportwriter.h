#pragma once

#include "model/export/htmlreport.h"

namespace drawbridge {

// Writes one HTML report, chapter by chapter.
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
    void writePaths();
    void writeScope();
    void writeDiagrams();
    void writeSections();
    void writeThreatTable(const ReportSection &section);
    void writeThreat(const ReportThreat &threat);
    void writeEndpoints();
    void writeRisk();
    void writeConsidered();
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

} // namespace drawbridge
