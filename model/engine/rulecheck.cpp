#include "model/engine/rulecheck.h"

#include "model/engine/liveids.h"

namespace drawbridge {

static void checkRule(const RuleInfo &rule, const CatalogSnapshot &catalogs, Diagnostics &problems)
{
    const auto complain = [&](const char *what, const QString &id) {
        problems += Diagnostic {DiagnosticSeverity::Error,
                                QStringLiteral("%1: the catalogs hold no %2 '%3'")
                                    .arg(rule.key, QLatin1String(what), id),
                                rule.where};
    };
    for (const QString &id : rule.attack) {
        if (!catalogs.technique(id))
            complain("technique", id);
    }
    for (const QString &id : rule.capec) {
        if (!catalogs.capec(id))
            complain("attack pattern", id);
    }
    for (const QString &id : rule.cwe) {
        if (!catalogs.cwe(id))
            complain("weakness", id);
    }
    for (const QString &id : rule.nist) {
        const Control *control = catalogs.control(id);
        if (!control || control->withdrawn)
            complain("active control", id);
    }
}

Diagnostics checkRules(const RuleSet &rules, const CatalogSnapshot &catalogs)
{
    Diagnostics problems;
    for (qsizetype i = 0; i < rules.size(); ++i)
        checkRule(rules.info(i), catalogs, problems);
    return problems;
}

using LookUp = QStringList (*)(const QString &id, const CatalogSnapshot &catalogs);

// The rules that name an id which is not there any more, by this id.
static void collectGone(const QStringList &ids, const QString &rule, LookUp live,
                        const CatalogSnapshot &catalogs, QMap<QString, QStringList> &rules)
{
    for (const QString &id : ids) {
        if (!live(id, catalogs).contains(id))
            rules[id] += rule;
    }
}

static void tellGone(const QMap<QString, QStringList> &rules, LookUp live, const QString &kind,
                     const CatalogSnapshot &catalogs, Diagnostics &problems)
{
    for (auto it = rules.begin(); it != rules.end(); ++it) {
        const QStringList now = live(it.key(), catalogs);
        const QString where = it->join(QStringLiteral(", "));
        problems += now.isEmpty()
            ? Diagnostic {DiagnosticSeverity::Warning,
                          QStringLiteral(
                              "nothing takes the place of the %1 %2, which rules name: %3")
                              .arg(kind, it.key(), where),
                          {}}
            : Diagnostic {DiagnosticSeverity::Information,
                          QStringLiteral("%1 takes the place of the %2 %3 in rules: %4")
                              .arg(now.join(QStringLiteral(", ")), kind, it.key(), where),
                          {}};
    }
}

Diagnostics checkRulesUnder(const CatalogSnapshot &catalogs, const RuleSet &rules)
{
    QMap<QString, QStringList> techniques;
    QMap<QString, QStringList> controls;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const RuleInfo &rule = rules.info(i);
        collectGone(rule.attack, rule.key, liveTechniqueIds, catalogs, techniques);
        collectGone(rule.nist, rule.key, liveControlIds, catalogs, controls);
    }
    Diagnostics problems;
    tellGone(techniques, liveTechniqueIds, QStringLiteral("technique"), catalogs, problems);
    tellGone(controls, liveControlIds, QStringLiteral("control"), catalogs, problems);
    return problems;
}

} // namespace drawbridge
