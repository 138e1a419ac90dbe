#pragma once

#include "model/export/exportinput.h"

#include <QByteArray>

namespace drawbridge {

// The answer of `analyze --json`. Scripts rely on its members: fields may be added, never changed.
QByteArray writeAnalysisJson(const ExportInput &input);
// The answer of `rules list --json`.
QByteArray writeRulesJson(const RuleSet &rules);

} // namespace drawbridge
