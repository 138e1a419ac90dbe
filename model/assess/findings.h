#pragma once

#include "model/assess/evidencematch.h"
#include "model/engine/evidencefacts.h"
#include "model/engine/ruleset.h"
#include "model/evidence/scannertable.h"

namespace drawbridge {

// Whether a finding counts, and why not.
enum class FindingState : quint8 {
    Open,
    Stale, // its subject changed since the scan; nobody knows whether it still holds
    Suppressed,
    NotApplicable,
    Passed,
    Unchecked, // the tool could not tell
};

// A threat that a finding speaks of: same weakness by the table of checks, and same record.
struct FindingTie
{
    QString rule;
    RecordKind kind = RecordKind::Element;
    IdText record;
    // The check looks at the exposure itself; a failure contradicts mitigations.
    bool decides = false;
    bool contradicts = true;

    bool operator==(const FindingTie &) const = default;
};

// What a scan says of a property of a record.
struct FindingClaim
{
    RecordKind kind = RecordKind::Element;
    IdText record;
    PropertyIndex property = NoProperty;
    Value value;
    // One item of a list to which others may come.
    bool isItem = false;
    bool decides = false;

    bool operator==(const FindingClaim &) const = default;
};

// Where one result stands in the Evidence value.
struct FindingSource
{
    qsizetype run = 0;
    qsizetype result = 0;

    bool operator==(const FindingSource &) const = default;
};

// What scanners say of one thing: results of several tools that mean the same are one finding.
struct Finding
{
    // At least one; the first tells check, title and place.
    QList<FindingSource> sources;
    EvidenceMatch match;
    FindingState state = FindingState::Open;
    // Why it does not count.
    QString reason;
    // The worst that its sources say.
    Severity severity = Severity::Info;
    QList<FindingTie> ties;
    QList<FindingClaim> claims;
    // The decision that speaks of it; empty without one.
    FindingDecisionId decision;

    bool counts() const { return state == FindingState::Open || state == FindingState::Stale; }
};

// What the files that were scanned are now: path as the scan wrote it to digest ("sha256:..."),
// empty for a file that is gone. Files that nobody looked at are missing.
using SubjectDigests = QHash<QString, QString>;

// What findings are made of; what it points to outlives the making.
struct FindingInput
{
    std::shared_ptr<const Evidence> evidence;
    const ThreatModel *model = nullptr;
    const ScannerTable *table = nullptr;
    const RuleSet *rules = nullptr;
    const PropertySchema *schema = nullptr;
    // For the expiry of suppressions.
    QDate today;
    SubjectDigests digests;
    // The evidence is the one that the project names; if not, its passes do not count.
    bool isKnown = true;
};

// All findings of a project, in the order of the evidence, and what they mean to the engine.
class Findings
{
public:
    static Findings find(const FindingInput &input);

    const QList<Finding> &all() const { return m_all; }
    const EvidenceRun &run(const Finding &finding, qsizetype source = 0) const;
    const EvidenceResult &result(const Finding &finding, qsizetype source = 0) const;
    // Names of the tools, each once: "grype, trivy".
    QString tools(const Finding &finding) const;

    const std::shared_ptr<const EvidenceFacts> &facts() const { return m_facts; }
    // Positions of the findings tied to a threat of this rule and record.
    QList<qsizetype> of(const QString &rule, const IdText &record) const;
    QList<qsizetype> ofRecord(RecordKind kind, const IdText &record) const;
    // Whether a tool looked at a record, as far as it tells.
    bool covers(const QString &tool, RecordKind kind, const IdText &record) const;
    // -1 where no finding holds a result of this fingerprint.
    qsizetype find(const QString &fingerprint) const;

private:
    friend class FindingSearch;

    std::shared_ptr<const Evidence> m_evidence = std::make_shared<Evidence>();
    QList<Finding> m_all;
    std::shared_ptr<const EvidenceFacts> m_facts;
    QMultiHash<std::pair<QString, IdText>, qsizetype> m_byTie;
    QMultiHash<std::pair<int, IdText>, qsizetype> m_byRecord;
    // Tool and record; and tools that do not tell what they looked at.
    QSet<std::pair<QString, IdText>> m_covered;
    QSet<QString> m_silentTools;
};

// "bandit B307", and "web/app.py:38" or what else it looked at.
QString checkLabel(const QString &tool, const EvidenceResult &result);
QString placeLabel(const EvidenceResult &result);

// Rules of the record that share a weakness number with a finding which the table does not tie:
// worth a look, and no more.
QStringList suggestedRules(const Findings &findings, const Finding &finding, const RuleSet &rules);

} // namespace drawbridge
