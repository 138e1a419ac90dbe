#pragma once

#include "model/engine/analysissession.h"
#include "model/engine/evidenceindex.h"
#include "model/engine/factreader.h"

namespace drawbridge {

// A model, and what scanners observed of it, made ready for conditions to read outside of a
// session.
class ModelReading
{
public:
    // The input's model and rules are kept.
    explicit ModelReading(const AnalysisInput &input);
    ModelReading(const ModelReading &) = delete;
    ModelReading &operator=(const ModelReading &) = delete;

    const RuleSet::Compiled &rules() const { return m_rules->compiled(); }
    const ThreatModel &model() const { return m_model; }
    const ModelIndex &index() const { return m_index; }
    const Facts &facts() const { return m_facts; }

private:
    ThreatModel m_model;
    std::shared_ptr<const RuleSet> m_rules;
    FactProperties m_properties;
    ModelIndex m_index;
    EvidenceIndex m_evidence;
    Facts m_facts;
};

} // namespace drawbridge
