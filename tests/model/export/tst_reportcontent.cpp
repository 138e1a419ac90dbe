#include "model/core/controlstatements.h"
#include "model/export/controlstanding.h"
#include "model/export/htmlreport.h"
#include "model/export/markdownreport.h"
#include "model/export/reportcontent.h"
#include "model/export/tableviews.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;

namespace {

const char pack[] = R"(pack: sample
title: Sample
rules:
  - id: privileged
    stride: elevation-of-privilege
    for: element
    runtime: true
    attacker: compromised-container
    when: self.privileged
    likelihood: 5
    impact: 5
    mitigations:
      - {id: not-privileged, title: Remove privileged mode, nist: [AC-6, CM-7]}
    title: "{self.name} runs privileged"
    explanation: "A takeover of {self.name} is a takeover of its host."
    cwe: [CWE-250]
    attack: [T1611]
  - id: no-limit
    stride: denial-of-service
    for: interface
    attacker: internet
    when: "!self.rateLimit"
    ask: always
    likelihood: 3
    impact: 3
    mitigations:
      - {id: limit, title: Limit requests, nist: [SC-5]}
      - {id: watch, title: Watch the load, effect: detects, satisfied: self.auditLogged, nist: [AU-2]}
    title: "{self.name} takes any number of requests"
    explanation: "Nothing slows a caller down."
    attack: [T1499]
)";

PropertySchema readSchema()
{
    QFile file(sourceDir() + QStringLiteral("/catalogs/properties/schema.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no property schema");
    Result<PropertySchema> schema = PropertySchema::parse(file.readAll(), file.fileName());
    if (!schema)
        qFatal("%s", qPrintable(schema.error().toString()));
    return *std::move(schema);
}

CatalogContent smallCatalog()
{
    CatalogContent content;
    content.versions = {QStringLiteral("18.1"), QStringLiteral("5.2.0"), QStringLiteral("16.1"),
                        QStringLiteral("3.9")};
    content.tactics = {{QStringLiteral("TA0004"), QStringLiteral("privilege-escalation"),
                        QStringLiteral("Privilege Escalation"), 4}};
    Technique escape;
    escape.id = QStringLiteral("T1611");
    escape.name = QStringLiteral("Escape to Host");
    escape.tactics = {QStringLiteral("privilege-escalation")};
    escape.isContainer = true;
    Technique quiet = escape;
    quiet.id = QStringLiteral("T1068");
    quiet.name = QStringLiteral("Exploitation for Privilege Escalation");
    content.techniques = {quiet, escape};
    content.matrixCells = {{QStringLiteral("privilege-escalation"), QStringLiteral("T1068")},
                           {QStringLiteral("privilege-escalation"), QStringLiteral("T1611")}};
    Control control;
    control.id = QStringLiteral("AC-6");
    control.title = QStringLiteral("Least Privilege");
    control.family = QStringLiteral("AC");
    control.familyTitle = QStringLiteral("Access Control");
    content.controls = {control};
    return content;
}

// Two privileged services; one has an interface whose limit is known to be missing, one where
// nobody has said.
class Analysed
{
public:
    Analysed()
        : m_schema(std::make_shared<PropertySchema>(readSchema()))
        , m_catalog(smallCatalog())
    {
        m_model.project.name = QStringLiteral("Shop");
        m_model.project.owner = QStringLiteral("platform team");
        addService("e1", "web", true);
        addService("e2", "worker", true);
        Element relay = service("e3", "relay", false);
        relay.scope = {false, QStringLiteral("run by another team")};
        m_model.elements.put(relay);
        addInterface("p1", "GET /", false);
        addInterface("p2", "GET /ping", {});
        Assumption assumption;
        assumption.id = AssumptionId("u1");
        assumption.statement = QStringLiteral("Only operators log in.");
        m_model.assumptions.put(assumption);
        decide("sample/privileged@e2", QStringLiteral("Needed for the build."));
        decide("sample/gone@e9", QStringLiteral("Once it mattered."));
        auto rules = RuleSet::load({{QStringLiteral("sample.yaml"), pack}}, m_schema);
        if (!rules)
            qFatal("%s", qPrintable(rules.error().toString()));
        review("r1", "Ada", "aa11", QDate(2026, 11, 20));
        review("r2", "Grace", "bb22", QDate(2026, 10, 1));
        m_rules = *std::move(rules);
        m_session.reset({m_model, m_schema, m_rules, QDate(2026, 11, 24), {}});
    }

    ReportContent report() const { return composeReport(input()); }

    ExportInput input() const
    {
        ExportInput input;
        input.model = &m_model;
        input.session = &m_session;
        input.catalog = &m_catalog;
        input.schema = m_schema.get();
        input.rules = m_rules.get();
        input.fileName = QStringLiteral("shop.drawbridge");
        input.generator = QStringLiteral("Drawbridge test");
        input.revision = "aa11";
        return input;
    }

    void state(const char *control, ControlStatus status, const QString &text)
    {
        ControlStatement statement;
        statement.control = QString::fromLatin1(control);
        statement.id = controlStatementIdFor(statement.control);
        statement.status = status;
        statement.statement = text;
        m_model.controlStatements.put(statement);
        m_session.reset({m_model, m_schema, m_rules, QDate(2026, 11, 24), {}});
    }

private:
    Element service(const char *id, const char *name, bool privileged) const
    {
        Element element;
        element.id = ElementId(id);
        element.name = QString::fromLatin1(name);
        element.technology = QStringLiteral("web-service");
        element.hasRuntime = true;
        element.platform = QStringLiteral("compose");
        set(element.properties, RecordKind::Element, "privileged", Value(privileged));
        return element;
    }
    void addService(const char *id, const char *name, bool privileged)
    {
        m_model.elements.put(service(id, name, privileged));
    }
    void addInterface(const char *id, const char *name, std::optional<bool> limited)
    {
        Interface interface;
        interface.id = InterfaceId(id);
        interface.owner = ElementId("e1");
        interface.name = QString::fromLatin1(name);
        if (limited)
            set(interface.properties, RecordKind::Interface, "rateLimit", Value(*limited));
        m_model.interfaces.put(interface);
    }
    void review(const char *id, const char *by, const char *revision, QDate date)
    {
        Review review;
        review.id = ReviewId(id);
        review.reviewer = QString::fromLatin1(by);
        review.revision = revision;
        review.date = date;
        m_model.reviews.put(review);
    }
    void decide(const char *key, const QString &reason)
    {
        Decision decision;
        decision.threatKey = QString::fromLatin1(key);
        decision.id = decisionIdFor(decision.threatKey);
        decision.treatment = Treatment::Accept;
        decision.reason = reason;
        decision.title = QStringLiteral("As it was called then");
        m_model.decisions.put(decision);
    }
    void set(PropertySet &properties, RecordKind kind, const char *name, Value value) const
    {
        Claim claim;
        claim.value = std::move(value);
        properties.set(m_schema->find(kind, QString::fromLatin1(name)), claim);
    }

    std::shared_ptr<PropertySchema> m_schema;
    CatalogSnapshot m_catalog;
    ThreatModel m_model;
    std::shared_ptr<const RuleSet> m_rules;
    AnalysisSession m_session;
};

} // namespace

class tst_reportcontent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAddUp();
    void threatsOfInterfacesCountToTheirElement();
    void threatsCarryTheirReasonsAndMitigations();
    void bestMeasureComesFirst();
    void onlyTechniquesWithThreatsAreListed();
    void endpointsShowWhatIsToBeTreated();
    void decisionsAreListedOrphansLast();
    void scopeIsTold();
    void whatWasConsideredIsTold();
    void controlsTellWhatIsSaidOfThem();
    void writersTakeIt();
};

void tst_reportcontent::countsAddUp()
{
    const ReportContent content = Analysed().report();
    QCOMPARE(content.title, QStringLiteral("Shop threat model"));
    QCOMPARE(content.total, 4);
    int bySections = 0;
    for (const ReportSection &section : content.sections)
        bySections += section.total();
    QCOMPARE(bySections, content.total);
    QCOMPARE(content.byStride[static_cast<size_t>(Stride::ElevationOfPrivilege)], 2);
    QCOMPARE(content.count(ThreatStatus::NeedsAnswer), 1);
    QCOMPARE(content.footer, QStringLiteral("shop.drawbridge, analysed 2026-11-24"));
}

void tst_reportcontent::threatsOfInterfacesCountToTheirElement()
{
    const ReportContent content = Analysed().report();
    QCOMPARE(content.sections.size(), 2);
    const ReportSection &web = content.sections[0];
    QCOMPARE(web.name, QStringLiteral("web"));
    QCOMPARE(web.total(), 3);
    QCOMPARE(web.threats.first().severity, Severity::Critical);
    QCOMPARE(web.threats.last().target.left(9), QStringLiteral("web: GET "));
    QCOMPARE(content.sections[1].name, QStringLiteral("worker"));
}

void tst_reportcontent::threatsCarryTheirReasonsAndMitigations()
{
    const ReportContent content = Analysed().report();
    const ReportThreat &threat = content.sections[0].threats.first();
    QCOMPARE(threat.title, QStringLiteral("web runs privileged"));
    QVERIFY(!threat.because.isEmpty());
    QCOMPARE(threat.because.first().source, QStringLiteral("architect"));
    QCOMPARE(threat.mitigations.size(), 1);
    QCOMPARE(threat.mitigations.first().controls, QStringList({"AC-6", "CM-7"}));
    QCOMPARE(threat.attack, QStringList({"T1611"}));
    QCOMPARE(threat.cwe, QStringList({"CWE-250"}));
}

void tst_reportcontent::whatWasConsideredIsTold()
{
    const ReportContent content = Analysed().report();
    const QList<QStringList> &rows = content.considered.rows;
    QCOMPARE(rows.size(), 5);
    QCOMPARE(rows[0].first(), QStringLiteral("web"));
    QCOMPARE(rows[0].last(), QStringLiteral("Threat"));
    QCOMPARE(rows[2],
             QStringList(QStringLiteral("relay")) + QStringList(6, QStringLiteral("Out of scope")));
    QCOMPARE(rows[3].first(), QStringLiteral("web: GET /"));
    QCOMPARE(rows[4][5], QStringLiteral("Unanswered"));
    QCOMPARE(content.reviews.size(), 2);
    QCOMPARE(content.reviews[0].value, QStringLiteral("this revision, 2026-11-20"));
    QCOMPARE(content.reviews[1].label, QStringLiteral("Grace"));
    QVERIFY(content.reviews[1].value.startsWith(QStringLiteral("an earlier revision (bb22)")));
}

static QString cell(const TableDocument &table, qsizetype row, const char *key)
{
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].key == QLatin1String(key))
            return table.rows.value(row).value(i);
    }
    return QStringLiteral("no such column");
}

void tst_reportcontent::controlsTellWhatIsSaidOfThem()
{
    Analysed analysed;
    QCOMPARE(cell(nistTable(analysed.input()), 0, "statement"), QString());
    QVERIFY(analysed.report().statements.rows.isEmpty());
    const QString text = QStringLiteral("No service is privileged | after the release.");
    analysed.state("AC-6", ControlStatus::Planned, text);
    // A control that no threat names, and one that this catalog lacks.
    analysed.state("AC-9", ControlStatus::NotApplicable, {});
    const TableDocument table = nistTable(analysed.input());
    QCOMPARE(table.rows.size(), 1);
    QCOMPARE(cell(table, 0, "statement"), QStringLiteral("planned"));
    QCOMPARE(cell(table, 0, "origin"), QStringLiteral("own"));
    QCOMPARE(cell(table, 0, "how"), text);
    QCOMPARE(cell(table, 0, "supportedBy"), QString());
    QCOMPARE(cell(table, 0, "evidence"), QStringLiteral("none"));
    const ReportContent content = analysed.report();
    QCOMPARE(content.statements.rows.size(), 2);
    QCOMPARE(cell(content.statements, 0, "statement"), QStringLiteral("Planned"));
    QCOMPARE(cell(content.controls, 0, "how"), QStringLiteral("no such column"));
    QVERIFY(writeHtmlReport(content).contains("No service is privileged"));
    QVERIFY(writeMarkdownReport(content).contains("No service is privileged \\| after"));
    const ControlStanding standing =
        controlStandings(analysed.input()).value(QStringLiteral("AC-6"));
    QCOMPARE(standing.measures.size(), 1);
    QCOMPARE(standing.measures.first().total(), 2);
    QCOMPARE(measureInWords(standing.measures.first()), QStringLiteral("not in place"));
}

void tst_reportcontent::bestMeasureComesFirst()
{
    const QList<ReportAction> actions = Analysed().report().actions;
    QCOMPARE(actions.size(), 2);
    QCOMPARE(actions[0].title, QStringLiteral("Remove privileged mode"));
    QVERIFY(actions[0].closes[0] >= 1);
    QCOMPARE(actions[0].targets.first(), QStringLiteral("web"));
    QCOMPARE(actions[0].controls, QStringList({"AC-6", "CM-7"}));
    QCOMPARE(actions[1].title, QStringLiteral("Limit requests"));
    QCOMPARE(actions[1].unanswered, 1);
    // Watching treats nothing.
    for (const ReportAction &action : actions)
        QVERIFY(action.title != QStringLiteral("Watch the load"));
}

void tst_reportcontent::onlyTechniquesWithThreatsAreListed()
{
    const ReportContent content = Analysed().report();
    QStringList ids;
    for (const QStringList &row : content.techniques.rows)
        ids += row.value(1);
    QVERIFY(ids.contains(QStringLiteral("T1611")));
    QVERIFY(!ids.contains(QStringLiteral("T1068")));
    // The table of its own tells what was looked for from what was not.
    const Analysed analysed;
    const TableDocument all = attackTable(analysed.input());
    QCOMPARE(cell(all, 0, "technique"), QStringLiteral("T1068"));
    QCOMPARE(cell(all, 0, "seen"), QStringLiteral("not seen"));
    QCOMPARE(cell(all, 1, "seen"), QStringLiteral("found"));
    QCOMPARE(content.controls.rows.size(), 1);
    QStringList about;
    for (const QStringList &row : content.questions.rows)
        about += row.value(1);
    QVERIFY(about.contains(QStringLiteral("web: GET /ping")));
}

void tst_reportcontent::endpointsShowWhatIsToBeTreated()
{
    const QList<EndpointRow> endpoints = Analysed().report().endpoints;
    QCOMPARE(endpoints.size(), 2);
    QCOMPARE(endpoints[0].endpoint, QStringLiteral("GET /"));
    QCOMPARE(endpoints[0].cells[static_cast<size_t>(Stride::DenialOfService)].count, 1);
    QCOMPARE(endpoints[0].cells[static_cast<size_t>(Stride::Spoofing)].text(),
             QStringLiteral("none"));
}

void tst_reportcontent::decisionsAreListedOrphansLast()
{
    const QList<ReportDecision> decisions = Analysed().report().decisions;
    QCOMPARE(decisions.size(), 2);
    QCOMPARE(decisions[0].threat, QStringLiteral("worker runs privileged"));
    QCOMPARE(decisions[0].target, QStringLiteral("worker"));
    QVERIFY(decisions[1].orphaned);
    QCOMPARE(decisions[1].threat, QStringLiteral("As it was called then"));
    QCOMPARE(decisions[1].state, QStringLiteral("the threat is gone"));
}

void tst_reportcontent::scopeIsTold()
{
    const ReportContent content = Analysed().report();
    QCOMPARE(content.outOfScope.size(), 1);
    QCOMPARE(content.outOfScope.first().value, QStringLiteral("run by another team"));
    QCOMPARE(content.assumptions.rows.size(), 1);
    // The table is that of the engine.
    QCOMPARE(content.severityTable[0][4], severityFor(5, 5));
    QCOMPARE(content.severityTable[4][0], severityFor(1, 1));
    QVERIFY(content.terms.first().paragraphs.first().contains(QStringLiteral("MITRE Corporation")));
}

void tst_reportcontent::writersTakeIt()
{
    const QByteArray html = writeHtmlReport(Analysed().report());
    QVERIFY(html.contains("web runs privileged"));
    QVERIFY(html.contains("GET /ping takes any number of requests"));
    QCOMPARE(writeHtmlReport(Analysed().report()), html);
}

DRAWBRIDGE_TEST(tst_reportcontent)
#include "tst_reportcontent.moc"
