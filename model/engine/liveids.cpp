#include "model/engine/liveids.h"

namespace drawbridge {

QStringList liveTechniqueIds(const QString &id, const CatalogSnapshot &catalogs)
{
    const Technique *live = catalogs.resolveTechnique(id);
    return live ? QStringList {live->id} : QStringList();
}

QStringList liveControlIds(const QString &id, const CatalogSnapshot &catalogs)
{
    const Control *named = catalogs.control(id);
    if (!named)
        return {};
    if (!named->withdrawn)
        return {named->id};
    QStringList active;
    for (const QString &target : named->withdrawnInto) {
        const Control *control = catalogs.control(target);
        if (control && !control->withdrawn)
            active += control->id;
    }
    return active;
}

using LiveIds = QStringList (*)(const QString &id, const CatalogSnapshot &catalogs);

namespace {

// Exchanges ids of one rule.
struct IdExchange
{
    const RuleInfo &rule;
    const CatalogSnapshot &catalogs;
    Diagnostics &warnings;

    void follow(QStringList &ids, LiveIds live, const QString &kind) const
    {
        QStringList followed;
        for (const QString &id : std::as_const(ids)) {
            const QStringList now = live(id, catalogs);
            if (now.isEmpty() || now.contains(id)) {
                followed += id;
                continue;
            }
            followed += now;
            warnings += Diagnostic {DiagnosticSeverity::Warning,
                                    QStringLiteral("%1: the catalogs in use have %3 instead of the "
                                                   "%2 %4, and the rule follows them")
                                        .arg(rule.key, kind, now.join(QStringLiteral(", ")), id),
                                    rule.where};
        }
        followed.removeDuplicates();
        ids = followed;
    }
};

} // namespace

void followCatalogs(RuleInfo &rule, const CatalogSnapshot &catalogs, Diagnostics &warnings)
{
    const IdExchange exchange {rule, catalogs, warnings};
    QStringList attack = rule.attack;
    exchange.follow(attack, liveTechniqueIds, QStringLiteral("technique"));
    QStringList nist;
    for (RuleMitigation &mitigation : rule.mitigations) {
        exchange.follow(mitigation.nist, liveControlIds, QStringLiteral("control"));
        nist += mitigation.nist;
    }
    nist.sort();
    nist.removeDuplicates();
    rule.attack = attack;
    rule.nist = nist;
}

} // namespace drawbridge
