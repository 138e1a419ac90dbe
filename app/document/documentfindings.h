#pragma once

#include "app/services/projectevidence.h"
#include "model/core/change.h"
#include "model/engine/ruleset.h"

namespace drawbridge {

// What scanners found in an open project; follows its edits.
class DocumentFindings
{
public:
    // Without a table nothing is found.
    void start(std::shared_ptr<const ScannerTable> table, std::shared_ptr<const RuleSet> rules,
               std::shared_ptr<const PropertySchema> schema, const QDate &today);
    void setEvidence(ProjectEvidence evidence) { m_evidence = std::move(evidence); }

    const ProjectEvidence &evidence() const { return m_evidence; }
    const Findings &findings() const { return m_findings; }
    // Finds again where an edit can have changed what results speak of; whether it did.
    bool follow(const ThreatModel &model, const ChangeSet &changes);
    void find(const ThreatModel &model);

private:
    std::shared_ptr<const ScannerTable> m_table;
    std::shared_ptr<const RuleSet> m_rules;
    std::shared_ptr<const PropertySchema> m_schema;
    QDate m_today;
    ProjectEvidence m_evidence;
    Findings m_findings;
};

} // namespace drawbridge
