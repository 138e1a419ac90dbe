#pragma once

#include "model/engine/rulereader.h"

#include <QSet>

#include <map>

namespace drawbridge {

// Lays rule packs over each other, the later ones on top.
class PackStack
{
public:
    explicit PackStack(Diagnostics &diagnostics)
        : m_diagnostics(diagnostics)
    {
    }

    void add(PackContent content, PackOrigin origin);
    // Hands over the rules that are left and what was changed; returns the keys, current and
    // former, of those that were switched off.
    QSet<QString> finish(RuleSet::Compiled &compiled);

private:
    void put(CompiledRule rule, PackOrigin origin);
    void switchOff(const RuleSwitch &off, PackOrigin origin);
    void tell(DiagnosticSeverity severity, const SourceLocation &where, const QString &message);
    QString didYouMean(const QString &key) const;
    std::map<QString, CompiledRule>::iterator find(const QString &key);

    Diagnostics &m_diagnostics;
    std::map<QString, CompiledRule> m_rules;
    QList<RuleChange> m_changes;
    QSet<QString> m_switchedOff;
};

} // namespace drawbridge
