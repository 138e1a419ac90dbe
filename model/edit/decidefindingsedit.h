#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// What somebody says of results of scanners, beside the record that they speak of.
struct SuppressionText
{
    // Why they do not count.
    QString reason;
    QString author;
    QDate date;
    QDate expires;
};

// One result that is decided about: what it is about is filled in, and what was decided earlier is
// kept.
struct DecidedFinding
{
    FindingDecision decision;
    // The record of an earlier decision, which may stand at another line; empty without one.
    FindingDecisionId earlier;
};

// Says that results do not count. Needs a reason.
Result<ModelEdit> suppressFindings(const ThreatModel &model, const QList<DecidedFinding> &findings,
                                   const SuppressionText &text);
// They count again.
Result<ModelEdit> unsuppressFindings(const ThreatModel &model,
                                     const QList<DecidedFinding> &findings);
// Says which record results speak of; an empty id takes back what was said.
Result<ModelEdit> assignFindings(const ThreatModel &model, const QList<DecidedFinding> &findings,
                                 RecordKind kind, const IdText &record, const QString &author,
                                 const QDate &date);

} // namespace drawbridge
