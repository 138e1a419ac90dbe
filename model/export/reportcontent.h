#pragma once

#include "model/export/exportinput.h"
#include "model/export/tabledocument.h"

#include <array>

namespace drawbridge {

// What a report says, as plain values in reading order. Every writer (HTML, Markdown, PDF) says the
// same; texts are as in the model and are neutralised by each writer for its own format.

// A name and what stands behind it: "Owner", "platform team".
struct ReportFact
{
    QString label;
    QString value;
};

// Threats counted by severity, from critical to info.
using SeverityCounts = std::array<int, 5>;

struct ReportReason
{
    QString label;
    QString value;
    QString source;
};

struct ReportMitigation
{
    QString title;
    MitigationEffect effect = MitigationEffect::Prevents;
    MitigationState state = MitigationState::NotImplemented;
    EvidenceGrade evidence = EvidenceGrade::None;
    QStringList controls;
};

struct ReportThreat
{
    QString key;
    QString rule;
    QString title;
    QString explanation;
    // What it is about, with its owner: "web: GET /ping".
    QString target;
    Stride stride = Stride::Spoofing;
    Severity severity = Severity::Medium;
    int likelihood = 3;
    int impact = 3;
    // What is left of the risk, as claimed and as evidenced.
    int claimedRisk = 9;
    int evidencedRisk = 9;
    ThreatStatus status = ThreatStatus::Open;
    bool toBeReviewed = false;
    bool expired = false;
    bool attention = true;
    QList<ReportReason> because;
    QList<ReportMitigation> mitigations;
    QStringList attack;
    QStringList cwe;
    QStringList capec;
    QStringList controls;
};

// The threats of one element, its interfaces and the flows that end at it; or of another record
// that belongs to no single element.
struct ReportSection
{
    QString name;
    // "Process, web-service"; "Trust boundary".
    QString kind;
    // Which icon stands for it: of a technology, or of a boundary.
    QString technology;
    ElementKind elementKind = ElementKind::Process;
    bool isBoundary = false;
    BoundaryKind boundaryKind = BoundaryKind::Host;
    QList<ReportFact> facts;
    SeverityCounts counts {};
    // Most severe first.
    QList<ReportThreat> threats;

    int total() const;
};

// One measure, what it does and for whom.
struct ReportAction
{
    QString title;
    QStringList targets;
    QStringList controls;
    // Open threats that it would prevent, and those that it would only make less likely or less
    // bad.
    SeverityCounts closes {};
    SeverityCounts lowers {};
    // Threats whose applicability is unknown and that it would settle too.
    int unanswered = 0;
    // All threats of which it is a mitigation still to be put in place, by key.
    QStringList threats;

    // "closes 1 critical and 1 high, settles 2 unanswered".
    QString effect() const;
};

struct EndpointCell
{
    int count = 0;
    Severity worst = Severity::Info;

    // "High (2)", or "none".
    QString text() const;
};

// One interface and the threats that still ask for attention, letter by letter of STRIDE.
struct EndpointRow
{
    QString service;
    QString endpoint;
    std::array<EndpointCell, 6> cells;
};

struct ReportDecision
{
    QString threat;
    QString target;
    Treatment treatment = Treatment::None;
    QString reason;
    QString owner;
    QString date;
    QString expires;
    QString ticket;
    // "in force", "expired", "to be reviewed", "the threat is gone".
    QString state;
    bool orphaned = false;
};

// One step of an attack path: what is gained, why it can be, and by which techniques.
struct ReportStep
{
    QString title;
    QStringList reasons;
    QStringList techniques;
};

// A way of an attacker from a starting position to what is worth it.
struct ReportPath
{
    // "Internet to control of Host".
    QString title;
    Severity severity = Severity::Medium;
    // "certain", "possible".
    QString certainty;
    int likelihood = 3;
    int impact = 3;
    // What else may be the start, and what falls with the goal; may be empty.
    QString alsoFrom;
    QString beyond;
    QList<ReportStep> steps;
};

struct ReportTerms
{
    QString heading;
    QStringList paragraphs;
};

struct ReportContent
{
    QString title;
    QString subtitle;
    // Owner, catalogs, evidence, date of analysis.
    QList<ReportFact> facts;
    // "shop.drawbridge, analysed 2026-11-24": the line at the foot of each page.
    QString footer;
    QString generator;

    int total = 0;
    SeverityCounts bySeverity {};
    std::array<int, 6> byStride {};
    std::array<int, 8> byStatus {};
    // Most severe first, then by count.
    QList<ReportSection> sections;
    QList<ReportAction> actions;

    // The most certain and severe first; what cuts most of all that there are.
    QList<ReportPath> paths;
    QString pathNote;
    QList<ReportFact> cuts;

    QList<ReportFact> scope;
    QList<ReportFact> outOfScope;
    QList<ReportFact> sources;
    TableDocument assumptions;

    QList<EndpointRow> endpoints;
    QString endpointNote;
    // Threats by severity, and elements by their highest risk: as it is, as claimed, as evidenced.
    TableDocument risk;
    TableDocument elementRisks;
    // What was considered, and who reviewed it.
    TableDocument considered;
    QList<ReportFact> reviews;
    TableDocument techniques;
    TableDocument controls;
    // How the project says that controls are met.
    TableDocument statements;
    TableDocument questions;
    // In force first, orphans last.
    QList<ReportDecision> decisions;
    QStringList method;
    // Severity by likelihood (rows, 5 first) and impact (columns, 1 first).
    std::array<std::array<Severity, 5>, 5> severityTable {};
    QList<ReportTerms> terms;

    int openOrUnanswered() const;
    int count(ThreatStatus status) const { return byStatus[static_cast<size_t>(status)]; }
};

ReportContent composeReport(const ExportInput &input);

// The interfaces by service and name, for the report and for the table of endpoints.
QList<EndpointRow> endpointRows(const ExportInput &input);

// "1 critical and 2 high"; empty when all are zero.
QString countsInWords(const SeverityCounts &counts);
// "prevents; implemented, declared; supports AC-6, CM-7".
QString mitigationInWords(const ReportMitigation &mitigation);
// "certain; likelihood 4, impact 5; with it fall: data of db".
QString pathInWords(const ReportPath &path);
// "Open"; "Accepted, to be reviewed".
QString statusInWords(const ReportThreat &threat);
// "1 threat", "3 threats".
QString quantity(int count, const QString &noun);

} // namespace drawbridge
