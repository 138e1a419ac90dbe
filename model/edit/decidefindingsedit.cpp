#include "model/edit/decidefindingsedit.h"

#include "model/core/names.h"
#include "model/edit/edittext.h"

#include <functional>

namespace drawbridge {

static QString findingsText(const QString &verb, const QList<DecidedFinding> &findings)
{
    return findings.size() == 1
        ? editText(verb, findings.first().decision.check)
        : editText(verb, Edits::tr("%1 scanner results").arg(findings.size()));
}

// A decision that decides nothing any more is not kept.
static Result<ModelEdit> changed(const ThreatModel &model, const QString &verb,
                                 const QList<DecidedFinding> &findings,
                                 const std::function<void(FindingDecision &)> &change)
{
    ThreatModel after = model;
    for (const DecidedFinding &finding : findings) {
        FindingDecision decision = finding.decision;
        if (const FindingDecision *earlier = model.findingDecisions.find(finding.earlier)) {
            FindingDecision kept = *earlier;
            kept.id = decision.id;
            kept.line = decision.line;
            decision = kept;
            after.findingDecisions.remove(finding.earlier);
        }
        change(decision);
        after.findingDecisions.remove(decision.id);
        if (!decision.record.isEmpty() || !decision.suppressed.isEmpty())
            after.findingDecisions.put(std::move(decision));
    }
    return editBetween(findingsText(verb, findings), model, after);
}

Result<ModelEdit> suppressFindings(const ThreatModel &model, const QList<DecidedFinding> &findings,
                                   const SuppressionText &text)
{
    const QString reason = text.reason.trimmed();
    if (reason.isEmpty())
        return Error {
            ErrorCode::InvalidInput, QStringLiteral("say why the result does not count"), {}};
    if (text.expires.isValid() && text.date.isValid() && text.expires < text.date)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the suppression would expire before its own date"),
                      {}};
    return changed(model, Edits::tr("Suppress"), findings, [&](FindingDecision &decision) {
        decision.suppressed = reason;
        decision.author = text.author.trimmed();
        decision.date = text.date;
        decision.expires = text.expires;
    });
}

Result<ModelEdit> unsuppressFindings(const ThreatModel &model,
                                     const QList<DecidedFinding> &findings)
{
    return changed(model, Edits::tr("Count again"), findings, [](FindingDecision &decision) {
        decision.suppressed.clear();
        decision.expires = {};
    });
}

Result<ModelEdit> assignFindings(const ThreatModel &model, const QList<DecidedFinding> &findings,
                                 RecordKind kind, const IdText &record, const QString &author,
                                 const QDate &date)
{
    if (!record.isEmpty() && recordName(model, kind, record).isEmpty())
        return missingRecord("record", record);
    return changed(model, Edits::tr("Assign"), findings, [&](FindingDecision &decision) {
        decision.recordKind = record.isEmpty() ? RecordKind::Element : kind;
        decision.record = record;
        if (!author.trimmed().isEmpty())
            decision.author = author.trimmed();
        decision.date = date;
    });
}

} // namespace drawbridge
