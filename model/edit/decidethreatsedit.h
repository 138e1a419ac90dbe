#pragma once

#include "model/edit/modeledit.h"

namespace drawbridge {

// What is decided alike for several threats.
struct DecisionText
{
    Treatment treatment = Treatment::None;
    QString reason;
    QString owner;
    QDate date;
    QDate expires;
    QString ticket;
};

// A threat that is decided, with what the decision rests on.
struct DecidedThreat
{
    QString key;
    QByteArray factsDigest;
    QString title;
    QString targetName;
};

// Writes one decision for each threat, in place of an earlier one. Accepting, transferring,
// avoiding or dismissing needs a reason. Treatment None takes decisions back.
Result<ModelEdit> decideThreats(const ThreatModel &model, const QList<DecidedThreat> &threats,
                                const DecisionText &text);
// Takes decisions back; those of orphans too.
Result<ModelEdit> clearDecisions(const ThreatModel &model, const QStringList &threatKeys);

} // namespace drawbridge
