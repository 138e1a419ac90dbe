#pragma once

#include "model/base/diagnostic.h"
#include "model/engine/gain.h"
#include "model/engine/threat.h"

#include <memory>
#include <vector>

namespace drawbridge {

// Where a pack comes from. What comes later changes what came before.
enum class PackOrigin : quint8 { BuiltIn, User, Project, CommandLine };

// "built-in", "user", "project", "command-line".
QString nameOf(PackOrigin origin);

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
    // What it gives to an attacker who makes use of it, and what must be true for that beyond the
    // threat itself, in words; empty where nothing more is needed.
    Gain gains = Gain::None;
    QString needs;
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
    PackOrigin origin = PackOrigin::BuiltIn;
    // Why it takes the place of another; empty for a rule that does not.
    QString reason;
};

struct RulePackFile
{
    QString fileName;
    QByteArray bytes;
    PackOrigin origin = PackOrigin::BuiltIn;

    bool operator==(const RulePackFile &) const = default;
};

// What a pack did to a rule of an earlier one.
struct RuleChange
{
    enum class Kind : quint8 { Overridden, SwitchedOff };

    QString key;
    // Of the rule as it was.
    QString title;
    Kind kind = Kind::Overridden;
    PackOrigin origin = PackOrigin::BuiltIn;
    QString reason;
    SourceLocation where;
};

// "overridden", "switched-off".
QString nameOf(RuleChange::Kind kind);

class CatalogSnapshot;

// Compiled rules, immutable and shared between sessions and threads.
class RuleSet
{
public:
    ~RuleSet();

    // Packs in the order of their origins; later ones override rules of earlier ones by key or
    // switch them off. Everything wrong in a pack is an error with file, line and column; the first
    // is returned, `diagnostics` (if given) gets all, with warnings. With catalogs, rules name what
    // took the place of techniques and controls that these no longer hold, each with a warning.
    static Result<std::shared_ptr<const RuleSet>> load(const QList<RulePackFile> &packs,
                                                       std::shared_ptr<const PropertySchema> schema,
                                                       Diagnostics *diagnostics = nullptr,
                                                       const CatalogSnapshot *catalogs = nullptr);

    qsizetype size() const;
    const RuleInfo &info(qsizetype index) const;
    // Position of a rule key, current or former; -1 when there is none.
    qsizetype find(const QString &key) const;
    // In the order of the packs.
    const QList<RuleChange> &changes() const;

    struct Compiled;
    const Compiled &compiled() const { return *m_compiled; }

private:
    RuleSet();
    std::unique_ptr<Compiled> m_compiled;
};

// The documented table from likelihood times impact to severity.
Severity severityFor(int likelihood, int impact);

} // namespace drawbridge
