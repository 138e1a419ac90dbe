#pragma once

#include <QString>

namespace drawbridge {

// The spelling of ids that the catalogs use; text that is no such id comes back trimmed and in
// upper case.

// "ac-02", "AC-2.1", "ac-02(01)", "AC-2 (1)" -> "AC-2", "AC-2(1)".
QString normalControlId(QStringView text);
// "79", "cwe-079", "CWE:79" -> "CWE-79".
QString normalCweId(QStringView text);
// "66", "capec-66" -> "CAPEC-66".
QString normalCapecId(QStringView text);
// "t1059.013", "T1059/013" -> "T1059.013".
QString normalTechniqueId(QStringView text);

// Orders ids as a reader expects: AC-2 before AC-10, T1059 before T1059.013.
bool catalogIdLess(QStringView a, QStringView b);

} // namespace drawbridge
