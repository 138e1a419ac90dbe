#include "model/edit/decidethreatsedit.h"

#include "model/edit/edittext.h"

namespace drawbridge {

static QString decisionText(const QString &verb, qsizetype count, const QString &title)
{
    return count == 1 ? editText(verb, title) : editText(verb, Edits::tr("%1 threats").arg(count));
}

static Result<void> checkDecision(const DecisionText &text)
{
    const bool needsReason =
        text.treatment != Treatment::None && text.treatment != Treatment::Mitigate;
    if (needsReason && text.reason.trimmed().isEmpty())
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("a decision that leaves a threat unmitigated needs a reason"),
                      {}};
    if (text.expires.isValid() && text.date.isValid() && text.expires < text.date)
        return Error {ErrorCode::InvalidInput,
                      QStringLiteral("the decision would expire before its own date"),
                      {}};
    return {};
}

Result<ModelEdit> decideThreats(const ThreatModel &model, const QList<DecidedThreat> &threats,
                                const DecisionText &text)
{
    const Result<void> checked = checkDecision(text);
    if (!checked)
        return checked.error();
    ThreatModel after = model;
    for (const DecidedThreat &threat : threats) {
        const DecisionId id = decisionIdFor(threat.key);
        if (text.treatment == Treatment::None) {
            after.decisions.remove(id);
            continue;
        }
        const Decision *earlier = model.decisions.find(id);
        Decision decision = earlier ? *earlier : Decision();
        decision.id = id;
        decision.threatKey = threat.key;
        decision.treatment = text.treatment;
        decision.reason = text.reason.trimmed();
        decision.owner = text.owner.trimmed();
        decision.date = text.date;
        decision.expires = text.expires;
        decision.ticket = text.ticket.trimmed();
        decision.factsDigest = threat.factsDigest;
        decision.title = threat.title;
        decision.targetName = threat.targetName;
        after.decisions.put(std::move(decision));
    }
    const QString title = threats.isEmpty() ? QString() : threats.first().title;
    return editBetween(decisionText(Edits::tr("Decide"), threats.size(), title), model, after);
}

Result<ModelEdit> clearDecisions(const ThreatModel &model, const QStringList &threatKeys)
{
    ThreatModel after = model;
    QString title;
    for (const QString &key : threatKeys) {
        const DecisionId id = decisionIdFor(key);
        if (const Decision *decision = model.decisions.find(id))
            title = decision->title;
        after.decisions.remove(id);
    }
    return editBetween(decisionText(Edits::tr("Clear decision on"), threatKeys.size(), title),
                       model, after);
}

} // namespace drawbridge
