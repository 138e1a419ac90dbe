#include "model/evidence/pipauditreader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString PipAuditReader::tool() const
{
    return QStringLiteral("pip-audit");
}

bool PipAuditReader::recognises(const QSet<QString> &paths) const
{
    return (paths.contains(QStringLiteral("/dependencies"))
            && (paths.contains(QStringLiteral("/fixes"))
                || paths.contains(QStringLiteral("/dependencies/*/vulns"))))
        || (paths.contains(QStringLiteral("/*/name"))
            && paths.contains(QStringLiteral("/*/vulns")));
}

QStringList PipAuditReader::patterns() const
{
    return {QStringLiteral("/dependencies/*"), QStringLiteral("/*")};
}

Result<void> PipAuditReader::take(const JsonItem &item, ScanRuns &runs)
{
    const Value vulnerabilities = memberOf(item.value, u"vulns");
    const ValueList *list = vulnerabilities.asList();
    if (!list)
        return {};
    for (const Value &each : *list) {
        EvidenceResult result;
        result.check = textOf(each, u"id");
        result.message = textOf(each, u"description");
        result.cve = cvesIn(QStringList(result.check) + textsOf(each, u"aliases"));
        result.package = {textOf(item.value, u"name"), textOf(item.value, u"version"),
                          textsOf(each, u"fix_versions").join(QStringLiteral(", "))};
        result.title = result.package.package + u' ' + result.package.installedVersion
            + QStringLiteral(" is vulnerable");
        // pip-audit tells no severity.
        result.severity = Severity::High;
        result.subject = {SubjectKind::Package, result.package.package, {}};
        const Result<void> added = runs.add(std::move(result));
        if (!added)
            return added;
    }
    return {};
}

} // namespace drawbridge
