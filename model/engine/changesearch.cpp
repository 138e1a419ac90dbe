#include "model/engine/changesearch.h"

#include "model/core/names.h"

#include <algorithm>

namespace drawbridge {

// A list with more items is changed as a whole only.
static constexpr qsizetype MostItems = 20;

static bool isSameThreat(const Threat &a, const Threat &b)
{
    return a.rule == b.rule && a.discriminator == b.discriminator;
}

// A threat that the change brings is worse when it counts as much as the one that it settles.
static bool isWorse(const Threat &brought, const Threat &settled, const TargetResult &before)
{
    if (brought.severity > settled.severity || brought.status == ThreatStatus::Mitigated)
        return false;
    return std::none_of(before.threats.begin(), before.threats.end(),
                        [&](const Threat &known) { return isSameThreat(known, brought); });
}

ChangeSearch::Effect ChangeSearch::effectOf(const Attempt &attempt, const Threat &threat,
                                            NodeIndex target)
{
    TargetResult after;
    FactReader &reader = m_evaluator.context().reader();
    reader.suppose(&attempt.values);
    m_evaluator.judge(target, after);
    reader.suppose(nullptr);
    Effect effect = Effect::Removes;
    for (const Threat &found : after.threats) {
        if (isSameThreat(found, threat))
            effect = found.status == ThreatStatus::Mitigated ? Effect::Mitigates : Effect::None;
        else if (isWorse(found, threat, m_before))
            return Effect::Worse;
    }
    return effect;
}

// What the conditions of the threat's rule look at under the values of an attempt.
std::vector<PropertyRead> ChangeSearch::readsOf(const Threat &threat, NodeIndex target)
{
    const CompiledRule &rule = m_rules.rules[static_cast<size_t>(threat.rule)];
    std::vector<PropertyRead> reads;
    if (rule.per)
        reads.push_back({target, rule.per->property});
    if (m_evaluator.focus(threat, target)) {
        for (const PropertyRead &read : m_evaluator.decidingFactsOf(rule))
            reads.push_back(read);
    }
    std::vector<PropertyRead> once;
    for (const PropertyRead &read : reads) {
        if (std::find(once.begin(), once.end(), read) == once.end())
            once.push_back(read);
    }
    return once;
}

void ChangeSearch::add(const Attempt &attempt, const PropertyRead &read, const Value &value,
                       const QString &text, std::vector<Attempt> &queue)
{
    Attempt next = attempt;
    next.values.push_back({read.node, read.property, value});
    std::sort(next.values.begin(), next.values.end(),
              [](const SupposedValue &a, const SupposedValue &b) {
                  return std::tie(a.node, a.property) < std::tie(b.node, b.property);
              });
    if (std::find(m_seen.begin(), m_seen.end(), next.values) != m_seen.end())
        return;
    m_seen.push_back(next.values);
    const auto place =
        std::find_if(next.values.begin(), next.values.end(),
                     [&](const SupposedValue &each) {
                         return each.node == read.node && each.property == read.property;
                     })
        - next.values.begin();
    const int cost = m_rules.vocabulary.schema().definition(read.property).cost;
    next.texts.insert(static_cast<qsizetype>(place), text);
    next.costs.insert(next.costs.begin() + place, cost);
    next.cost += cost;
    next.number = ++m_count;
    queue.push_back(std::move(next));
}

// One item less, or one with another field.
void ChangeSearch::addItemChanges(const Attempt &attempt, const PropertyRead &read,
                                  const ValueList &items, const QString &where,
                                  std::vector<Attempt> &queue)
{
    const PropertyDefinition &definition = m_rules.vocabulary.schema().definition(read.property);
    const bool mayShrink = definition.suggested.contains(Value(ValueList()));
    for (qsizetype i = 0; i < items.size() && items.size() <= MostItems; ++i) {
        const QString item = m_evaluator.itemName(read.property, items.at(i));
        for (auto field = definition.suggestedFields.begin();
             field != definition.suggestedFields.end(); ++field) {
            const ValueMap *map = items.at(i).asMap();
            if (!map || map->value(field.key()) == field.value())
                continue;
            ValueMap changed = *map;
            changed.insert(field.key(), field.value());
            ValueList list = items;
            list[i] = changed;
            add(attempt, read, list,
                QStringLiteral("set %1 of %2 to %3 in %4 of %5")
                    .arg(field.key(), item, field.value().toDisplayString(), definition.label,
                         where),
                queue);
        }
        if (!mayShrink || items.size() < 2)
            continue;
        ValueList fewer = items;
        fewer.removeAt(i);
        add(attempt, read, fewer,
            QStringLiteral("remove %1 from %2 of %3").arg(item, definition.label, where), queue);
    }
}

void ChangeSearch::extend(const Attempt &attempt, const PropertyRead &read,
                          std::vector<Attempt> &queue)
{
    const PropertyDefinition &definition = m_rules.vocabulary.schema().definition(read.property);
    const bool isTaken =
        std::any_of(attempt.values.begin(), attempt.values.end(), [&](const SupposedValue &each) {
            return each.node == read.node && each.property == read.property;
        });
    if (definition.computed || isTaken || read.node == NoNode)
        return;
    FactReader &reader = m_evaluator.context().reader();
    const ModelNode &node = reader.index().node(read.node);
    if (!node.alive)
        return;
    const QString name = recordName(m_model, node.kind, node.id);
    const QString where = name.isEmpty() ? node.id.toString() : name;
    const KnownProperty known = reader.property(read.node, read.property);
    const ValueList *items = known.value ? known.value->asList() : nullptr;
    if (items)
        addItemChanges(attempt, read, *items, where, queue);
    for (const Value &value : definition.suggested) {
        if (known.value && *known.value == value)
            continue;
        const ValueList *list = value.asList();
        const QString text = list && list->isEmpty()
            ? QStringLiteral("remove everything from %1 of %2").arg(definition.label, where)
            : QStringLiteral("set %1 to %2 on %3")
                  .arg(definition.label, value.toDisplayString(), where);
        add(attempt, read, value, text, queue);
    }
}

SettlingChange ChangeSearch::changeOf(const Attempt &attempt, bool removes) const
{
    SettlingChange change;
    change.cost = attempt.cost;
    change.removes = removes;
    const ModelIndex &index = m_evaluator.context().reader().index();
    for (size_t i = 0; i < attempt.values.size(); ++i) {
        const SupposedValue &value = attempt.values[i];
        const ModelNode &node = index.node(value.node);
        change.changes += PropertyChange {{node.kind, node.id, value.property},
                                          value.value,
                                          attempt.texts.at(static_cast<qsizetype>(i)),
                                          attempt.costs[i]};
    }
    return change;
}

std::optional<SettlingChange> ChangeSearch::cheapest(const Threat &threat, NodeIndex target)
{
    if (threat.rule < 0 || target == NoNode)
        return std::nullopt;
    m_evaluator.judge(target, m_before);
    FactReader &reader = m_evaluator.context().reader();
    const auto later = [](const Attempt &a, const Attempt &b) {
        return std::tie(a.cost, a.number) > std::tie(b.cost, b.number);
    };
    std::vector<Attempt> queue {Attempt()};
    for (int tried = 0; !queue.empty() && tried < MostEvaluations; ++tried) {
        std::pop_heap(queue.begin(), queue.end(), later);
        const Attempt attempt = std::move(queue.back());
        queue.pop_back();
        if (!attempt.values.empty()) {
            const Effect effect = effectOf(attempt, threat, target);
            if (effect == Effect::Removes || effect == Effect::Mitigates)
                return changeOf(attempt, effect == Effect::Removes);
        }
        if (attempt.values.size() >= MostChanges)
            continue;
        reader.suppose(&attempt.values);
        for (const PropertyRead &read : readsOf(threat, target)) {
            const size_t before = queue.size();
            extend(attempt, read, queue);
            for (size_t i = before; i < queue.size(); ++i)
                std::push_heap(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(i + 1),
                               later);
        }
        reader.suppose(nullptr);
    }
    return std::nullopt;
}

} // namespace drawbridge
