#include "model/engine/rulefilter.h"

#include "model/engine/compiledrule.h"

namespace drawbridge {

static bool isScalar(const PropertyType &type)
{
    return type.kind == PropertyKind::Bool || type.kind == PropertyKind::Int
        || type.kind == PropertyKind::Double || type.kind == PropertyKind::String
        || type.kind == PropertyKind::Enum;
}

void RuleFilter::addGuard(PropertyIndex property, const Guard &guard)
{
    // Structural fields have numbers beyond those of properties.
    if (property >= m_guards.size() || m_vocabulary->inheritedFromBoundary(property) != NoProperty)
        return;
    const PropertyDefinition &definition = m_vocabulary->schema().definition(property);
    if (!definition.computed && (guard.wantsItems || isScalar(definition.type)))
        m_guards[property].push_back(guard);
}

void RuleFilter::addGuards(size_t index, const CompiledRule &rule)
{
    const auto self = static_cast<quint16>(VariableSlot::Self);
    const auto add = [&](const cel::Program &condition, bool wantsKnown) {
        for (const cel::FieldTest &test : condition.requiredTests(self))
            addGuard(test.field, {index, test, false, wantsKnown});
    };
    add(rule.applies, true);
    add(rule.when, rule.ask == AskPolicy::Never);
    if (rule.per)
        addGuard(rule.per->property, {index, {}, true, true});
}

bool RuleFilter::fails(const Guard &guard, const Value *value, cel::Scratch &scratch)
{
    if (!value)
        return guard.wantsKnown;
    if (guard.wantsItems)
        return !value->asList() || value->asList()->isEmpty();
    return guard.test.isFalseFor(cel::CelValue::fromValue(*value), scratch);
}

RuleFilter::Failures RuleFilter::failuresOf(const PropertyDefaults &defaults) const
{
    cel::Scratch scratch;
    Failures failures(m_rules, 0);
    for (size_t property = 0; property < m_guards.size(); ++property) {
        for (const Guard &guard : m_guards[property]) {
            if (fails(guard, defaults[property], scratch))
                ++failures[guard.rule];
        }
    }
    return failures;
}

void RuleFilter::build(const std::vector<CompiledRule> &rules, const Vocabulary &vocabulary)
{
    m_vocabulary = &vocabulary;
    m_rules = rules.size();
    const auto properties = static_cast<size_t>(vocabulary.schema().definitions().size());
    m_guards.assign(properties, {});
    for (size_t i = 0; i < rules.size(); ++i)
        addGuards(i, rules[i]);
    m_noDefaults.assign(properties, nullptr);
    m_unknown = failuresOf(m_noDefaults);
    m_silent.clear();
    for (const QString &platform : vocabulary.platforms())
        m_silent.insert(platform, failuresOf(*vocabulary.defaultsOn(platform)));
}

void RuleFilter::count(const PropertySet &properties, const QString &platform,
                       Failures &failures) const
{
    const PropertyDefaults *known =
        platform.isEmpty() ? nullptr : m_vocabulary->defaultsOn(platform);
    const PropertyDefaults &defaults = known ? *known : m_noDefaults;
    failures = known ? *m_silent.constFind(platform) : m_unknown;
    cel::Scratch scratch;
    for (const PropertyEntry &entry : properties.entries()) {
        const Claim &claim = entry.effective();
        for (const Guard &guard : m_guards[entry.property]) {
            if (fails(guard, defaults[entry.property], scratch))
                --failures[guard.rule];
            // What makes no sense for the record is left to the evaluation.
            if (!claim.notApplicable && fails(guard, &claim.value, scratch))
                ++failures[guard.rule];
        }
    }
}

} // namespace drawbridge
