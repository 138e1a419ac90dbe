#pragma once

#include <QString>

namespace drawbridge {

// A foreign name as one printable line of bounded length.
QString catalogName(const QString &written);

// The forms of the ids that the catalogs hold: T1611 and T1059.013, TA0001, M1026, AC-6(10).
bool isTechniqueId(const QString &id);
bool isTacticId(const QString &id);
bool isMitigationId(const QString &id);
bool isControlId(const QString &id);

} // namespace drawbridge
