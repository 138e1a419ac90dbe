#include "model/evidence/semgrepreader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString SemgrepReader::tool() const
{
    return QStringLiteral("semgrep");
}

bool SemgrepReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/results/*/check_id"))
        || (paths.contains(QStringLiteral("/results")) && paths.contains(QStringLiteral("/errors"))
            && (paths.contains(QStringLiteral("/paths"))
                || paths.contains(QStringLiteral("/version"))));
}

QStringList SemgrepReader::patterns() const
{
    return {QStringLiteral("/results/*"), QStringLiteral("/version"),
            QStringLiteral("/paths/scanned/*")};
}

Result<void> SemgrepReader::take(const JsonItem &item, ScanRuns &runs)
{
    if (item.pattern == 1) {
        const QString *version = item.value.asString();
        runs.run().version = version ? *version : QString();
        return {};
    }
    if (item.pattern == 2) {
        if (const QString *path = item.value.asString())
            runs.addScanned({SubjectKind::File, scannedPath(*path), {}});
        return {};
    }
    EvidenceResult result;
    result.check = textOf(item.value, u"check_id");
    result.title = result.check.section(u'.', -1);
    result.message = textOf(item.value, u"extra/message");
    result.severity = severityFromWord(textOf(item.value, u"extra/severity"));
    result.path = scannedPath(textOf(item.value, u"path"));
    result.line = numberOf(item.value, u"start/line");
    result.subject = {SubjectKind::File, result.path, {}};
    for (const QString &written : textsOf(item.value, u"extra/metadata/cwe")) {
        const QString cwe = cweFrom(written);
        if (!cwe.isEmpty())
            result.cwe += cwe;
    }
    const Value ignored = memberOf(item.value, u"extra/is_ignored");
    if (ignored == Value(true))
        result.suppressed = QStringLiteral("nosemgrep in the source");
    return runs.add(std::move(result));
}

} // namespace drawbridge
