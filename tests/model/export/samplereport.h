#pragma once

#include "model/export/reportcontent.h"

#include <algorithm>

namespace drawbridge::test {

// A report by hand, of a shop in containers: what writers get, without an engine behind it.

inline ReportThreat sampleThreat(const QString &target, Severity severity, Stride stride,
                                 const QString &title, ThreatStatus status)
{
    ReportThreat threat;
    threat.rule = QStringLiteral("containers/sample");
    threat.key = threat.rule + u'@' + target;
    threat.title = title;
    threat.explanation = QStringLiteral(
        "Whoever reaches the service from the office network can use it as an administrator would, "
        "because nothing asks for credentials and the traffic is not filtered on its way. ");
    threat.target = target;
    threat.severity = severity;
    threat.stride = stride;
    threat.status = status;
    threat.attention = status <= ThreatStatus::PartiallyMitigated;
    threat.likelihood = 4;
    threat.impact = 3;
    threat.attack = {QStringLiteral("T1190"), QStringLiteral("T1611")};
    threat.cwe = {QStringLiteral("CWE-95")};
    threat.capec = {QStringLiteral("CAPEC-35")};
    threat.controls = {QStringLiteral("AC-6(10)"), QStringLiteral("SI-10")};
    threat.because = {
        {QStringLiteral("runs as root"), QStringLiteral("true"), QStringLiteral("compose.yml:12")},
        {QStringLiteral("published ports"), QStringLiteral("[{hostIp: 0.0.0.0, hostPort: 8080}]"),
         QStringLiteral("compose.yml:17")}};
    threat.mitigations = {{QStringLiteral("Run the service as a user of its own"),
                           MitigationEffect::Prevents,
                           MitigationState::NotImplemented,
                           EvidenceGrade::None,
                           {QStringLiteral("AC-6(10)")}},
                          {QStringLiteral("Check what comes in against a list of what is allowed"),
                           MitigationEffect::LowersLikelihood,
                           MitigationState::Implemented,
                           EvidenceGrade::Declared,
                           {QStringLiteral("SI-10")}}};
    return threat;
}

inline ReportSection sampleSection(const QString &name, const QString &technology, ElementKind kind,
                                   int threats)
{
    static const char *const titles[] = {
        "Code from a request is evaluated",      "Database file readable without encryption",
        "Default user name with password login", "Capabilities beyond what the service needs",
        "Traffic readable on the network",       "No health check"};
    ReportSection section;
    section.name = name;
    section.technology = technology;
    section.elementKind = kind;
    section.kind = QStringLiteral("Process, ") + technology;
    section.facts = {{QStringLiteral("Trust boundary"), QStringLiteral("docker-01")},
                     {QStringLiteral("Image"), QStringLiteral("shop/web:1.4")}};
    for (int i = 0; i < threats; ++i) {
        const Severity severity = static_cast<Severity>(std::min(4, i * 5 / threats));
        ++section.counts[static_cast<size_t>(severity)];
        section.threats +=
            sampleThreat(i % 3 == 2 ? name + QStringLiteral(": GET /calculate") : name, severity,
                         static_cast<Stride>(i % 6), QString::fromLatin1(titles[i % 6]),
                         static_cast<ThreatStatus>(i % 6));
    }
    return section;
}

inline void countSample(ReportContent &content)
{
    content.total = 0;
    content.bySeverity = {};
    content.byStride = {};
    content.byStatus = {};
    for (const ReportSection &section : content.sections) {
        for (const ReportThreat &threat : section.threats) {
            ++content.total;
            ++content.bySeverity[static_cast<size_t>(threat.severity)];
            ++content.byStride[static_cast<size_t>(threat.stride)];
            ++content.byStatus[static_cast<size_t>(threat.status)];
        }
    }
}

inline void addSampleLedger(ReportContent &content)
{
    content.considered = {
        QStringLiteral("considered"),
        QStringLiteral("What was considered"),
        QStringLiteral("Every element under every category."),
        {},
        {{QStringLiteral("record"), QStringLiteral("Record")},
         {QStringLiteral("spoofing"), QStringLiteral("Spoofing")},
         {QStringLiteral("tampering"), QStringLiteral("Tampering")}},
        {{QStringLiteral("web"), QStringLiteral("Dismissed"), QStringLiteral("2 threats")}}};
    content.reviews = {{QStringLiteral("Ada Reviewer"), QStringLiteral("this revision")}};
}

inline void addSampleTables(ReportContent &content)
{
    content.techniques = {
        QStringLiteral("attack"),
        QStringLiteral("MITRE ATT&CK for Containers"),
        QStringLiteral("The Containers matrix of ATT&CK 18.1, techniques with threats."),
        {QStringLiteral("\u00a9 2025 The MITRE Corporation.")},
        {{QStringLiteral("tactic"), QStringLiteral("Tactic")},
         {QStringLiteral("technique"), QStringLiteral("Technique")},
         {QStringLiteral("name"), QStringLiteral("Name")},
         {QStringLiteral("threats"), QStringLiteral("Threats"), true},
         {QStringLiteral("open"), QStringLiteral("To be treated"), true},
         {QStringLiteral("targets"), QStringLiteral("Targets")},
         {QStringLiteral("rules"), QStringLiteral("Rules")}},
        {{QStringLiteral("Privilege Escalation"), QStringLiteral("T1611"),
          QStringLiteral("Escape to Host"), QStringLiteral("7"), QStringLiteral("4"),
          QStringLiteral("web, postgres, nginx"), QStringLiteral("containers/privileged")}}};
    content.controls = {
        QStringLiteral("nist"),
        QStringLiteral("NIST SP 800-53 Rev 5"),
        QStringLiteral("Controls that mitigations support."),
        {},
        {{QStringLiteral("control"), QStringLiteral("Control")},
         {QStringLiteral("title"), QStringLiteral("Title")},
         {QStringLiteral("family"), QStringLiteral("Family")},
         {QStringLiteral("baselines"), QStringLiteral("Baselines")},
         {QStringLiteral("threats"), QStringLiteral("Threats"), true},
         {QStringLiteral("open"), QStringLiteral("To be treated"), true},
         {QStringLiteral("statement"), QStringLiteral("Statement")},
         {QStringLiteral("targets"), QStringLiteral("Targets")}},
        {{QStringLiteral("AC-6"), QStringLiteral("Least Privilege"),
          QStringLiteral("Access Control"), QStringLiteral("Moderate, High"), QStringLiteral("9"),
          QStringLiteral("5"), QStringLiteral("partial"), QStringLiteral("web, redis")}}};
    content.questions = {
        QStringLiteral("questions"),
        QStringLiteral("Open questions"),
        QStringLiteral("What nobody has answered yet."),
        {},
        {{QStringLiteral("question"), QStringLiteral("Question")},
         {QStringLiteral("about"), QStringLiteral("About")},
         {QStringLiteral("property"), QStringLiteral("Property")},
         {QStringLiteral("decides"), QStringLiteral("Decides"), true},
         {QStringLiteral("threats"), QStringLiteral("Threats")}},
        {{QStringLiteral("Is there a limit to requests?"), QStringLiteral("nginx"),
          QStringLiteral("rateLimit"), QStringLiteral("3"), QStringLiteral("web/rate@e1")}}};
    content.assumptions = {QStringLiteral("assumptions"),
                           QStringLiteral("Assumptions"),
                           {},
                           {},
                           {{QStringLiteral("statement"), QStringLiteral("Taken for true")},
                            {QStringLiteral("owner"), QStringLiteral("Owner")},
                            {QStringLiteral("reviewBy"), QStringLiteral("Review by")}},
                           {{QStringLiteral("Only operators log in to the host."),
                             QStringLiteral("platform team"), QStringLiteral("2027-01-31")}}};
}

inline void addSampleActions(ReportContent &content)
{
    const QString web = QStringLiteral("web");
    content.actions = {
        {QStringLiteral("Replace eval by a parser"),
         {QStringLiteral("web: GET /calculate")},
         {QStringLiteral("SI-10")},
         {1, 1, 0, 0, 0},
         {},
         0,
         {}},
        {QStringLiteral("Run the service as a user of its own"),
         {web, QStringLiteral("nginx"), QStringLiteral("redis")},
         {QStringLiteral("AC-6"), QStringLiteral("AC-6(10)"), QStringLiteral("CM-7")},
         {0, 3, 2, 0, 0},
         {0, 0, 1, 0, 0},
         2,
         {}}};
}

inline void addSampleScope(ReportContent &content)
{
    const QString web = QStringLiteral("web");
    content.scope = {{QStringLiteral("Elements"), QStringLiteral("7")},
                     {QStringLiteral("Attackers that count"), QStringLiteral("all")}};
    content.outOfScope = {{QStringLiteral("Mail relay"), QStringLiteral("run by another team")}};
    content.sources = {{QStringLiteral("compose.yml"), QStringLiteral("compose")}};
    EndpointRow endpoint {web, QStringLiteral("GET /calculate"), {}};
    endpoint.cells[1] = {2, Severity::Critical};
    endpoint.cells[4] = {1, Severity::Medium};
    content.endpoints = {endpoint, {web, QStringLiteral("GET /ping"), {}}};
    content.endpointNote = QStringLiteral("For each interface the most severe threat.");
}

inline void addSampleDecisions(ReportContent &content)
{
    const QString web = QStringLiteral("web");
    content.decisions = {
        {QStringLiteral("Image named by a movable tag"), QStringLiteral("postgres"),
         Treatment::Accept, QStringLiteral("Rebuilt every night from a mirror."),
         QStringLiteral("A. Keeper"), QStringLiteral("2026-10-01"), QStringLiteral("2027-04-01"),
         QStringLiteral("SEC-12"), QStringLiteral("in force"), false},
        {QStringLiteral("Debug mode"),
         web,
         Treatment::Transfer,
         QStringLiteral("Run by the host's owner."),
         {},
         {},
         {},
         {},
         QStringLiteral("the threat is gone"),
         true}};
    content.method = {QStringLiteral("Severity is read from likelihood and impact."),
                      QStringLiteral("This report does not state compliance with any standard.")};
    for (int row = 0; row < 5; ++row) {
        for (int column = 0; column < 5; ++column)
            content.severityTable[static_cast<size_t>(row)][static_cast<size_t>(column)] =
                static_cast<Severity>(std::clamp(4 - (5 - row) * (column + 1) / 5, 0, 4));
    }
    content.terms = {
        {QStringLiteral("MITRE ATT&CK 18.1"),
         {QStringLiteral("\u00a9 2025 The MITRE Corporation. This work is reproduced and "
                         "distributed with the permission of The MITRE Corporation.")}}};
}

// `threats` are spread over seven elements.
inline ReportContent sampleReport(int threats = 42)
{
    ReportContent content;
    content.title = QStringLiteral("Shop threat model");
    content.subtitle = QStringLiteral("Flask shop on Docker Compose, host docker-01");
    content.facts = {
        {QStringLiteral("Owner"), QStringLiteral("platform team")},
        {QStringLiteral("Catalogs"), QStringLiteral("ATT&CK 18.1, NIST SP 800-53 Rev 5")},
        {QStringLiteral("Scan evidence"), QStringLiteral("present")},
        {QStringLiteral("Analysed"), QStringLiteral("2026-11-24")}};
    content.footer = QStringLiteral("shop.drawbridge, analysed 2026-11-24");
    content.generator = QStringLiteral("Drawbridge 0.1.0");
    const struct
    {
        const char *name;
        const char *technology;
        ElementKind kind;
        int share;
    } elements[] = {{"web", "web-service", ElementKind::Process, 14},
                    {"postgres", "database", ElementKind::DataStore, 8},
                    {"redis", "cache", ElementKind::DataStore, 6},
                    {"nginx", "gateway", ElementKind::Process, 5},
                    {"Host docker-01", "host", ElementKind::Process, 4},
                    {"Docker daemon", "daemon", ElementKind::Process, 3},
                    {"Browser", "browser", ElementKind::ExternalEntity, 2}};
    for (const auto &element : elements)
        content.sections += sampleSection(QString::fromLatin1(element.name),
                                          QString::fromLatin1(element.technology), element.kind,
                                          std::max(1, element.share * threats / 42));
    countSample(content);
    addSampleActions(content);
    addSampleScope(content);
    addSampleLedger(content);
    addSampleTables(content);
    addSampleDecisions(content);
    return content;
}

} // namespace drawbridge::test
