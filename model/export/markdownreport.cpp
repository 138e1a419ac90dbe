#include "model/export/markdownreport.h"

#include "model/core/names.h"
#include "model/export/tablewriters.h"
#include "model/export/threatwords.h"
#include "model/text/textencoding.h"

namespace drawbridge {

namespace {

// Text of one paragraph, heading or list item: as a table's cell, and no line may begin a list,
// a rule or a numbered item.
QString inlineText(const QString &text)
{
    QString escaped = escapeMarkdownCell(text.trimmed());
    if (escaped.startsWith(u'-') || escaped.startsWith(u'+') || escaped.startsWith(u'='))
        escaped.prepend(u'\\');
    return escaped;
}

// A list, a heading or "1." cannot begin after this.
QString paragraphText(const QString &text)
{
    QString escaped = inlineText(text);
    qsizetype digits = 0;
    while (digits < escaped.size() && escaped[digits].isDigit())
        ++digits;
    if (digits > 0 && digits < escaped.size()
        && (escaped[digits] == u'.' || escaped[digits] == u')'))
        escaped.insert(digits, u'\\');
    return escaped;
}

QString codeText(const QString &text)
{
    // Entities work in <code>, and no fence can be closed from inside.
    return QStringLiteral("<code>") + escapeMarkdownCell(text) + QStringLiteral("</code>");
}

class MarkdownReport
{
public:
    explicit MarkdownReport(const ReportContent &content)
        : m_content(content)
    {
    }

    QByteArray write();

private:
    void writeSummary();
    void writeActions();
    void writePaths();
    void writeScope();
    void writeSections();
    void writeThreat(const ReportThreat &threat);
    void writeEndpoints();
    void writeDecisions();
    void writeMethod();

    void line(const QString &text = {}) { m_text += text + u'\n'; }
    void heading(int level, const QString &title);
    void paragraph(const QString &text);
    void table(const TableDocument &table)
    {
        m_text += QString::fromUtf8(writeMarkdown(table)) + u'\n';
    }
    void row(const QStringList &cells);
    void header(const QStringList &headings);
    void bullets(const QList<ReportFact> &facts);

    const ReportContent &m_content;
    QString m_text;
};

void MarkdownReport::heading(int level, const QString &title)
{
    line(QString(level, u'#') + u' ' + inlineText(title));
    line();
}

void MarkdownReport::paragraph(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    line(paragraphText(text));
    line();
}

void MarkdownReport::row(const QStringList &cells)
{
    QString text = QStringLiteral("|");
    for (const QString &cell : cells)
        text += u' ' + escapeMarkdownCell(cell) + QStringLiteral(" |");
    line(text);
}

void MarkdownReport::header(const QStringList &headings)
{
    row(headings);
    line(QStringLiteral("|") + QStringLiteral("---|").repeated(headings.size()));
}

void MarkdownReport::bullets(const QList<ReportFact> &facts)
{
    for (const ReportFact &fact : facts)
        line(QStringLiteral("- ") + inlineText(fact.label) + QStringLiteral(": ")
             + inlineText(fact.value));
    if (!facts.isEmpty())
        line();
}

void MarkdownReport::writeSummary()
{
    heading(1, m_content.title);
    paragraph(m_content.subtitle);
    bullets(m_content.facts);
    heading(2, QStringLiteral("Summary"));
    header({QStringLiteral("Threats"), QStringLiteral("Open or unanswered"),
            QStringLiteral("Partially mitigated"), QStringLiteral("Mitigated"),
            QStringLiteral("Accepted")});
    row({QString::number(m_content.total), QString::number(m_content.openOrUnanswered()),
         QString::number(m_content.count(ThreatStatus::PartiallyMitigated)),
         QString::number(m_content.count(ThreatStatus::Mitigated)),
         QString::number(m_content.count(ThreatStatus::Accepted))});
    line();
    header({QStringLiteral("Element"), QStringLiteral("Critical"), QStringLiteral("High"),
            QStringLiteral("Medium"), QStringLiteral("Low"), QStringLiteral("Info"),
            QStringLiteral("Threats")});
    for (const ReportSection &section : m_content.sections) {
        QStringList cells {section.name};
        for (int count : section.counts)
            cells += QString::number(count);
        row(cells += QString::number(section.total()));
    }
    line();
    header({QStringLiteral("STRIDE"), QStringLiteral("Threats")});
    for (size_t i = 0; i < m_content.byStride.size(); ++i)
        row({displayName(static_cast<Stride>(i)), QString::number(m_content.byStride[i])});
    line();
    header({QStringLiteral("Status"), QStringLiteral("Threats")});
    for (size_t i = 0; i < m_content.byStatus.size(); ++i) {
        if (m_content.byStatus[i] > 0)
            row({displayName(static_cast<ThreatStatus>(i)),
                 QString::number(m_content.byStatus[i])});
    }
    line();
}

void MarkdownReport::writeActions()
{
    if (m_content.actions.isEmpty())
        return;
    heading(2, QStringLiteral("First things to do"));
    header({QStringLiteral("Measure"), QStringLiteral("Where"), QStringLiteral("What it does"),
            QStringLiteral("Controls it supports")});
    const QString separator = QStringLiteral(", ");
    for (const ReportAction &action : m_content.actions)
        row({action.title, action.targets.join(separator), action.effect(),
             action.controls.join(separator)});
    line();
}

void MarkdownReport::writePaths()
{
    heading(2, QStringLiteral("Attack paths"));
    paragraph(m_content.pathNote);
    for (const ReportPath &path : m_content.paths) {
        heading(3, path.title);
        paragraph(displayName(path.severity) + QStringLiteral(", ") + pathInWords(path));
        int number = 0;
        for (const ReportStep &step : path.steps) {
            line(QStringLiteral("%1. **").arg(++number) + inlineText(step.title)
                 + QStringLiteral("** ") + inlineText(step.techniques.join(u' ')));
            for (const QString &reason : step.reasons)
                line(QStringLiteral("   - ") + inlineText(reason));
        }
        line();
    }
    if (m_content.cuts.isEmpty())
        return;
    heading(3, QStringLiteral("What cuts most"));
    bullets(m_content.cuts);
}

void MarkdownReport::writeScope()
{
    heading(2, QStringLiteral("Scope and assumptions"));
    bullets(m_content.scope);
    if (!m_content.outOfScope.isEmpty()) {
        heading(3, QStringLiteral("Out of scope"));
        bullets(m_content.outOfScope);
    }
    if (!m_content.sources.isEmpty()) {
        heading(3, QStringLiteral("Read from"));
        bullets(m_content.sources);
    }
    heading(3, QStringLiteral("Assumptions"));
    if (m_content.assumptions.rows.isEmpty()) {
        paragraph(QStringLiteral("None is recorded."));
        return;
    }
    QStringList headings;
    for (const TableColumn &column : m_content.assumptions.columns)
        headings += column.heading;
    header(headings);
    for (const QStringList &cells : m_content.assumptions.rows)
        row(cells);
    line();
}

void MarkdownReport::writeThreat(const ReportThreat &threat)
{
    heading(4, threat.title);
    line(QStringLiteral("**%1**, %2, %3; likelihood %4, impact %5, risk left %6 as claimed and %7 "
                        "as evidenced; ")
             .arg(displayName(threat.severity), displayName(threat.stride), statusInWords(threat))
             .arg(threat.likelihood)
             .arg(threat.impact)
             .arg(threat.claimedRisk)
             .arg(threat.evidencedRisk)
         + inlineText(threat.target));
    line();
    paragraph(threat.explanation);
    for (const ReportReason &reason : threat.because)
        line(QStringLiteral("- Because ") + inlineText(reason.label) + QStringLiteral(" is ")
             + codeText(reason.value) + QStringLiteral(" (") + inlineText(reason.source)
             + QStringLiteral(")"));
    for (const ReportMitigation &mitigation : threat.mitigations)
        line(QStringLiteral("- Mitigation: ") + inlineText(mitigation.title) + QStringLiteral(" (")
             + inlineText(mitigationInWords(mitigation)) + QStringLiteral(")"));
    const auto ids = [this](const char *label, const QStringList &list) {
        if (!list.isEmpty())
            line(QStringLiteral("- ") + QLatin1String(label) + QStringLiteral(": ")
                 + inlineText(list.join(QStringLiteral(", "))));
    };
    ids("ATT&amp;CK", threat.attack);
    ids("CWE", threat.cwe);
    ids("CAPEC", threat.capec);
    ids("Supports NIST SP 800-53", threat.controls);
    line(QStringLiteral("- Key: ") + codeText(threat.key));
    line();
}

void MarkdownReport::writeSections()
{
    heading(2, QStringLiteral("Threats by element"));
    if (m_content.sections.isEmpty())
        paragraph(QStringLiteral("No rule reports a threat for this model."));
    for (const ReportSection &section : m_content.sections) {
        heading(3, section.name);
        paragraph(section.kind + QStringLiteral("; ")
                  + quantity(section.total(), QStringLiteral("threat")));
        bullets(section.facts);
        for (const ReportThreat &threat : section.threats)
            writeThreat(threat);
    }
}

void MarkdownReport::writeEndpoints()
{
    if (m_content.endpoints.isEmpty())
        return;
    heading(2, QStringLiteral("STRIDE per endpoint"));
    paragraph(m_content.endpointNote);
    QStringList headings {QStringLiteral("Service"), QStringLiteral("Endpoint")};
    for (int letter = 0; letter < 6; ++letter)
        headings += displayName(static_cast<Stride>(letter));
    header(headings);
    for (const EndpointRow &endpoint : m_content.endpoints) {
        QStringList cells {endpoint.service, endpoint.endpoint};
        for (const EndpointCell &cell : endpoint.cells)
            cells += cell.text();
        row(cells);
    }
    line();
}

void MarkdownReport::writeDecisions()
{
    heading(2, QStringLiteral("Decisions"));
    if (m_content.decisions.isEmpty()) {
        paragraph(QStringLiteral("None is recorded."));
        return;
    }
    header({QStringLiteral("Threat"), QStringLiteral("Target"), QStringLiteral("Treatment"),
            QStringLiteral("Reason"), QStringLiteral("Owner"), QStringLiteral("Decided"),
            QStringLiteral("Expires"), QStringLiteral("Ticket"), QStringLiteral("State")});
    for (const ReportDecision &decision : m_content.decisions)
        row({decision.threat, decision.target, displayName(decision.treatment), decision.reason,
             decision.owner, decision.date, decision.expires, decision.ticket, decision.state});
    line();
}

void MarkdownReport::writeMethod()
{
    heading(2, QStringLiteral("How to read this report"));
    for (const QString &note : m_content.method)
        paragraph(note);
    header({QStringLiteral("Likelihood"), QStringLiteral("Impact 1"), QStringLiteral("Impact 2"),
            QStringLiteral("Impact 3"), QStringLiteral("Impact 4"), QStringLiteral("Impact 5")});
    for (size_t i = 0; i < m_content.severityTable.size(); ++i) {
        QStringList cells {QString::number(5 - i)};
        for (Severity severity : m_content.severityTable[i])
            cells += displayName(severity);
        row(cells);
    }
    line();
    heading(2, QStringLiteral("Catalogs and their terms"));
    for (const ReportTerms &terms : m_content.terms) {
        heading(3, terms.heading);
        for (const QString &text : terms.paragraphs)
            paragraph(text);
    }
}

QByteArray MarkdownReport::write()
{
    writeSummary();
    writeActions();
    writePaths();
    writeScope();
    writeSections();
    writeEndpoints();
    table(m_content.risk);
    table(m_content.elementRisks);
    table(m_content.considered);
    heading(3, QStringLiteral("Reviews"));
    if (m_content.reviews.isEmpty())
        paragraph(QStringLiteral("Nobody has reviewed this model."));
    bullets(m_content.reviews);
    table(m_content.techniques);
    table(m_content.controls);
    if (!m_content.statements.rows.isEmpty())
        table(m_content.statements);
    table(m_content.questions);
    writeDecisions();
    writeMethod();
    QStringList foot {m_content.footer, m_content.generator};
    foot.removeAll(QString());
    paragraph(foot.join(QStringLiteral("; ")));
    while (m_text.endsWith(QStringLiteral("\n\n")))
        m_text.chop(1);
    return m_text.toUtf8();
}

} // namespace

QByteArray writeMarkdownReport(const ReportContent &content)
{
    return MarkdownReport(content).write();
}

} // namespace drawbridge
