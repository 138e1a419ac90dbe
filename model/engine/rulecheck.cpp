#include "model/engine/rulecheck.h"

namespace drawbridge {

Diagnostics checkRules(const RuleSet &rules, const CatalogSnapshot &catalogs)
{
    Diagnostics problems;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const RuleInfo &rule = rules.info(i);
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
    return problems;
}

} // namespace drawbridge
