#include "model/evidence/checkovreader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString CheckovReader::tool() const
{
    return QStringLiteral("checkov");
}

bool CheckovReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/results/failed_checks"))
        || paths.contains(QStringLiteral("/*/results/failed_checks"))
        || (paths.contains(QStringLiteral("/checkov_version"))
            && paths.contains(QStringLiteral("/passed")));
}

QStringList CheckovReader::patterns() const
{
    return {
        QStringLiteral("/results/failed_checks/*"),   QStringLiteral("/results/passed_checks/*"),
        QStringLiteral("/results/skipped_checks/*"),  QStringLiteral("/*/results/failed_checks/*"),
        QStringLiteral("/*/results/passed_checks/*"), QStringLiteral("/*/results/skipped_checks/*"),
        QStringLiteral("/summary/checkov_version"),   QStringLiteral("/*/summary/checkov_version")};
}

Result<void> CheckovReader::take(const JsonItem &item, ScanRuns &runs)
{
    if (item.pattern >= 6) {
        const QString *version = item.value.asString();
        runs.run().version = version ? *version : QString();
        return {};
    }
    constexpr EvidenceOutcome Outcomes[] = {EvidenceOutcome::Fail, EvidenceOutcome::Pass,
                                            EvidenceOutcome::Fail};
    EvidenceResult result;
    result.outcome = Outcomes[item.pattern % 3];
    result.check = textOf(item.value, u"check_id");
    result.title = textOf(item.value, u"check_name");
    result.severity = severityFromWord(textOf(item.value, u"severity"));
    result.path = scannedPath(textOf(item.value, u"file_path"));
    // Paths are absolute from the scanned root.
    if (result.path.startsWith(u'/'))
        result.path = result.path.mid(1);
    const Value range = memberOf(item.value, u"file_line_range");
    if (const ValueList *lines = range.asList(); lines && !lines->isEmpty()) {
        if (const qint64 *line = lines->first().asInt())
            result.line = static_cast<int>(*line);
    }
    result.subject = {SubjectKind::File, result.path, {}};
    result.message = textOf(item.value, u"resource");
    // "Deployment.default.web": the lines are those of the whole resource.
    if (textOf(item.value, u"check_class").startsWith(QStringLiteral("checkov.kubernetes")))
        result.subject = {SubjectKind::Container, result.message.section(u'.', 2), {}};
    if (item.pattern % 3 == 2) {
        const QString reason = textOf(item.value, u"check_result/suppress_comment");
        result.suppressed = reason.isEmpty() ? QStringLiteral("skipped in the file") : reason;
    }
    return runs.add(std::move(result));
}

} // namespace drawbridge
