#pragma once

#include "model/cel/fieldtest.h"
#include "model/core/propertyset.h"
#include "model/engine/vocabulary.h"

#include <vector>

namespace drawbridge {

struct CompiledRule;

// Tells at once which rules cannot report a record because of what the record's own properties say,
// without evaluating any. For every property it knows the tests that rules put to it; counting, for
// each rule, those that fail costs no more than going through what is stored.
//
// Only properties for which nobody but the record and its platform answers count: not the inherited
// and the computed ones. What fails is certain, so that leaving those rules out changes no threat.
class RuleFilter
{
public:
    // By rule: how many of its tests fail. A rule with none may report.
    using Failures = std::vector<quint16>;

    // The vocabulary lives as long as the filter.
    void build(const std::vector<CompiledRule> &rules, const Vocabulary &vocabulary);
    void count(const PropertySet &properties, const QString &platform, Failures &failures) const;

private:
    struct Guard
    {
        size_t rule = 0;
        cel::FieldTest test;
        // Of a rule that judges the items of a list: the list has some.
        bool wantsItems = false;
        // Also not knowing ends the rule.
        bool wantsKnown = false;
    };

    void addGuards(size_t index, const CompiledRule &rule);
    void addGuard(PropertyIndex property, const Guard &guard);
    Failures failuresOf(const PropertyDefaults &defaults) const;
    static bool fails(const Guard &guard, const Value *value, cel::Scratch &scratch);

    const Vocabulary *m_vocabulary = nullptr;
    size_t m_rules = 0;
    // By property.
    std::vector<std::vector<Guard>> m_guards;
    // With nothing stored: on each platform that has defaults, and elsewhere.
    QHash<QString, Failures> m_silent;
    PropertyDefaults m_noDefaults;
    Failures m_unknown;
};

} // namespace drawbridge
