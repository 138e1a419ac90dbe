#include "model/engine/packstack.h"

#include "model/cel/suggestion.h"

#include <algorithm>

namespace drawbridge {

void PackStack::tell(DiagnosticSeverity severity, const SourceLocation &where,
                     const QString &message)
{
    m_diagnostics += Diagnostic {severity, message, where};
}

QString PackStack::didYouMean(const QString &key) const
{
    QStringList keys;
    for (const auto &[known, rule] : m_rules)
        keys += known;
    return cel::didYouMean(key, keys);
}

// By the current key, else by a former one.
std::map<QString, CompiledRule>::iterator PackStack::find(const QString &key)
{
    const auto found = m_rules.find(key);
    if (found != m_rules.end())
        return found;
    return std::find_if(m_rules.begin(), m_rules.end(), [&](const auto &entry) {
        return entry.second.info.formerly.contains(key);
    });
}

void PackStack::add(PackContent content, PackOrigin origin)
{
    for (CompiledRule &rule : content.rules)
        put(std::move(rule), origin);
    for (const RuleSwitch &off : std::as_const(content.switchedOff))
        switchOff(off, origin);
}

void PackStack::put(CompiledRule rule, PackOrigin origin)
{
    rule.info.origin = origin;
    const RuleInfo &info = rule.info;
    const auto earlier = m_rules.find(info.key);
    if (earlier != m_rules.end()) {
        if (info.reason.isEmpty())
            tell(DiagnosticSeverity::Warning, info.where,
                 QStringLiteral("'%1' takes the place of a rule of %2; say why with 'reason'")
                     .arg(info.key, earlier->second.info.where.file));
        m_changes += {info.key,
                      earlier->second.info.title,
                      RuleChange::Kind::Overridden,
                      origin,
                      info.reason,
                      info.where};
    } else if (m_switchedOff.remove(info.key)) {
        m_changes +=
            {info.key, info.title, RuleChange::Kind::Overridden, origin, info.reason, info.where};
    } else if (!info.reason.isEmpty()) {
        tell(DiagnosticSeverity::Warning, info.where,
             QStringLiteral("there is no rule '%1' whose place this could take").arg(info.key)
                 + didYouMean(info.key));
    }
    const QString key = info.key;
    m_rules.insert_or_assign(key, std::move(rule));
}

void PackStack::switchOff(const RuleSwitch &off, PackOrigin origin)
{
    const auto found = find(off.key);
    if (found == m_rules.end()) {
        tell(DiagnosticSeverity::Error, off.where,
             QStringLiteral("there is no rule '%1'").arg(off.key) + didYouMean(off.key));
        return;
    }
    const RuleInfo &info = found->second.info;
    m_changes +=
        {info.key, info.title, RuleChange::Kind::SwitchedOff, origin, off.reason, off.where};
    m_switchedOff.insert(info.key);
    for (const QString &former : info.formerly)
        m_switchedOff.insert(former);
    m_rules.erase(found);
}

QSet<QString> PackStack::finish(RuleSet::Compiled &compiled)
{
    for (auto &[key, rule] : m_rules)
        compiled.rules.push_back(std::move(rule));
    compiled.changes = std::move(m_changes);
    return std::move(m_switchedOff);
}

} // namespace drawbridge
