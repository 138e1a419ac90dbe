#pragma once

#include "model/engine/ruleevaluator.h"

namespace drawbridge {

// Turns what conditions read into lines for people.
class BecauseWriter
{
public:
    BecauseWriter(const ThreatModel &model, RuleEvaluator &evaluator, NodeIndex target)
        : m_model(model)
        , m_evaluator(evaluator)
        , m_target(target)
    {
    }

    // Adds the properties that the condition's outcome rests on, each once.
    void explain(const cel::Program &condition);
    QList<BecauseItem> take() { return std::move(m_items); }

    // Everything that one part of a condition read: properties, and the leaves of computed ones,
    // structure and variables.
    QList<BecauseItem> valuesOf(const cel::TraceNode &part);

private:
    void explainRead(const QString &condition, const cel::TraceRead &read);
    void addStored(const QString &condition, const PropertyRead &read);
    void addStructure(const QString &condition, const cel::TraceRead &read);
    BecauseItem itemFor(const QString &condition, const PropertyRead &read) const;
    bool isListed(const PropertyRead &read) const;

    const ThreatModel &m_model;
    RuleEvaluator &m_evaluator;
    NodeIndex m_target;
    QList<BecauseItem> m_items;
    std::vector<PropertyRead> m_listed;
};

} // namespace drawbridge
