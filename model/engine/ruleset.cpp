#include "model/engine/ruleset.h"

#include "model/cel/suggestion.h"
#include "model/engine/liveids.h"
#include "model/engine/packstack.h"

#include <algorithm>
#include <array>
#include <future>

namespace drawbridge {

// Severity from likelihood times impact (1 to 5 each):
//
//             impact 1  2  3  4  5
//   likelihood 1     i  i  l  l  l      i info      1-2
//              2     i  l  m  m  m      l low       3-5
//              3     l  m  m  h  h      m medium    6-11
//              4     l  m  h  h  c      h high     12-19
//              5     l  m  h  c  c      c critical 20-25
Severity severityFor(int likelihood, int impact)
{
    const int risk = likelihood * impact;
    if (risk >= 20)
        return Severity::Critical;
    if (risk >= 12)
        return Severity::High;
    if (risk >= 6)
        return Severity::Medium;
    return risk >= 3 ? Severity::Low : Severity::Info;
}

static int subKindCountOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Element:
        return 3;
    case RecordKind::Interface:
    case RecordKind::Boundary:
        return 7;
    case RecordKind::Flow:
        return 6;
    case RecordKind::Identity:
        return 4;
    default:
        return 1;
    }
}

const std::vector<int> &RuleSet::Compiled::candidates(RecordKind kind, int subKind,
                                                      bool runtime) const
{
    const int row = (static_cast<int>(kind) * SubKinds + subKind) * 2 + (runtime ? 1 : 0);
    return m_candidates[static_cast<size_t>(row)];
}

void RuleSet::Compiled::indexCandidates()
{
    m_candidates.assign(static_cast<size_t>(RecordKindCount * SubKinds * 2), {});
    for (size_t i = 0; i < rules.size(); ++i) {
        const CompiledRule &rule = rules[i];
        const int kind = static_cast<int>(rule.info.appliesTo);
        for (int subKind = 0; subKind < subKindCountOf(rule.info.appliesTo); ++subKind) {
            if (rule.kinds && !(rule.kinds & (1U << subKind)))
                continue;
            for (int runtime = 0; runtime < 2; ++runtime) {
                if (rule.runtime && *rule.runtime != (runtime == 1))
                    continue;
                const int row = (kind * SubKinds + subKind) * 2 + runtime;
                m_candidates[static_cast<size_t>(row)].push_back(static_cast<int>(i));
            }
        }
    }
}

RuleSet::RuleSet() = default;
RuleSet::~RuleSet() = default;

qsizetype RuleSet::size() const
{
    return static_cast<qsizetype>(m_compiled->rules.size());
}

const RuleInfo &RuleSet::info(qsizetype index) const
{
    return m_compiled->rules[static_cast<size_t>(index)].info;
}

qsizetype RuleSet::find(const QString &key) const
{
    return m_compiled->byKey.value(key, -1);
}

// Whether one comes back to a rule by going from each to those that hide it.
static bool hidesItself(const std::vector<CompiledRule> &rules, int start)
{
    std::vector<bool> seen(rules.size(), false);
    std::vector<int> ahead = rules[static_cast<size_t>(start)].subsumedBy;
    while (!ahead.empty()) {
        const int rule = ahead.back();
        ahead.pop_back();
        if (rule == start)
            return true;
        if (seen[static_cast<size_t>(rule)])
            continue;
        seen[static_cast<size_t>(rule)] = true;
        const std::vector<int> &next = rules[static_cast<size_t>(rule)].subsumedBy;
        ahead.insert(ahead.end(), next.begin(), next.end());
    }
    return false;
}

// Former keys give way to current ones; an unknown rule in subsumedBy is a mistake, one that was
// switched off hides nothing.
static void connectRules(RuleSet::Compiled &compiled, const QSet<QString> &switchedOff,
                         Diagnostics &diagnostics)
{
    QStringList keys;
    for (size_t i = 0; i < compiled.rules.size(); ++i) {
        compiled.byKey.insert(compiled.rules[i].info.key, static_cast<int>(i));
        keys += compiled.rules[i].info.key;
    }
    for (size_t i = 0; i < compiled.rules.size(); ++i) {
        for (const QString &former : compiled.rules[i].info.formerly) {
            if (!compiled.byKey.contains(former))
                compiled.byKey.insert(former, static_cast<int>(i));
        }
    }
    for (CompiledRule &rule : compiled.rules) {
        for (const QString &key : rule.subsumedByKeys) {
            const int other = compiled.byKey.value(key, -1);
            if (other >= 0)
                rule.subsumedBy.push_back(other);
            else if (!switchedOff.contains(key))
                diagnostics += Diagnostic {DiagnosticSeverity::Error,
                                           QStringLiteral("there is no rule '%1'").arg(key)
                                               + cel::didYouMean(key, keys),
                                           rule.info.where};
        }
    }
    for (size_t i = 0; i < compiled.rules.size(); ++i) {
        if (hidesItself(compiled.rules, static_cast<int>(i)))
            diagnostics += Diagnostic {
                DiagnosticSeverity::Error,
                QStringLiteral("'subsumedBy' leads from '%1' back to it, so that neither would "
                               "ever be shown")
                    .arg(compiled.rules[i].info.key),
                compiled.rules[i].info.where};
    }
    compiled.indexCandidates();
    compiled.filter.build(compiled.rules, compiled.vocabulary);
}

QString nameOf(PackOrigin origin)
{
    static constexpr std::array names {"built-in", "user", "project", "command-line"};
    return QLatin1String(names[static_cast<size_t>(origin)]);
}

QString nameOf(RuleChange::Kind kind)
{
    return kind == RuleChange::Kind::Overridden ? QStringLiteral("overridden")
                                                : QStringLiteral("switched-off");
}

const QList<RuleChange> &RuleSet::changes() const
{
    return m_compiled->changes;
}

Result<std::shared_ptr<const RuleSet>> RuleSet::load(const QList<RulePackFile> &packs,
                                                     std::shared_ptr<const PropertySchema> schema,
                                                     Diagnostics *diagnostics,
                                                     const CatalogSnapshot *catalogs)
{
    Diagnostics found;
    if (!schema)
        schema = std::make_shared<const PropertySchema>();
    std::shared_ptr<RuleSet> set(new RuleSet);
    set->m_compiled = std::make_unique<Compiled>(std::move(schema));
    PackStack stack(found);
    // Parsing takes most of the time, and every command that analyzes waits for it.
    std::vector<std::future<Result<TreeDocument>>> parsing;
    for (const RulePackFile &pack : packs)
        parsing.push_back(
            std::async([&pack] { return TreeDocument::parseYaml(pack.bytes, pack.fileName); }));
    for (qsizetype i = 0; i < packs.size(); ++i) {
        Result<TreeDocument> document = parsing[static_cast<size_t>(i)].get();
        if (!document) {
            found += Diagnostic {DiagnosticSeverity::Error, document.error().message,
                                 document.error().where};
            continue;
        }
        RuleReader reader(set->m_compiled->vocabulary, found);
        stack.add(reader.readPack(document->root()), packs[i].origin);
    }
    const QSet<QString> switchedOff = stack.finish(*set->m_compiled);
    connectRules(*set->m_compiled, switchedOff, found);
    if (catalogs) {
        for (CompiledRule &rule : set->m_compiled->rules)
            followCatalogs(rule.info, *catalogs, found);
    }
    if (diagnostics)
        *diagnostics = found;
    for (const Diagnostic &diagnostic : std::as_const(found)) {
        if (diagnostic.severity == DiagnosticSeverity::Error)
            return Error {ErrorCode::InvalidInput, diagnostic.message, diagnostic.where};
    }
    return std::shared_ptr<const RuleSet>(std::move(set));
}

} // namespace drawbridge
