#include "model/evidence/banditreader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString BanditReader::tool() const
{
    return QStringLiteral("bandit");
}

bool BanditReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/results/*/test_id"))
        || (paths.contains(QStringLiteral("/results"))
            && paths.contains(QStringLiteral("/metrics/_totals")));
}

QStringList BanditReader::patterns() const
{
    return {QStringLiteral("/results/*"), QStringLiteral("/generated_at"),
            QStringLiteral("/errors/*"), QStringLiteral("/metrics")};
}

Result<void> BanditReader::take(const JsonItem &item, ScanRuns &runs)
{
    if (item.pattern == 1) {
        const QString *time = item.value.asString();
        runs.run().time = time ? *time : QString();
        return {};
    }
    if (item.pattern == 3) {
        const ValueMap *files = item.value.asMap();
        for (auto it = files ? files->cbegin() : ValueMap().cbegin(); files && it != files->cend();
             ++it) {
            if (it.key() != u"_totals")
                runs.addScanned({SubjectKind::File, scannedPath(it.key()), {}});
        }
        return {};
    }
    EvidenceResult result;
    result.path = scannedPath(textOf(item.value, u"filename"));
    result.subject = {SubjectKind::File, result.path, {}};
    if (item.pattern == 2) {
        result.check = QStringLiteral("bandit");
        result.title = QStringLiteral("the file could not be checked");
        result.message = textOf(item.value, u"reason");
        result.outcome = EvidenceOutcome::Error;
        result.severity = Severity::Info;
        return runs.add(std::move(result));
    }
    result.check = textOf(item.value, u"test_id");
    // Its test names ("blacklist") say little.
    result.title = textOf(item.value, u"issue_text");
    result.message = textOf(item.value, u"test_name");
    result.severity = severityFromWord(textOf(item.value, u"issue_severity"));
    result.line = numberOf(item.value, u"line_number");
    const QString cwe = cweFrom(textOf(item.value, u"issue_cwe/id"));
    if (!cwe.isEmpty())
        result.cwe = {cwe};
    return runs.add(std::move(result));
}

} // namespace drawbridge
