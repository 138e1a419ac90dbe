#pragma once

#include "model/cel/trace.h"
#include "model/engine/threat.h"

namespace drawbridge {

// What a rule makes of one record, or of one item of its list.
enum class Verdict : quint8 { Reports, Asks, Silent };

// The part of a rule that ended its judgement.
enum class StoppedBy : quint8 {
    Nothing,
    Record, // out of scope, vanished, not confirmed
    Kind,
    Runtime,
    Technology,
    Attacker,
    Implied,
    Items,
    Applies,
    When,
    Ask, // the exposure is not known, and the rule does not ask here
    Unless,
    SubsumedBy,
};

// "applies", "subsumedBy": the key of a rule that it stands for.
QString nameOf(StoppedBy stop);
QString nameOf(Verdict verdict);
QString nameOf(cel::TraceState state);

// A part of a condition with what it came to; parts stand in the order of the text, `depth` tells
// what contains what.
struct ConditionPart
{
    int depth = 0;
    QString text;
    cel::TraceState state = cel::TraceState::Skipped;
    QString error;
    // The outcome of the whole rests on it.
    bool decisive = false;
    // What it read, and where that came from; only of the smallest parts.
    QList<BecauseItem> values;
};

struct ClauseVerdict
{
    // "applies", "when", "unless", "satisfied".
    QString clause;
    // Id of the mitigation, of a `satisfied`.
    QString mitigation;
    QString condition;
    cel::TraceState state = cel::TraceState::Skipped;
    QList<ConditionPart> parts;
};

// Why a rule reports a record, or why not.
struct RuleVerdict
{
    int rule = -1;
    RecordKind kind = RecordKind::Element;
    IdText record;
    // Of the item, where the rule judges the items of a list.
    QString discriminator;
    Verdict verdict = Verdict::Silent;
    StoppedBy stoppedBy = StoppedBy::Nothing;
    // One sentence without a full stop: what stopped the rule, or that it reports.
    QString reason;
    // Of the threat, where there is one.
    QString threatKey;
    ThreatStatus status = ThreatStatus::Open;
    // Rules that report in its place.
    QStringList subsumedBy;
    QList<ClauseVerdict> clauses;
};

} // namespace drawbridge
