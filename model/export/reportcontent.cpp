#include "model/export/reportcontent.h"

#include "model/core/names.h"
#include "model/export/ledgertable.h"
#include "model/export/reportparts.h"
#include "model/export/risktable.h"
#include "model/export/tableviews.h"
#include "model/export/threatwords.h"

#include <algorithm>

namespace drawbridge {

QList<EndpointRow> endpointRows(const ExportInput &input)
{
    struct Keyed
    {
        QString service;
        const Interface *interface;
    };
    QList<Keyed> interfaces;
    for (const Interface &interface : input.model->interfaces)
        interfaces.append(
            {recordName(*input.model, RecordKind::Element, interface.owner), &interface});
    std::stable_sort(interfaces.begin(), interfaces.end(), [](const Keyed &a, const Keyed &b) {
        return std::tie(a.service, a.interface->name) < std::tie(b.service, b.interface->name);
    });
    QList<EndpointRow> rows;
    for (const Keyed &keyed : interfaces) {
        EndpointRow row {keyed.service, keyed.interface->name, {}};
        for (const Threat *threat :
             input.session->threatsOf(RecordKind::Interface, keyed.interface->id)) {
            if (!needsAttention(*threat))
                continue;
            EndpointCell &cell = row.cells[static_cast<size_t>(threat->stride)];
            cell.worst =
                cell.count == 0 ? threat->severity : std::min(cell.worst, threat->severity);
            ++cell.count;
        }
        rows += row;
    }
    return rows;
}

namespace {

QString dateText(const QDate &date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

void addFacts(ReportContent &content, const ExportInput &input)
{
    const ProjectInfo &project = input.model->project;
    content.title = project.name.isEmpty() ? QStringLiteral("Threat model")
                                           : project.name + QStringLiteral(" threat model");
    content.subtitle = project.description;
    if (!project.owner.isEmpty())
        content.facts.append({QStringLiteral("Owner"), project.owner});
    const CatalogVersions &versions = input.catalog->versions();
    content.facts.append(
        {QStringLiteral("Catalogs"),
         QStringLiteral("ATT&CK %1, NIST SP 800-53 Rev %2").arg(versions.attack, versions.nist)});
    content.facts.append({QStringLiteral("Scan evidence"), input.evidence});
    const QString analysed = dateText(input.session->input().date);
    if (!analysed.isEmpty())
        content.facts.append({QStringLiteral("Analysed"), analysed});
    content.generator = input.generator;
    QStringList footer {input.fileName};
    if (!analysed.isEmpty())
        footer += QStringLiteral("analysed ") + analysed;
    footer.removeAll(QString());
    content.footer = footer.join(QStringLiteral(", "));
}

void addCounts(ReportContent &content, const ExportInput &input)
{
    content.total = static_cast<int>(input.session->size());
    for (qsizetype i = 0; i < input.session->size(); ++i) {
        const Threat &threat = input.session->at(i);
        ++content.bySeverity[static_cast<size_t>(threat.severity)];
        ++content.byStride[static_cast<size_t>(threat.stride)];
        ++content.byStatus[static_cast<size_t>(threat.status)];
    }
}

template <typename T>
void addOutOfScope(ReportContent &content, const ThreatModel &model, const Table<T> &table)
{
    for (const T &record : table) {
        if (!record.scope.inScope)
            content.outOfScope.append({qualifiedName(model, recordKind<T>, record.id),
                                       record.scope.reason.isEmpty()
                                           ? QStringLiteral("no reason given")
                                           : record.scope.reason});
    }
}

void addScope(ReportContent &content, const ExportInput &input)
{
    const ThreatModel &model = *input.model;
    const auto number = [](qsizetype count) { return QString::number(count); };
    content.scope = {{QStringLiteral("Elements"), number(model.elements.size())},
                     {QStringLiteral("Interfaces"), number(model.interfaces.size())},
                     {QStringLiteral("Data flows"), number(model.flows.size())},
                     {QStringLiteral("Trust boundaries"), number(model.boundaries.size())},
                     {QStringLiteral("Attackers that count"),
                      model.project.attackers.isEmpty()
                          ? QStringLiteral("all")
                          : model.project.attackers.join(QStringLiteral(", "))},
                     {QStringLiteral("Rules applied"), number(input.rules->size())}};
    if (model.assumptions.isEmpty())
        content.scope.append({QStringLiteral("Assumptions"), QStringLiteral("none recorded")});
    for (const RuleChange &change : input.rules->changes())
        content.scope.append(
            {change.kind == RuleChange::Kind::Overridden ? QStringLiteral("Rule overridden")
                                                         : QStringLiteral("Rule switched off"),
             change.key + QStringLiteral(": ")
                 + (change.reason.isEmpty() ? QStringLiteral("no reason given") : change.reason)});
    addOutOfScope(content, model, model.elements);
    addOutOfScope(content, model, model.flows);
    addOutOfScope(content, model, model.boundaries);
    for (const Source &source : model.sources)
        content.sources.append({source.path, source.format});
    TableDocument &table = content.assumptions;
    table.id = QStringLiteral("assumptions");
    table.title = QStringLiteral("Assumptions");
    table.columns = {{QStringLiteral("statement"), QStringLiteral("Taken for true")},
                     {QStringLiteral("owner"), QStringLiteral("Owner")},
                     {QStringLiteral("reviewBy"), QStringLiteral("Review by")}};
    for (const Assumption &assumption : model.assumptions)
        table.rows.append({assumption.statement, assumption.owner, dateText(assumption.reviewBy)});
}

// Only the rows that have threats: in a report the matrix shows the rest.
TableDocument withThreats(TableDocument table)
{
    const auto column = std::find_if(table.columns.begin(), table.columns.end(), [](const auto &c) {
        return c.key == QStringLiteral("threats");
    });
    const qsizetype index = column - table.columns.begin();
    table.rows.removeIf(
        [index](const QStringList &row) { return row.value(index) == QStringLiteral("0"); });
    return table;
}

TableDocument withoutColumns(TableDocument table, const QStringList &keys)
{
    for (qsizetype i = table.columns.size() - 1; i >= 0; --i) {
        if (!keys.contains(table.columns[i].key))
            continue;
        table.columns.removeAt(i);
        for (QStringList &row : table.rows)
            row.removeAt(i);
    }
    return table;
}

QString stateOf(const ReportDecision &decision, const Threat *threat)
{
    if (decision.orphaned)
        return QStringLiteral("the threat is gone");
    if (threat && threat->expired)
        return QStringLiteral("expired");
    if (threat && threat->toBeReviewed)
        return QStringLiteral("to be reviewed");
    return QStringLiteral("in force");
}

void addDecisions(ReportContent &content, const ExportInput &input)
{
    const QList<DecisionId> orphans = input.session->orphanedDecisions();
    for (const Decision &decision : input.model->decisions) {
        if (decision.treatment == Treatment::None)
            continue;
        const Threat *threat = input.session->find(decision.threatKey);
        ReportDecision row;
        row.orphaned = orphans.contains(decision.id);
        row.threat = threat ? input.session->title(*threat) : decision.title;
        if (row.threat.isEmpty())
            row.threat = decision.threatKey;
        row.target = threat ? qualifiedName(*input.model, threat->targetKind, threat->target)
                            : decision.targetName;
        row.treatment = decision.treatment;
        row.reason = decision.reason;
        row.owner = decision.owner;
        row.date = dateText(decision.date);
        row.expires = dateText(decision.expires);
        row.ticket = decision.ticket;
        row.state = stateOf(row, threat);
        content.decisions += row;
    }
    std::stable_sort(content.decisions.begin(), content.decisions.end(),
                     [](const ReportDecision &a, const ReportDecision &b) {
                         return std::tie(a.orphaned, a.treatment, a.target, a.threat)
                             < std::tie(b.orphaned, b.treatment, b.target, b.threat);
                     });
}

} // namespace

ReportContent composeReport(const ExportInput &input)
{
    ReportContent content;
    addFacts(content, input);
    addCounts(content, input);
    content.sections = reportSections(input);
    content.actions = reportActions(input);
    addReportPaths(content, input);
    addScope(content, input);
    content.endpoints = endpointRows(input);
    content.endpointNote = endpointTable(input).note;
    content.risk = riskDistributionTable(input);
    content.elementRisks = riskTable(input);
    content.considered = consideredTable(input);
    content.reviews = reviewFacts(input);
    content.techniques = withoutColumns(withThreats(attackTable(input)), {QStringLiteral("seen")});
    // The statements follow it in full.
    content.controls =
        withoutColumns(withThreats(nistTable(input)),
                       {QStringLiteral("family"), QStringLiteral("origin"), QStringLiteral("how")});
    content.statements = statementTable(input);
    content.questions = questionTable(input);
    addDecisions(content, input);
    content.method = methodNotes();
    content.severityTable = severityByLikelihoodAndImpact();
    content.terms = catalogTerms(*input.catalog);
    return content;
}

} // namespace drawbridge
