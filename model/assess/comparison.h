#pragma once

#include "model/assess/findings.h"
#include "model/diff/modeldiff.h"
#include "model/engine/analysissession.h"

#include <optional>

namespace drawbridge {

// What became of a threat between two models. Those that are open or new are all that ask for
// attention in the later one.
enum class ComparisonOutcome : quint8 {
    Fixed,
    Open,
    New,
    // Its target is no more there, or out of scope: no fix.
    Gone,
    // Accepted, transferred or avoided by a decision: no fix either.
    Decided,
    // It was only a question, and the answer is that there is no such threat, or that it is
    // mitigated.
    Settled,
};

enum class FixKind : quint8 { None, ExposureRemoved, ControlAdded };

struct ComparedThreat
{
    ComparisonOutcome outcome = ComparisonOutcome::Open;
    FixKind how = FixKind::None;
    // Keys in the two models; one is empty where it is in one only.
    QString keyBefore;
    QString keyAfter;
    QString rule;
    QString title;
    Stride stride = Stride::Spoofing;
    // Of the earlier model, where it was there.
    Severity severity = Severity::Medium;
    // "process", ...; name with its owner: "web: GET /ping".
    QString targetKind;
    IdText target;
    QString targetName;
    // Empty where it was not there.
    std::optional<ThreatStatus> before;
    std::optional<ThreatStatus> after;
    // What was done: "user: unknown -> 10001 (compose.yml:15)", or the measures in place now.
    QString fix;
    // What would settle it, where it is open or new: the measures of its rule that are not in
    // place.
    QString proposal;
    // "runs as root: yes (compose.yml:12)", and failed checks of scanners.
    QStringList evidenceBefore;
    QStringList evidenceAfter;
    // Why it is where it is, when that is not plain.
    QString note;
};

struct Comparison
{
    // By outcome, severity, then in the order of the sessions.
    QList<ComparedThreat> threats;

    qsizetype count(ComparisonOutcome outcome) const;
};

// What scanners found in the two models, where they looked; null where nobody knows.
struct ComparedFindings
{
    const Findings *before = nullptr;
    const Findings *after = nullptr;
};

// What was fixed and how, between two analysed models of one system. Nothing is taken for fixed
// that is merely no longer known or no longer there, or that nobody scanned again.
Comparison compareThreats(const AnalysisSession &before, const AnalysisSession &after,
                          const ComparedFindings &found = {});

// "fixed", "open", "new", "gone", "decided", "settled".
QString nameOf(ComparisonOutcome outcome);
// "exposure-removed", "control-added"; empty for none.
QString nameOf(FixKind how);

} // namespace drawbridge
