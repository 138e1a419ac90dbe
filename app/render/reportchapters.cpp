#include "app/render/reportchapters.h"

#include "app/render/iconset.h"
#include "model/core/names.h"
#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {
namespace {

QString listed(const QStringList &texts)
{
    return texts.join(QStringLiteral(", "));
}

ReportCell statusCell(const ReportThreat &threat)
{
    ReportCell cell;
    cell.text = threat.expired ? QStringLiteral("Expired") : displayName(threat.status);
    if (threat.status == ThreatStatus::PartiallyMitigated)
        cell.text = QStringLiteral("Partial");
    cell.status = static_cast<StatusSign>(threat.status);
    cell.toBeReviewed = threat.toBeReviewed || threat.expired;
    return cell;
}

// How wide a column of a plain table is against the others, by its key.
double widthOf(const TableColumn &column)
{
    static const struct
    {
        const char *key;
        double width;
    } widths[] = {{"tactic", 92},    {"technique", 84},    {"name", 130},     {"targets", 190},
                  {"rules", 150},    {"control", 62},      {"title", 170},    {"family", 120},
                  {"baselines", 90}, {"statement", 74},    {"question", 240}, {"about", 130},
                  {"property", 110}, {"reviewBy", 70},     {"owner", 100},    {"origin", 60},
                  {"how", 260},      {"supportedBy", 150}, {"evidence", 70}};
    for (const auto &known : widths) {
        if (column.key == QLatin1String(known.key))
            return known.width;
    }
    return column.number ? 58 : 110;
}

// A table of texts. `without` names columns that paper has no room for.
void drawPlainTable(ReportPages &pages, const TableDocument &document, const QString &counted,
                    const QStringList &without = {})
{
    ReportTable table;
    table.counted = counted;
    QList<qsizetype> columns;
    for (qsizetype i = 0; i < document.columns.size(); ++i) {
        const TableColumn &column = document.columns[i];
        if (without.contains(column.key))
            continue;
        columns += i;
        table.columns.append({column.heading, widthOf(column), column.number});
    }
    ReportTableWriter writer(pages, table, document.rows.size());
    for (const QStringList &row : document.rows) {
        QList<ReportCell> cells;
        for (qsizetype column : columns)
            cells += {.text = row.value(column), .strong = column == columns.first()};
        writer.addRow(cells);
    }
    writer.finish();
}

void drawFactList(ReportPages &pages, const QString &heading, const QList<ReportFact> &facts)
{
    if (facts.isEmpty())
        return;
    if (!heading.isEmpty())
        pages.heading(heading);
    ReportTableWriter table(pages, {{{{}, 220}, {{}, 440}}, {}, false}, facts.size());
    for (const ReportFact &fact : facts)
        table.addRow({{.text = fact.label, .strong = true}, {.text = fact.value}});
    table.finish();
}

} // namespace

QString iconForSection(const ReportSection &section)
{
    return section.isBoundary ? iconForBoundary(section.boundaryKind)
                              : iconForTechnology(section.technology, section.elementKind);
}

QString methodChapter()
{
    return QStringLiteral("How to read this report");
}

void drawReportActions(ReportPages &pages, const ReportContent &content)
{
    if (content.actions.isEmpty())
        return;
    pages.beginChapter(QStringLiteral("First things to do"));
    pages.note(
        QStringLiteral("The measures that deal with most of what is open, best first; each is "
                       "judged by what the ones before it leave. What a measure closes it "
                       "prevents on its own, as far as the rule says; what it lowers becomes "
                       "less likely or less bad."));
    ReportTableWriter table(pages,
                            {{{QStringLiteral("Measure"), 190},
                              {QStringLiteral("Where"), 200},
                              {QStringLiteral("What it does"), 150},
                              {QStringLiteral("Controls"), 130}},
                             {},
                             true,
                             8},
                            content.actions.size());
    for (const ReportAction &action : content.actions)
        table.addRow({{.text = action.title, .strong = true},
                      {.text = listed(action.targets)},
                      {.text = action.effect()},
                      {.text = listed(action.controls)}});
    table.finish();
}

void drawReportPaths(ReportPages &pages, const ReportContent &content)
{
    pages.beginChapter(QStringLiteral("Attack paths"));
    pages.note(content.pathNote);
    for (const ReportPath &path : content.paths) {
        pages.heading(path.title, 110);
        pages.note(displayName(path.severity) + QStringLiteral(", ") + pathInWords(path));
        ReportTableWriter table(pages,
                                {{{{}, 20},
                                  {QStringLiteral("Step"), 160},
                                  {QStringLiteral("Because"), 370},
                                  {QStringLiteral("Techniques"), 110}},
                                 {},
                                 true,
                                 20},
                                path.steps.size());
        int number = 0;
        for (const ReportStep &step : path.steps)
            table.addRow({{.text = QString::number(++number)},
                          {.text = step.title, .strong = true},
                          {.text = step.reasons.join(QStringLiteral(". "))},
                          {.text = listed(step.techniques)}});
        table.finish();
        pages.advance(10);
    }
    drawFactList(pages, QStringLiteral("What cuts most"), content.cuts);
}

void drawReportScope(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(QStringLiteral("Scope and assumptions"));
    drawFactList(pages, QStringLiteral("What was judged"), content.scope);
    drawFactList(pages, QStringLiteral("Out of scope"), content.outOfScope);
    drawFactList(pages, QStringLiteral("Read from"), content.sources);
    // That there are none stands among what was judged; a heading for it could be alone on a page.
    if (content.assumptions.rows.isEmpty())
        return;
    pages.heading(QStringLiteral("Assumptions"));
    drawPlainTable(pages, content.assumptions, {});
}

void drawReportThreats(ReportPages &pages, const ReportContent &content)
{
    pages.beginChapter(QStringLiteral("Threats"));
    if (content.sections.isEmpty()) {
        pages.note(QStringLiteral("No rule reports a threat for this model."));
        return;
    }
    ReportTableWriter table(pages,
                            {{{QStringLiteral("Severity"), 70},
                              {{}, 28},
                              {QStringLiteral("Threat"), 205},
                              {QStringLiteral("Target"), 84},
                              {QStringLiteral("Techniques"), 76},
                              {QStringLiteral("Controls"), 100},
                              {QStringLiteral("Status"), 102}},
                             QStringLiteral("threats")},
                            content.total);
    for (const ReportSection &section : content.sections) {
        table.beginGroup(iconForSection(section), section.name,
                         quantity(section.total(), QStringLiteral("threat")));
        for (const ReportThreat &threat : section.threats)
            table.addRow({{.text = displayName(threat.severity), .severity = threat.severity},
                          {.stride = threat.stride},
                          {.text = threat.title},
                          {.text = threat.target},
                          {.text = listed(threat.attack)},
                          {.text = listed(threat.controls)},
                          statusCell(threat)});
    }
    table.finish();
}

void drawReportEndpoints(ReportPages &pages, const ReportContent &content)
{
    if (content.endpoints.isEmpty())
        return;
    pages.continueWithChapter(QStringLiteral("STRIDE per endpoint"));
    pages.note(content.endpointNote);
    ReportTable spec;
    spec.counted = QStringLiteral("endpoints");
    spec.columns = {{QStringLiteral("Service"), 90}, {QStringLiteral("Endpoint"), 120}};
    for (int letter = 0; letter < 6; ++letter)
        spec.columns.append({displayName(static_cast<Stride>(letter)), 84});
    ReportTableWriter table(pages, spec, content.endpoints.size());
    for (const EndpointRow &row : content.endpoints) {
        QList<ReportCell> cells {{.text = row.service}, {.text = row.endpoint, .strong = true}};
        for (const EndpointCell &cell : row.cells) {
            ReportCell drawn {.text = cell.text(), .quiet = cell.count == 0};
            if (cell.count > 0)
                drawn.severity = cell.worst;
            cells += drawn;
        }
        table.addRow(cells);
    }
    table.finish();
}

void drawReportRisk(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(content.risk.title);
    pages.note(content.risk.note);
    drawPlainTable(pages, content.risk, {});
    if (content.elementRisks.rows.isEmpty())
        return;
    pages.heading(content.elementRisks.title);
    pages.note(content.elementRisks.note);
    drawPlainTable(pages, content.elementRisks, QStringLiteral("elements"));
}

void drawReportConsidered(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(content.considered.title);
    pages.note(content.considered.note);
    if (!content.considered.rows.isEmpty())
        drawPlainTable(pages, content.considered, QStringLiteral("records"));
    pages.heading(QStringLiteral("Reviews"));
    if (content.reviews.isEmpty())
        pages.note(QStringLiteral("Nobody has reviewed this model."));
    else
        drawFactList(pages, {}, content.reviews);
}

void drawReportTechniques(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(content.techniques.title);
    pages.note(content.techniques.note);
    if (content.techniques.rows.isEmpty())
        pages.note(QStringLiteral("No threat of this model names a technique."));
    else
        drawPlainTable(pages, content.techniques, QStringLiteral("techniques"),
                       {QStringLiteral("rules")});
    for (const QString &line : content.techniques.attributions)
        pages.paragraph(line, reportstyle::Small, pages.theme().text.secondary);
}

void drawReportControls(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(content.controls.title);
    pages.note(content.controls.note);
    if (content.controls.rows.isEmpty())
        pages.note(QStringLiteral("No mitigation of a reported threat names a control."));
    else
        drawPlainTable(pages, content.controls, QStringLiteral("controls"),
                       {QStringLiteral("targets")});
    if (content.statements.rows.isEmpty())
        return;
    pages.heading(content.statements.title);
    pages.note(content.statements.note);
    drawPlainTable(pages, content.statements, QStringLiteral("statements"));
}

void drawReportQuestions(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(content.questions.title);
    if (content.questions.rows.isEmpty()) {
        pages.note(QStringLiteral("None: every property that a rule asks for has an answer."));
        return;
    }
    pages.note(content.questions.note);
    drawPlainTable(pages, content.questions, QStringLiteral("questions"),
                   {QStringLiteral("threats")});
}

void drawReportDecisions(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(QStringLiteral("Decisions"));
    if (content.decisions.isEmpty()) {
        pages.note(QStringLiteral("None is recorded."));
        return;
    }
    ReportTableWriter table(pages,
                            {{{QStringLiteral("Threat"), 160},
                              {QStringLiteral("Treatment"), 80},
                              {QStringLiteral("Reason"), 170},
                              {QStringLiteral("Owner"), 90},
                              {QStringLiteral("Decided"), 86},
                              {QStringLiteral("Expires"), 86},
                              {QStringLiteral("State"), 90}},
                             QStringLiteral("decisions"),
                             true,
                             20},
                            content.decisions.size());
    for (const ReportDecision &decision : content.decisions) {
        const QString threat = decision.target.isEmpty()
            ? decision.threat
            : decision.threat + QStringLiteral(" (") + decision.target + u')';
        const QString owner = decision.ticket.isEmpty()
            ? decision.owner
            : decision.owner + QStringLiteral(", ") + decision.ticket;
        table.addRow({{.text = threat},
                      {.text = displayName(decision.treatment)},
                      {.text = decision.reason},
                      {.text = owner},
                      {.text = decision.date},
                      {.text = decision.expires},
                      {.text = decision.state, .strong = decision.state != u"in force"}});
    }
    table.finish();
}

void drawReportMethod(ReportPages &pages, const ReportContent &content)
{
    pages.continueWithChapter(methodChapter());
    for (const QString &note : content.method)
        pages.paragraph(note, reportstyle::Text, pages.theme().text.primary, 8);
    pages.heading(QStringLiteral("Severity by likelihood and impact"), 180);
    ReportTable spec;
    spec.columns = {{QStringLiteral("Likelihood"), 100}};
    for (int impact = 1; impact <= 5; ++impact)
        spec.columns.append({QStringLiteral("Impact %1").arg(impact), 110});
    ReportTableWriter table(pages, spec, 5);
    for (size_t i = 0; i < content.severityTable.size(); ++i) {
        QList<ReportCell> cells {{.text = QString::number(5 - i), .strong = true}};
        for (Severity severity : content.severityTable[i])
            cells += {.text = displayName(severity), .severity = severity};
        table.addRow(cells);
    }
    table.finish();
    pages.advance(10);
    pages.heading(QStringLiteral("Catalogs and their terms"));
    for (const ReportTerms &terms : content.terms) {
        pages.require(40);
        pages.paragraph(terms.heading, reportstyle::SmallStrong, pages.theme().text.primary, 2);
        for (const QString &text : terms.paragraphs)
            pages.paragraph(text, reportstyle::Foot, pages.theme().text.secondary, 4);
        pages.advance(6);
    }
}

} // namespace drawbridge
