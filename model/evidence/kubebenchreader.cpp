#include "model/evidence/kubebenchreader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString KubeBenchReader::tool() const
{
    return QStringLiteral("kube-bench");
}

bool KubeBenchReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/Controls"))
        || paths.contains(QStringLiteral("/node_type"))
        || paths.contains(QStringLiteral("/*/node_type"))
        || paths.contains(QStringLiteral("/tests/*/section"));
}

QStringList KubeBenchReader::patterns() const
{
    return {QStringLiteral("/Controls/*/tests/*/results/*"), QStringLiteral("/*/tests/*/results/*"),
            QStringLiteral("/tests/*/results/*"),
            QStringLiteral("/*/Controls/*/tests/*/results/*")};
}

Result<void> KubeBenchReader::take(const JsonItem &item, ScanRuns &runs)
{
    EvidenceResult result;
    result.check = textOf(item.value, u"test_number");
    result.title = textOf(item.value, u"test_desc");
    result.message = textOf(item.value, u"reason");
    const QString status = textOf(item.value, u"status");
    // WARN: a person has to look; INFO: not checked.
    result.outcome = status == u"PASS" ? EvidenceOutcome::Pass
        : status == u"FAIL"            ? EvidenceOutcome::Fail
        : status == u"WARN"            ? EvidenceOutcome::Error
                                       : EvidenceOutcome::NotApplicable;
    result.severity = status == u"FAIL" ? Severity::Medium : Severity::Info;
    result.subject = {SubjectKind::Host, {}, {}};
    return runs.add(std::move(result));
}

} // namespace drawbridge
