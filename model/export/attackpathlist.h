#pragma once

#include "model/assess/attackpaths.h"
#include "model/export/exportinput.h"

namespace drawbridge {

// Attack paths for a terminal: numbered, step by step, then what cuts most of them.
QByteArray writePathsText(const ThreatModel &model, const AttackPathReport &report);
// {"schema": "drawbridge/paths/1", "positions", "summary", "paths", "pairs", "cuts"}.
QByteArray writePathsJson(const ThreatModel &model, const AttackPathReport &report);

// "Internet to data of db, secrets".
QString titleOf(const ThreatModel &model, const AttackPath &path);
// "2 certain, 1 possible; 3 more take something that nobody has reported".
QString countsInWords(const AttackPathReport &report);
// "Remove privileged mode (web, worker): 3 of 4".
QString cutInWords(const CuttingControl &cut, const AttackPathReport &report);

} // namespace drawbridge
