#include "model/evidence/hadolintreader.h"

#include "model/evidence/scanwords.h"

namespace drawbridge {

QString HadolintReader::tool() const
{
    return QStringLiteral("hadolint");
}

bool HadolintReader::recognises(const QSet<QString> &paths) const
{
    return paths.contains(QStringLiteral("/*/code")) && paths.contains(QStringLiteral("/*/level"));
}

QStringList HadolintReader::patterns() const
{
    return {QStringLiteral("/*")};
}

Result<void> HadolintReader::take(const JsonItem &item, ScanRuns &runs)
{
    EvidenceResult result;
    result.check = textOf(item.value, u"code");
    result.title = textOf(item.value, u"message");
    result.severity = severityFromWord(textOf(item.value, u"level"));
    result.path = scannedPath(textOf(item.value, u"file"));
    result.line = numberOf(item.value, u"line");
    result.subject = {SubjectKind::File, result.path, {}};
    return runs.add(std::move(result));
}

} // namespace drawbridge
