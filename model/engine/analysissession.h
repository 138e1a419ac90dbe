#pragma once

#include "model/core/change.h"
#include "model/engine/evidencefacts.h"
#include "model/engine/ledger.h"
#include "model/engine/ruleset.h"
#include "model/engine/ruleverdict.h"
#include "model/engine/settlingchange.h"
#include "model/engine/threat.h"

#include <QDate>

#include <functional>
#include <memory>

namespace drawbridge {

// Splits `count` items over threads and returns when all are done. Serial when not given.
using ParallelFor = std::function<void(
    qsizetype count, const std::function<void(qsizetype begin, qsizetype end)> &)>;

struct AnalysisInput
{
    ThreatModel model;
    std::shared_ptr<const PropertySchema> schema;
    std::shared_ptr<const RuleSet> rules;
    // What "today" is, for expiry of decisions.
    QDate date;
    ParallelFor parallelFor;
    // Scanner results tied to rules and records; null without evidence.
    std::shared_ptr<const EvidenceFacts> evidence = {};
};

struct ThreatDelta
{
    // Keys of threats that are gone, then threats that are new; one that changed is in both.
    QStringList removed;
    QStringList added;
    bool reset = false;
};

// A question that would settle threats: one per property, asked of one record.
struct OpenQuestion
{
    PropertyReference reference;
    // Keys of the threats that wait for it.
    QStringList threats;
    // Higher first; from the severities of the threats that it decides.
    int weight = 0;
};

struct ThreatSummary
{
    int total = 0;
    QMap<ThreatStatus, int> byStatus;
    QMap<Severity, int> bySeverity;
    QMap<Stride, int> byStride;
};

// Enumerates the threats of a model and keeps them up to date edit by edit. The same input gives
// the same threats in the same order (target id, then rule id, then discriminator), on any number
// of threads and whether reached by one reset or by any sequence of changes.
class AnalysisSession
{
public:
    AnalysisSession();
    ~AnalysisSession();
    AnalysisSession(AnalysisSession &&) noexcept;
    AnalysisSession &operator=(AnalysisSession &&) noexcept;

    void reset(AnalysisInput input);
    // The model after the change and what changed; re-evaluates only what can depend on it.
    ThreatDelta apply(const ThreatModel &after, const ChangeSet &changes);
    // What scanners say from now on; re-evaluates only the records that it says something else of.
    ThreatDelta setEvidence(std::shared_ptr<const EvidenceFacts> facts);

    const AnalysisInput &input() const;
    qsizetype size() const;
    // In order.
    const Threat &at(qsizetype index) const;
    const Threat *find(const QString &key) const;
    QList<const Threat *> threatsOf(RecordKind kind, const IdText &target) const;
    QString keyOf(const Threat &threat) const;

    // "pack/rule@target[#discriminator]"; `target` is the record's id.
    ThreatSummary summary() const;
    QList<OpenQuestion> openQuestions() const;
    // What was considered: every element, interface and flow, category by category; by kind, then
    // id.
    QList<LedgerRow> ledger() const;
    // Decisions whose threat is gone.
    QList<DecisionId> orphanedDecisions() const;
    // Problems in rules found while evaluating (a pack's bug is shown, never swallowed).
    QStringList ruleProblems() const;

    // Texts and explanation of one threat, rendered on demand.
    QString title(const Threat &threat) const;
    QString explanation(const Threat &threat) const;
    QList<BecauseItem> because(const Threat &threat) const;
    QList<ThreatTarget> targets(const Threat &threat) const;
    // Why a rule reports a record or why not: one verdict, of a rule over a list one an item.
    QList<RuleVerdict> verdicts(qsizetype rule, RecordKind kind, const IdText &record) const;
    // The least change of properties that would settle a threat, found by trying; nothing when
    // there is none within the bounds of the search.
    std::optional<SettlingChange> cheapestChange(const Threat &threat) const;
    // A property that is worked out (runsAsRoot, exposure), as conditions see it; nothing while it
    // cannot be told.
    std::optional<Value> computedValue(RecordKind kind, const IdText &record,
                                       PropertyIndex property) const;
    // SHA-256 over severity, rule version and the deciding facts; stored with a decision.
    QByteArray factsDigest(const Threat &threat) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace drawbridge
