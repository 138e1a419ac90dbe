#pragma once

#include "model/core/evidence.h"
#include "model/text/jsonmembers.h"

namespace drawbridge {

// "CRITICAL", "error", "Negligible": whatever scanners write.
Severity severityFromWord(const QString &word, Severity otherwise = Severity::Medium);
// Of a CVSS score.
Severity severityFromScore(double score);

// "./app/x.py", "file:///src/app/x.py", "app\\x.py" -> "app/x.py"; an absolute path stays absolute.
QString scannedPath(const QString &written);
// "CWE-79" of "CWE-79: Cross-site Scripting", "external/cwe/cwe-079" or "79"; else empty.
QString cweFrom(const QString &written);
// The ids that look like CVE ones.
QStringList cvesIn(const QStringList &ids);
// A message of a check that finds secrets: what stands in quotes may be one.
QString withoutQuotedTexts(const QString &message);
bool speaksOfSecrets(const QString &check, const QString &title);

} // namespace drawbridge
