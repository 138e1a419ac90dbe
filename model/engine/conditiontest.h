#pragma once

#include "model/cel/trace.h"
#include "model/engine/analysissession.h"

#include <functional>

namespace drawbridge {

// What a condition comes to for one record, or for one item of its list.
struct ConditionOutcome
{
    RecordKind kind = RecordKind::Element;
    IdText record;
    // Of the item, where the condition is about the items of a list.
    QString item;
    cel::TraceState state = cel::TraceState::OtherValue;
    // The value, where it is neither true nor false; what is wrong, of an error.
    QString text;
    // What would have to be known; and the same in words: "exposure", "web: networkEgress".
    QList<PropertyReference> unknown;
    QStringList unknownNames;
};

struct ConditionTest
{
    // Why the condition cannot be tried at all, with line and column within it.
    std::optional<Error> mistake;
    // In the order of names, then items.
    QList<ConditionOutcome> outcomes;
    // There were more records than were tried.
    bool stopped = false;
};

// Tries a condition on every record of a kind, as a rule `for` that kind would see it; `per` is
// empty or what such a rule iterates over ("mount"). `enough` is asked between records, so that a
// costly condition ends.
ConditionTest testCondition(const AnalysisInput &input, const QString &text, RecordKind kind,
                            const QString &per, const std::function<bool()> &enough = {});

// The kinds of records that conditions can be about.
QList<RecordKind> conditionKinds();
// What a rule for such records may iterate over.
QStringList iteratedWords(const RuleSet &rules, RecordKind kind);

// A name that may stand where the cursor is.
struct ConditionName
{
    QString name;
    // "bool", "list<string>", "function".
    QString type;
    // What the property schema says of it; may be empty.
    QString meaning;

    bool operator==(const ConditionName &) const = default;
};

struct ConditionCompletion
{
    // Where the word under the cursor begins.
    qsizetype from = 0;
    QList<ConditionName> names;
};

// The names that fit at a place of a condition that is being typed: fields after a dot, else
// variables and functions. Sorted; only those that begin with what is typed of the word.
ConditionCompletion completeCondition(const RuleSet &rules, RecordKind kind, const QString &per,
                                      const QString &text, qsizetype cursor);

} // namespace drawbridge
