#include "model/engine/rulecoverage.h"

#include "model/core/names.h"
#include "model/engine/compiledrule.h"
#include "model/schema/scopenames.h"

#include <algorithm>
#include <set>

namespace drawbridge {

static QString propertyName(const Vocabulary &vocabulary, PropertyIndex property)
{
    const PropertyDefinition &definition = vocabulary.schema().definition(property);
    return nameOf(definition.scope) + u'.' + definition.name;
}

// The property behind a field that a condition reads: its own, or the list that holds the item.
static PropertyIndex propertyBehind(const Vocabulary &vocabulary, const cel::ReadSet::Field &field)
{
    const QList<PropertyDefinition> &definitions = vocabulary.schema().definitions();
    if (!vocabulary.isItemType(field.objectType))
        return field.field < definitions.size() ? field.field : NoProperty;
    for (const PropertyDefinition &definition : definitions) {
        if (vocabulary.itemObjectType(definition.index) == field.objectType)
            return definition.index;
    }
    return NoProperty;
}

QStringList enablingProperties(const RuleSet &rules, qsizetype index)
{
    const Vocabulary &vocabulary = rules.compiled().vocabulary;
    const CompiledRule &rule = rules.compiled().rules[static_cast<size_t>(index)];
    std::set<QString> names;
    if (rule.per)
        names.insert(propertyName(vocabulary, rule.per->property));
    for (const cel::Program *program : {&rule.applies, &rule.when}) {
        if (program->isEmpty())
            continue;
        for (const cel::ReadSet::Field &field : program->reads().fields) {
            const PropertyIndex property = propertyBehind(vocabulary, field);
            if (property != NoProperty)
                names.insert(propertyName(vocabulary, property));
        }
    }
    // What rests on the structure alone is told by the kind of record.
    if (names.empty())
        names.insert(nameOf(rule.info.appliesTo) + QStringLiteral(".kind"));
    return QStringList(names.begin(), names.end());
}

static void linkRules(TechniqueCoverage &coverage, const QString &technique, const RuleSet &rules)
{
    for (qsizetype i = 0; i < rules.size(); ++i) {
        if (rules.info(i).attack.contains(technique))
            coverage.rules.push_back({i, technique, enablingProperties(rules, i)});
    }
}

std::vector<TechniqueCoverage> techniqueCoverage(const RuleSet &rules,
                                                 const CatalogSnapshot &catalog)
{
    std::vector<TechniqueCoverage> all;
    for (const Technique *technique : catalog.containerTechniques()) {
        TechniqueCoverage coverage;
        coverage.technique = technique;
        linkRules(coverage, technique->id, rules);
        if (technique->designClass == DesignClass::RollUp) {
            for (const Technique *child : catalog.subTechniques(technique->id))
                linkRules(coverage, child->id, rules);
        }
        all.push_back(std::move(coverage));
    }
    return all;
}

// The rows of the chart that a rule counts for: bit i is the i-th kind.
static quint32 judgedKinds(const CompiledRule &rule, const PropertySchema &schema, int count)
{
    const quint32 kinds = rule.kinds ? rule.kinds : (1U << count) - 1;
    const bool ofContainers = rule.runtime.value_or(false)
        || (rule.per && schema.definition(rule.per->property).scope == PropertyScope::Runtime);
    // Containers are processes and stores.
    if (rule.info.appliesTo == RecordKind::Element && ofContainers)
        return kinds & ~(1U << static_cast<int>(ElementKind::ExternalEntity));
    return kinds;
}

static void addRows(std::vector<StrideChartRow> &chart, const RuleSet &rules, RecordKind kind,
                    const QStringList &names)
{
    for (qsizetype i = 0; i < names.size(); ++i) {
        StrideChartRow row {names[i], {}};
        for (const CompiledRule &rule : rules.compiled().rules) {
            const quint32 judged = judgedKinds(rule, rules.compiled().vocabulary.schema(),
                                               static_cast<int>(names.size()));
            if (rule.info.appliesTo == kind && (judged & (1U << i)))
                ++row.rules[static_cast<size_t>(rule.info.stride)];
        }
        if (std::any_of(row.rules.begin(), row.rules.end(), [](int count) { return count > 0; }))
            chart.push_back(std::move(row));
    }
}

// All records of a kind in one row.
static void addRow(std::vector<StrideChartRow> &chart, const RuleSet &rules, RecordKind kind)
{
    StrideChartRow row {nameOf(kind), {}};
    int count = 0;
    for (const CompiledRule &rule : rules.compiled().rules) {
        if (rule.info.appliesTo != kind)
            continue;
        ++row.rules[static_cast<size_t>(rule.info.stride)];
        ++count;
    }
    if (count > 0)
        chart.push_back(std::move(row));
}

std::vector<StrideChartRow> strideChart(const RuleSet &rules)
{
    std::vector<StrideChartRow> chart;
    addRows(chart, rules, RecordKind::Element, allNames<ElementKind>());
    addRow(chart, rules, RecordKind::Flow);
    addRow(chart, rules, RecordKind::Interface);
    addRows(chart, rules, RecordKind::Boundary, allNames<BoundaryKind>());
    for (RecordKind kind : {RecordKind::Image, RecordKind::Identity, RecordKind::Project})
        addRow(chart, rules, kind);
    return chart;
}

} // namespace drawbridge
