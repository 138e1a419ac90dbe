#pragma once

#include "model/export/exportinput.h"

#include <QByteArray>

namespace drawbridge {

// The threats as SARIF 2.1.0, for code-scanning dashboards: a rule for each rule that reported
// something, a result for each threat that still needs attention, suppressed ones with their
// decision.
QByteArray writeSarif(const ExportInput &input);

} // namespace drawbridge
