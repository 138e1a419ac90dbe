#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/threat.h"

#include <memory>
#include <vector>

namespace drawbridge {

struct RuleMitigation
{
    QString id;
    QString title;
    QString description;
    MitigationEffect effect = MitigationEffect::Prevents;
    // NIST SP 800-53 controls that it supports.
    QStringList nist;
    // CIS benchmark items by title and version, where one exists.
    QStringList cis;
    // Controls of the Kubernetes Pod Security Standards by name and level, where one exists.
    QStringList pss;
};

// What panels, tables and reports may know of a rule; the compiled conditions stay inside.
struct RuleInfo
{
    // "containers/privileged".
    QString key;
    QString id;
    QString pack;
    QStringList formerly;
    Stride stride = Stride::Spoofing;
    // What it judges.
    RecordKind appliesTo = RecordKind::Element;
    // "mount", "port", "parameter", ... or empty.
    QString per;
    // "internet", "authenticated-user", "compromised-container", "same-network", "operator",
    // "supply-chain".
    QString attacker;
    int likelihood = 3;
    int impact = 3;
    // From likelihood and impact without modifiers.
    Severity severity = Severity::Medium;
    // With placeholders, as written in the pack.
    QString title;
    QString explanation;
    QString falsePositives;
    QStringList cwe;
    QStringList capec;
    QStringList attack;
    // Union over the mitigations, sorted.
    QStringList nist;
    QStringList references;
    QList<RuleMitigation> mitigations;
    QString applies;
    QString when;
    QString unless;
    SourceLocation where;
};

struct RulePackFile
{
    QString fileName;
    QByteArray bytes;
};

// Compiled rules, immutable and shared between sessions and threads.
class RuleSet
{
public:
    ~RuleSet();

    // Later packs override rules of earlier ones by key. Everything wrong in a pack is an error
    // with file, line and column; the first is returned, `diagnostics` (if given) gets all.
    static Result<std::shared_ptr<const RuleSet>> load(const QList<RulePackFile> &packs,
                                                       std::shared_ptr<const PropertySchema> schema,
                                                       Diagnostics *diagnostics = nullptr);

    qsizetype size() const;
    const RuleInfo &info(qsizetype index) const;
    // Position of a rule key, current or former; -1 when there is none.
    qsizetype find(const QString &key) const;

    struct Compiled;
    const Compiled &compiled() const { return *m_compiled; }

private:
    RuleSet();
    std::unique_ptr<Compiled> m_compiled;
};

// The documented table from likelihood times impact to severity.
Severity severityFor(int likelihood, int impact);

} // namespace drawbridge
