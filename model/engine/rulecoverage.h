#pragma once

#include "model/engine/catalogsnapshot.h"
#include "model/engine/ruleset.h"

#include <array>

namespace drawbridge {

// A rule behind a technique, and the properties by which a design enables it.
struct RuleLink
{
    qsizetype rule = -1;
    // What the rule names: the technique itself or, for a parent, a sub-technique.
    QString technique;
    // "runtime.privileged", "host.daemonApi": what its exposure depends on.
    QStringList properties;
};

// The techniques and texts of the catalog live as long as its snapshot.
struct TechniqueCoverage
{
    const Technique *technique = nullptr;
    std::vector<RuleLink> rules;
};

// How many rules judge one kind of record by each letter.
struct StrideChartRow
{
    // "external-entity", "process", "data-store", "data-flow", "interface", "host", ...
    QString kind;
    // In the order of Stride.
    std::array<int, 6> rules {};
};

// The techniques of the Containers platform in the catalog's order, each with every rule that names
// it. A technique that is shown by its sub-techniques has their rules.
std::vector<TechniqueCoverage> techniqueCoverage(const RuleSet &rules,
                                                 const CatalogSnapshot &catalog);
// Kinds that no rule judges are left out.
std::vector<StrideChartRow> strideChart(const RuleSet &rules);
// The properties that decide whether a rule's exposure is there, sorted.
QStringList enablingProperties(const RuleSet &rules, qsizetype rule);

} // namespace drawbridge
