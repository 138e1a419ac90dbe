#pragma once

#include "model/export/exportinput.h"

namespace drawbridge {

// Why a rule reports a record, or why it does not: each clause with the value of every part and
// where that came from; for a threat also the least change that would settle it.
struct Explanation
{
    // What is explained: "containers/privileged on web".
    QString subject;
    QList<RuleVerdict> verdicts;
    std::optional<SettlingChange> change;
};

struct NamedRecord
{
    RecordKind kind = RecordKind::Element;
    IdText id;
};

// The record of a name or id as tables and messages show it: "web", "web: GET /ping". A service
// goes before its image; an error names the ids where several records have the name.
Result<NamedRecord> recordCalled(const ThreatModel &model, const QString &wanted);

// Of a threat by its key; an error names keys that look like it.
Result<Explanation> explainThreat(const ExportInput &input, const QString &key);
// Of a rule by its key and a record by its id or name ("web", "web: GET /ping").
Result<Explanation> explainRule(const ExportInput &input, const QString &rule,
                                const QString &record);

QByteArray writeExplanationText(const Explanation &explanation);
// {"schema", "subject", "verdicts": [{"verdict", "reason", "clauses": [...]}], "change"}.
QByteArray writeExplanationJson(const Explanation &explanation);

} // namespace drawbridge
