#pragma once

#include "model/engine/ruleevaluator.h"
#include "model/engine/settlingchange.h"

#include <optional>

namespace drawbridge {

// Looks for the cheapest values of properties that would settle a threat. It tries what the schema
// suggests for the properties that the rule reads, cheapest first, evaluates the record with all
// rules each time, and refuses what would bring a threat that is as bad. Bounded in evaluations and
// in changes at once; the first found is the cheapest within these bounds.
class ChangeSearch
{
public:
    static constexpr int MostEvaluations = 400;
    static constexpr size_t MostChanges = 3;

    ChangeSearch(const RuleSet::Compiled &rules, const ThreatModel &model, RuleEvaluator &evaluator)
        : m_rules(rules)
        , m_model(model)
        , m_evaluator(evaluator)
    {
    }

    std::optional<SettlingChange> cheapest(const Threat &threat, NodeIndex target);

private:
    struct Attempt
    {
        int cost = 0;
        // Order in which attempts were thought of; decides among equal costs.
        int number = 0;
        std::vector<SupposedValue> values;
        QStringList texts;
        std::vector<int> costs;
    };
    enum class Effect { None, Worse, Mitigates, Removes };

    Effect effectOf(const Attempt &attempt, const Threat &threat, NodeIndex target);
    std::vector<PropertyRead> readsOf(const Threat &threat, NodeIndex target);
    void extend(const Attempt &attempt, const PropertyRead &read, std::vector<Attempt> &queue);
    void add(const Attempt &attempt, const PropertyRead &read, const Value &value,
             const QString &text, std::vector<Attempt> &queue);
    void addItemChanges(const Attempt &attempt, const PropertyRead &read, const ValueList &items,
                        const QString &where, std::vector<Attempt> &queue);
    SettlingChange changeOf(const Attempt &attempt, bool removes) const;

    const RuleSet::Compiled &m_rules;
    const ThreatModel &m_model;
    RuleEvaluator &m_evaluator;
    TargetResult m_before;
    std::vector<std::vector<SupposedValue>> m_seen;
    int m_count = 0;
};

} // namespace drawbridge
